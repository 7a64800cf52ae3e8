import { inspect } from "node:util";
import { authorizationCode, clientCredentials, type OmadaAuth } from "@omada-sdk/auth";
import { webSession } from "@omada-sdk/auth/web-session";
import { createClient, createSupportLog, type OmadaHooks } from "@omada-sdk/core";
import { recordHar } from "@omada-sdk/mock-controller";
import { describe, expect, it } from "vitest";

const OMADAC_ID = "0123456789abcdef0123456789abcdef";

/** Every secret that is on the way, made so that nothing else looks like it. */
const SECRETS = {
  clientSecret: "c1i3nt5ecr3tc1i3nt5ecr3t00000001",
  password: "Pa55-w0rd/Of+The=User&2",
  csrf: "c5f0c5f0c5f0aaaabbbbccccdddd0003",
  session: "5e5510n05e5510n05e5510n05e5510n4",
  code: "OC-c0dec0dec0deC0DEc0dec0de00005",
  access: "AT-acce55acce55ACCE55acce55acce06",
  // Never sent here, so it cannot come back.
  refresh: "RT-ref7e5href7e5hREF7E5Href7e5h07",
  member: "Th3-P5K/Of+An=55ID&In-A-Body",
} as const;
type Kind = keyof typeof SECRETS;

const application = { clientId: "the-app", clientSecret: SECRETS.clientSecret };
const user = { username: "ann", password: SECRETS.password };
const GRANTS: Record<string, { make: () => OmadaAuth; kinds: Kind[] }> = {
  "client credentials": {
    make: () => clientCredentials(application),
    kinds: ["clientSecret", "access", "member"],
  },
  "client credentials in the query": {
    make: () => clientCredentials({ ...application, tokenStyle: "query" }),
    kinds: ["clientSecret", "access", "member"],
  },
  "authorization code": {
    make: () => authorizationCode({ ...application, ...user }),
    kinds: ["clientSecret", "password", "csrf", "session", "code", "access", "member"],
  },
  "web session": { make: () => webSession(user), kinds: ["password", "csrf", "session", "member"] },
};

const bytes = (secret: string) => [...Buffer.from(secret)].map((byte) => byte.toString(16).padStart(2, "0"));
const ENCODINGS: Record<string, (secret: string) => string> = {
  "as it is": (secret) => secret,
  "in capitals": (secret) => secret.toUpperCase(),
  "percent-encoded": encodeURIComponent,
  "percent-encoded twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "percent-encoded letter by letter": (secret) =>
    bytes(secret)
      .map((byte) => `%${byte}`)
      .join(""),
  "in JavaScript escapes": (secret) =>
    bytes(secret)
      .map((byte) => `\\u00${byte}`)
      .join(""),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64 with a name": (secret) => Buffer.from(`x=${secret}`).toString("base64"),
  "in base64url": (secret) => Buffer.from(secret).toString("base64url"),
  "in hexadecimal digits": (secret) => Buffer.from(secret).toString("hex"),
  "quoted twice": (secret) => JSON.stringify(JSON.stringify(secret)),
  "cut at its end": (secret) => secret.slice(0, -6),
};
/** Recordings know secrets as a whole. */
const PARTIAL = /letter by letter|escapes|cut|twice/;

const envelope = (errorCode: number, msg: string, headers = {}) =>
  Response.json({ errorCode, msg }, { headers });
const thrown = (error: object) => {
  throw error;
};
/** Headers take no line breaks and only one byte per character. */
const PLACES: Record<string, (echo: string) => Response> = {
  "the message of an envelope": (echo) => envelope(-33000, `Not good: ${echo}.`),
  "the message, far behind": (echo) => envelope(-33000, `${"so ".repeat(190)}${echo}`),
  "a web page": (echo) => new Response(`<html>${echo}`, { headers: { "content-type": "text/html" } }),
  "a text behind spaces": (echo) => new Response(`${" ".repeat(1990)}!${echo}`),
  "an error of the framework": (echo) => Response.json({ error: "Bad", message: echo }, { status: 400 }),
  "a header": (echo) => envelope(-33000, "No.", { "x-echo": echo, server: echo }),
  "a redirect": (echo) => new Response(null, { status: 302, headers: { location: `/login?next=${echo}` } }),
  "a rejected fetch": (echo) => thrown(new TypeError(`failed with ${echo}`)),
  "the cause of one": (echo) => thrown(new TypeError("fetch failed", { cause: new Error(echo) })),
  "its code and name": (echo) => thrown(Object.assign(new Error("failed"), { code: echo, name: echo })),
};

const success = (result: unknown, headers = {}) => Response.json({ errorCode: 0, result }, { headers });

/** What a controller answers to a grant; undefined for all other requests. */
function answerGrant(url: string): Response | undefined {
  if (url.includes("/authorize/login"))
    return success({ csrfToken: SECRETS.csrf, sessionId: SECRETS.session });
  if (url.includes("/authorize/code")) return success(SECRETS.code);
  if (url.includes("/authorize/token"))
    return success({ accessToken: SECRETS.access, refreshToken: SECRETS.refresh, expiresIn: 7200 });
  if (url.includes("/api/v2/login"))
    return success({ token: SECRETS.csrf }, { "set-cookie": `TPOMADA_SESSIONID=${SECRETS.session}; Path=/` });
  return undefined;
}

/** What all sinks hold after a call that failed, and the recording. */
async function run(auth: OmadaAuth, echo: (url: string) => Response | undefined) {
  const sinks: string[] = [];
  const show = (value: unknown) => {
    sinks.push(inspect(value, { depth: 12, showHidden: true, maxStringLength: null }), String(value));
    sinks.push(JSON.stringify(value) ?? "", String((value as Error)?.stack));
  };
  const hooks: OmadaHooks = {
    onConnect: show,
    onRequest: show,
    onResponse: show,
    onRetry: show,
    onError: (event) => {
      show(event);
      show(event.error);
    },
  };
  const recorder = recordHar(async (input) => {
    const { url } = input as Request;
    if (url.endsWith("/api/info"))
      return success({ controllerVer: "6.2.0.17", omadacId: OMADAC_ID, type: 1 });
    return echo(url) ?? answerGrant(url) ?? success(1);
  });
  const omada = await createClient(
    {
      baseUrl: "https://192.0.2.1:8043",
      auth,
      fetch: (url, init) => recorder.fetch(url, init),
      hooks: [hooks, createSupportLog({ write: (line) => void sinks.push(line) })],
      retry: false,
    },
    [],
  );
  const body = { name: "Lobby", pskSetting: { securityKey: SECRETS.member } };
  const error = await omada
    .request("POST", "/openapi/v1/{omadacId}/sites/1/ssids", { body })
    .catch((reason: unknown) => reason);
  show(error);
  return { error, text: sinks.join("\n").toLowerCase(), har: JSON.stringify(recorder.har()).toLowerCase() };
}

/** Pieces of an echo that may be found nowhere; its edges belong to what stands beside. */
function piecesOf(echo: string): string[] {
  const small = echo.toLowerCase();
  return Array.from({ length: Math.max(0, small.length - 23) }, (_, at) => small.slice(at + 4, at + 20));
}

/** Whether the side that answers can know a secret: a call carries other ones than the last request of its grant. */
function isOnTheWay(kind: Kind, grant: string, step: string): boolean {
  const isSession = grant === "web-session" && (kind === "csrf" || kind === "session");
  const isOfCall = kind === "access" || kind === "member" || isSession;
  return step === "the call" ? isOfCall : !isOfCall;
}

/** One in three, each encoding in some places and each place with some encodings; all of them in `pnpm test:others`. */
const STEP = process.env.OMADA_LONG_TESTS ? 1 : 3;

let scenarios = 0;
let errors = 0;

describe.each(Object.entries(GRANTS))("with %s", (_, { make, kinds }) => {
  it.each(kinds)("%s shows up nowhere, whatever repeats it", async (kind) => {
    const found: string[] = [];
    for (const [row, [encoding, encode]] of Object.entries(ENCODINGS).entries())
      for (const [column, [place, answer]] of Object.entries(PLACES).entries())
        for (const step of ["the call", "the grant"]) {
          if ((row + column + kinds.indexOf(kind)) % STEP !== 0) continue;
          if (!isOnTheWay(kind, make().kind, step)) continue;
          const echo = encode(SECRETS[kind]);
          const { error, text, har } = await run(make(), (url) => {
            const last = /authorize\/token|api\/v2\/login/.test(url);
            const isStep = step === "the call" ? url.includes("/ssids") : last;
            return isStep ? answer(echo) : undefined;
          });
          scenarios++;
          if (error instanceof Error) errors++;
          const name = `${encoding}, in ${place} of ${step}`;
          if (piecesOf(echo).some((piece) => text.includes(piece))) found.push(name);
          if (!PARTIAL.test(encoding) && piecesOf(echo).some((piece) => har.includes(piece)))
            found.push(`${name}, recorded`);
        }
    expect(found).toEqual([]);
  });
});

it("went through every kind, place and encoding", () => {
  expect(scenarios).toBeGreaterThanOrEqual(960 / STEP);
  expect(errors).toBe(scenarios);
});
