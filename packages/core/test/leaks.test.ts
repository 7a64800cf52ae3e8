import { inspect } from "node:util";
import { authorizationCode, clientCredentials, type OmadaAuth } from "@omada-sdk/auth";
import { webSession } from "@omada-sdk/auth/web-session";
import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { OMADAC_ID } from "./support/controller.js";

const CLIENT_SECRET = "c11e7t53c23t0123456789abcdef0123";
const PASSWORD = "Pa55 w0rd!";
const CSRF = "fedcba9876543210fedcba9876543210";
const SESSION = "5e5510n5e5510n5e5510n5e5510n5e5510";
const TOKEN = "AT-Sh0u1dN0tB3S33nByAny0n3At4ll0000";
const SECRETS = [CLIENT_SECRET, PASSWORD, CSRF, SESSION, TOKEN];

const application = { clientId: "c", clientSecret: CLIENT_SECRET };
const user = { username: "u", password: PASSWORD };
const grants: Record<string, () => OmadaAuth> = {
  "client credentials": () => clientCredentials(application),
  "client credentials in the query": () => clientCredentials({ ...application, tokenStyle: "query" }),
  "authorization code": () => authorizationCode({ ...application, ...user }),
  "web session": () => webSession(user),
};

const success = (result: unknown, headers = {}) => Response.json({ errorCode: 0, result }, { headers });

/** What a controller answers to the requests of a grant; undefined for all others. */
function answerGrant(url: string): Response | undefined {
  if (url.includes("/authorize/login")) return success({ csrfToken: CSRF, sessionId: SESSION });
  if (url.includes("/authorize/code")) return success("OC-1");
  if (url.includes("/authorize/token")) return success({ accessToken: TOKEN, expiresIn: 7200 });
  if (url.includes("/api/v2/login"))
    return success({ token: CSRF }, { "set-cookie": `TPOMADA_SESSIONID=${SESSION}; Path=/` });
  return undefined;
}

async function failing(auth: OmadaAuth, answer: (url: string, init: RequestInit) => Response | undefined) {
  const fetch = async (url: string, init: RequestInit) =>
    url.endsWith("/api/info")
      ? success({ controllerVer: "6.2.0.17", omadacId: OMADAC_ID, type: 1 })
      : (answer(url, init) ?? answerGrant(url) ?? success(1));
  const omada = await createClient({ baseUrl: "https://h:8043", auth, fetch, retry: false }, []);
  const error = await omada.request("GET", "/openapi/v1/{omadacId}/x").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  const text = inspect(error, { depth: 20, showHidden: true });
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  return text;
}

describe.each(Object.entries(grants))("with %s", (_, auth) => {
  it.each([
    ["JSON", (url: string, init: RequestInit) => JSON.stringify({ url, ...init, signal: undefined })],
    [
      "JSON in JSON",
      (url: string, init: RequestInit) => JSON.stringify(JSON.stringify({ url, ...init, signal: 0 })),
    ],
    ["an inspected object", (url: string, init: RequestInit) => inspect({ url, ...init })],
    ["bare values", (_: string, init: RequestInit) => Object.values(Object(init.headers)).join(" ")],
  ])("a fetch that quotes the request as %s leaks no secret", async (_, quote) => {
    const grantOnly = await failing(auth(), (url, init) => {
      throw new Error(`request failed: ${quote(url, init)}`);
    });
    expect(grantOnly).toContain("https://h:8043");
    await failing(auth(), (url, init) => {
      if (answerGrant(url)) return undefined;
      throw Object.assign(new TypeError(`request failed: ${quote(url, init)}`), { code: "EFAILED" });
    });
  });

  it("a controller that quotes what it was sent leaks no secret", async () => {
    const quoted = (init: RequestInit) => Object.entries(Object(init.headers)).join(" ");
    await failing(auth(), (url, init) =>
      answerGrant(url) ? undefined : Response.json({ errorCode: -1200, msg: `Session: ${quoted(init)}` }),
    );
    await failing(auth(), (url, init) =>
      answerGrant(url)
        ? undefined
        : new Response(`<html>${quoted(init)}`, { headers: { "content-type": "text/html" } }),
    );
  });
});

it("keeps the texts of systems, which say what went wrong", async () => {
  const text = await failing(clientCredentials(application), (url) => {
    if (answerGrant(url)) return undefined;
    const cause = Object.assign(new Error("getaddrinfo ENOTFOUND h"), { code: "ENOTFOUND" });
    throw new TypeError("fetch failed", { cause });
  });
  expect(text).toContain("getaddrinfo ENOTFOUND h");
});
