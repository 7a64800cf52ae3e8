import { request } from "node:https";
import type { Schema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { redactBody, redactUrl } from "../src/har/redact.js";
import { createMockController, type Har, PROFILE_IDS, recordHar, startMockController } from "../src/index.js";
import { ORIGIN, session, snapshot, tokenRequest, userToken } from "./support.js";

/** Names of all members that are texts. */
function textMembers(schemas: Iterable<Schema>): string[] {
  return [...schemas].flatMap((schema) => [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, { type }]) =>
      type === "string" ? [name] : [],
    ),
    ...textMembers(Object.values(schema.properties ?? {})),
    ...textMembers(schema.items ? [schema.items] : []),
  ]);
}

describe("recording", () => {
  it("keeps calls and answers, and no secrets", async () => {
    const mock = await createMockController({ profile: "6.2" });
    const recorder = recordHar(mock.fetch);
    const recorded = { ...mock, fetch: recorder.fetch };
    const { result } = (await (await tokenRequest(recorded, "6.2")).json()) as {
      result: Record<string, string>;
    };
    const { omadacId, clientSecret, clientId } = mock.credentials;
    const headers = { authorization: `AccessToken=${result.accessToken}`, cookie: "TPOMADA_SESSIONID=abc" };
    await recorder.fetch(`${ORIGIN}/openapi/v1/${omadacId}/sites?page=1&pageSize=10`, { headers });
    const har = recorder.har();
    const text = JSON.stringify(har);
    expect(har.log.entries.map(({ request, response }) => [request.method, response.status])).toEqual([
      ["POST", 200],
      ["GET", 200],
    ]);
    for (const secret of [clientSecret, result.accessToken, result.refreshToken, "abc", omadacId]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(clientId);
    expect(text).toContain("Head Office");
  });

  it("keeps nothing of a user's login, of refreshed tokens, of web sessions and of secrets that are written", async () => {
    const mock = await createMockController({ profile: "6.2" });
    const { omadacId, password } = mock.credentials;
    const recorder = recordHar(mock.fetch);
    const recorded = { ...mock, fetch: recorder.fetch };
    const token = await userToken(recorded, "6.2");
    const call = (path: string, body: unknown): Promise<Response> =>
      recorder.fetch(`${ORIGIN}${path}`, {
        method: "POST",
        headers: { authorization: `AccessToken=${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const refreshToken = [...mock.state.refreshTokens.keys()].at(-1) ?? "";
    await recorder.fetch(
      `${ORIGIN}/openapi/authorize/token?grant_type=refresh_token&refresh_token=${refreshToken}`,
      { method: "POST" },
    );
    await call(`/${omadacId}/api/v2/login`, { username: mock.credentials.username, password });
    const [siteId] = mock.state.sites.keys();
    await call(`/openapi/v1/${omadacId}/sites/${siteId}/hotspot/localusers`, {
      userName: "guest",
      password: "hunter2",
    });
    await call(`/openapi/v1/${omadacId}/sites/${siteId}/profiles/radius`, {
      authServer: [{ radiusPwd: "hunter2", radiusServerIp: "192.0.2.1" }],
      accountingServerPwds: ["hunter2"],
    });
    const { state } = mock;
    const secrets = [
      ...[
        password,
        omadacId,
        token,
        refreshToken,
        mock.credentials.clientSecret,
        mock.credentials.clientId,
        "hunter2",
      ],
      ...[...state.accessTokens.keys(), ...state.refreshTokens.keys(), ...state.codes.keys()],
      ...[...state.webSessions.values(), ...state.logins.values()].flatMap((login) =>
        Object.values(login).map(String),
      ),
    ];
    expect(secrets.length).toBeGreaterThan(12);
    const text = JSON.stringify(recorder.har());
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain("192.0.2.1");
  });

  it("has the members of all snapshots that are called like secrets", () => {
    const names = new Set(PROFILE_IDS.flatMap((profile) => textMembers(snapshot(profile).schemas.values())));
    const secret = [...names].filter((name) =>
      /pass|pwd|secret|psk$|token|communit|pin$|puk|credential/i.test(name),
    );
    const kept = secret.filter((name) =>
      redactBody(JSON.stringify({ [name]: "hunter2" }), "").includes("hunter2"),
    );
    expect(kept).toEqual(["passwordType"]);
    expect(secret.length).toBeGreaterThan(25);
  });

  it.each([
    ['{"password":"hunter2","list":[{"pskSetting":{"securityKey":"hunter2"}}]}', "application/json"],
    [
      '{"radiusKey":"hunter2","wepKey":"hunter2","shardedSecret":"hunter2","sharedKey":"hunter2"}',
      "application/json",
    ],
    ['{"preSharedKey":"hunter2","privateKey":"hunter2","devicePassword":"hunter2"}', "application/json"],
    [
      '{"communityString":"hunter2","md5Key":"hunter2","pinCode":"hunter2","codes":["hunter2"],"code":"hunter2","result":{"key":"hunter2"},"vrrp":{"authentication":1,"key":"hunter2"}}',
      "application/json",
    ],
    ["client_secret=hunter2&refresh_token=hunter2", "application/x-www-form-urlencoded"],
    ["-----BEGIN KEY----- hunter2", "text/plain"],
  ])("removes secrets from %s", (text, type) => {
    expect(redactBody(text, type)).not.toContain("hunter2");
  });

  it.each([
    ["https://chat.googleapis.com/v1/spaces/AAAA/messages?key=hunter2&token=hunter2", "chat.googleapis.com"],
    ["https://admin:hunter2@receiver.test/hook", "receiver.test/hook"],
    ["https://hunter2@receiver.test/", "receiver.test"],
    ["rtsp://admin:hunter2@192.0.2.7/stream1", "192.0.2.7/stream1"],
    ["https://receiver.test/hook?sig=hunter2#hunter2", "sig=REDACTED"],
    ["https://hooks.slack.test/services/T0001/B0001/hunter2hunter2hunter2", "services/T0001/B0001/REDACTED"],
    ["See https://receiver.test/?code=hunter2, or ask.", "See https://receiver.test/"],
    ['{"shardSecret":"hunter2","text":["AP 1 was adopted."]}', "AP 1 was adopted."],
  ])("removes secrets from the text %s", (text, kept) => {
    const body = JSON.stringify({ urlList: [text], detail: { content: text } });
    const redacted = redactBody(body, "application/json");
    expect(redacted).not.toContain("hunter2");
    expect(redacted.split(kept)).toHaveLength(3);
  });

  it.each([
    "https://192.0.2.1:8043/login",
    "{not JSON",
    "AA-BB-CC-00-11-22",
    "a: b?c=d",
    "http://",
    "[Lobby]",
  ])("keeps the text %s", (text) => {
    expect(JSON.parse(redactBody(JSON.stringify({ text }), "application/json"))).toEqual({ text });
  });

  it("removes the controller's id from the paths in a batch", () => {
    const path = (id: string): string => `/openapi/v1/${id}/sites?page=1`;
    const body = (id: string): string => JSON.stringify({ actions: [{ path: path(id), method: "POST" }] });
    const redacted = redactBody(body("0123456789abcdef0123456789abcdef"), "application/json");
    expect(redacted).toBe(body("0".repeat(32)));
  });

  it("keeps nothing of the addresses of a webhook", async () => {
    const s = await session({ profile: "6.2", webhookFetch: async () => new Response() });
    const recorder = recordHar(s.mock.fetch);
    const call = (method: string, path: string, body?: unknown): Promise<Response> =>
      recorder.fetch(`${ORIGIN}/openapi/v1/${s.mock.credentials.omadacId}${path}`, {
        method,
        headers: { authorization: `AccessToken=${s.token}`, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const urlList = ["https://chat.test/spaces/A?key=hunter2&token=hunter2", "https://me:hunter2@chat.test/"];
    const setting = { name: "Chat", urlList, retryPolicy: 0, template: 0, shardedSecret: "hunter2" };
    await call("POST", "/webhook/settings", setting);
    await s.mock.raiseEvent({ content: "Told" });
    const answer = await call("GET", "/webhook/settings");
    const { result } = (await answer.json()) as { result: { name: string; webhookId: string }[] };
    const id = result.find(({ name }) => name === "Chat")?.webhookId;
    const times = `filters.timeStart=0&filters.timeEnd=${Date.now() * 2}`;
    await call("GET", `/webhook/settings/dispatch-logs?page=1&pageSize=10&filters.webhookId=${id}&${times}`);
    const text = JSON.stringify(recorder.har());
    expect(text).toContain("Told");
    expect(text).not.toContain("hunter2");
  });

  it("removes secrets from addresses, and keeps the rest", () => {
    const id = "0123456789abcdef0123456789abcdef";
    expect(redactUrl(`https://me:pw@host/openapi/v1/${id}/sites?page=1&token=hunter2`)).toBe(
      `https://host/openapi/v1/${"0".repeat(32)}/sites?page=1&token=REDACTED`,
    );
    expect(redactUrl("https://host/openapi/authorize/token?code=hunter2")).not.toContain("hunter2");
    expect(
      JSON.parse(
        redactBody('{"name":"Lobby","passwordEnabled":true,"code":43,"key":"EVENT"}', "application/json"),
      ),
    ).toEqual({
      name: "Lobby",
      passwordEnabled: true,
      code: 43,
      key: "EVENT",
    });
  });
});

describe("replaying", () => {
  it("answers as recorded, in order, for any controller id", async () => {
    const first = await session({ profile: "6.2", seed: 7 });
    const recorder = recordHar(first.mock.fetch);
    const headers = { authorization: `AccessToken=${first.token}` };
    const url = `${ORIGIN}/openapi/v1/${first.mock.credentials.omadacId}/sites?pageSize=10&page=1`;
    await recorder.fetch(url, { headers });
    const [site] = first.mock.state.sites.values();
    if (site) site.name = "Renamed";
    await recorder.fetch(url, { headers });

    const again = await session({ profile: "6.2", seed: 8, replay: recorder.har() });
    const names = async (): Promise<unknown> => {
      const { result } = await again.envelope("GET", "/sites?page=1&pageSize=10");
      return (result as { data: { name: string }[] }).data[0]?.name;
    };
    expect([await names(), await names(), await names()]).toEqual(["Head Office", "Renamed", "Renamed"]);
    expect(again.mock.requests.last()).toMatchObject({ operation: "site.getSiteList", errorCode: 0 });
    expect(await again.envelope("GET", "/sites?page=1&pageSize=11")).toMatchObject({ errorCode: 0 });
    expect(await again.envelope("GET", "/nowhere")).toMatchObject({ errorCode: -1600 });
  });

  it("works over HTTPS for a client that logs in anew", async () => {
    const first = await session({ profile: "6.2", seed: 7, devices: 9 });
    const recorder = recordHar(first.mock.fetch);
    const { omadacId } = first.mock.credentials;
    const devices = `sites/${first.siteId}/devices?page=1&pageSize=10`;
    const headers = { authorization: `AccessToken=${first.token}` };
    const recorded = await recorder.fetch(`${ORIGIN}/openapi/v1/${omadacId}/${devices}`, { headers });
    const har = JSON.parse(JSON.stringify(recorder.har()));

    const mock = await startMockController({ profile: "6.2", seed: 8, replay: har });
    try {
      const { result } = (await (await tokenRequest(mock, "6.2")).json()) as {
        result: { accessToken: string };
      };
      const get = (token: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const url = `${mock.url}/openapi/v1/${mock.credentials.omadacId}/${devices}`;
          const options = {
            ca: mock.ca,
            agent: false as const,
            headers: { authorization: `AccessToken=${token}` },
          };
          request(url, options, (answer) => {
            let text = "";
            answer.setEncoding("utf8").on("data", (piece) => {
              text += piece;
            });
            answer.on("end", () => resolve(text));
          })
            .on("error", reject)
            .end();
        });
      expect(JSON.parse(await get(result.accessToken))).toEqual(await recorded.json());
      expect(JSON.parse(await get("AT-wrong"))).toMatchObject({ errorCode: -44113 });
    } finally {
      await mock.close();
    }
  });

  const SITES = "/openapi/v1/x/sites";
  /** A file of one call to a path, answered with a status and some content. */
  const file = (path: string, status: number, content: object): Har => {
    const request = { method: "GET", url: `${ORIGIN}${path}`, httpVersion: "HTTP/1.1" };
    const rest = { cookies: [], headers: [], headersSize: -1 as const, bodySize: -1 as const };
    const response = { ...rest, status, statusText: "", httpVersion: "HTTP/1.1", redirectURL: "" };
    const entry = {
      ...{ startedDateTime: "2026-01-01T00:00:00Z", time: 1, cache: {} },
      request: { ...rest, ...request, queryString: [] },
      response: { ...response, content: { size: 0, mimeType: "application/json", ...content } },
      timings: { send: 0, wait: 1, receive: 0 },
    };
    return { log: { version: "1.2", creator: { name: "test", version: "1" }, entries: [entry] } };
  };
  const ANSWER = '{"errorCode":-7,"msg":"Très bien","result":{}}';

  it("decodes bodies in base64, as browsers save them", async () => {
    const text = Buffer.from(ANSWER).toString("base64");
    const s = await session({ profile: "6.2", replay: file(SITES, 200, { text, encoding: "base64" }) });
    expect(await s.envelope("GET", "/sites")).toEqual(JSON.parse(ANSWER));
    expect(s.mock.requests.last()).toMatchObject({ errorCode: -7 });
  });

  it.each([
    ["an address with broken percent signs", file("/openapi/v1/x/sites/%E0%A4%A", 200, { text: ANSWER })],
    ["a call that was never answered", file(SITES, 0, {})],
    ["a status between two answers", file(SITES, 101, {})],
    ["a body in an unknown encoding", file(SITES, 200, { text: ANSWER, encoding: "rot13" })],
  ])("leaves out %s", async (_, replay) => {
    const s = await session({ profile: "6.2", replay });
    expect((await s.call("GET", "/sites")).status).toBe(400);
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: 0 });
  });

  it.each([204, 205, 304])("gives %i without the text that was recorded with it", async (status) => {
    const s = await session({ profile: "6.2", replay: file(SITES, status, { text: ANSWER }) });
    const answer = await s.call("GET", "/sites");
    expect([answer.status, await answer.text()]).toEqual([status, ""]);
    expect(s.mock.requests.last()).toMatchObject({ status, errorCode: undefined });
  });

  it.each([
    [{}, "log.entries has to be a list"],
    [[], "log.entries has to be a list"],
    [{ log: { entries: [{}] } }, "log.entries[0].request has to be an object"],
    [{ log: { entries: [{ request: { method: "GET" } }] } }, "log.entries[0].request.url has to be a text"],
    [
      { log: { entries: [{ request: { method: "GET", url: "/" }, response: {} }] } },
      "log.entries[0].response.status has to be a number",
    ],
  ])("says what is wrong with %j", async (replay, message) => {
    const options = { profile: "6.2", replay: replay as unknown as Har } as const;
    await expect(createMockController(options)).rejects.toThrow(message);
  });
});

describe("a secret that was recorded once", () => {
  const SECRET = "fedcba98/76543210+fedcba9876543210";
  const forms = [
    SECRET,
    SECRET.toUpperCase(),
    encodeURIComponent(SECRET),
    JSON.stringify(JSON.stringify(SECRET)).slice(1, -1),
    Buffer.from(SECRET).toString("hex"),
    Buffer.from(SECRET).toString("base64"),
    Buffer.from(`Token ${SECRET}`).toString("base64").slice(8),
  ];

  it.each([
    ["the header of a request", { headers: { "csrf-token": SECRET } }, "/openapi/v1/x"],
    ["a cookie", { headers: { cookie: `TPOMADA_SESSIONID=${SECRET}; a=b` } }, "/openapi/v1/x"],
    ["an address", {}, `/openapi/authorize/token?client_secret=${encodeURIComponent(SECRET)}`],
    ["a body", { method: "POST", body: JSON.stringify({ password: SECRET }) }, "/openapi/v1/x"],
  ])("in %s is removed wherever else it stands", async (_, init, path) => {
    const echo = { errorCode: -1, msg: `Wrong: ${forms.join(" ")}`, result: forms.map((said) => ({ said })) };
    const recorder = recordHar(async () => Response.json(echo));
    await recorder.fetch(`${ORIGIN}/openapi/v1/sites?name=before`);
    await recorder.fetch(`${ORIGIN}${path}`, init);
    const text = JSON.stringify(recorder.har()).toLowerCase();
    for (const form of forms) {
      const small = form.toLowerCase();
      for (let at = 4; at + 20 <= small.length; at++) expect(text).not.toContain(small.slice(at, at + 20));
    }
    expect(text).toContain("wrong: redacted");
  });
});

it("many secrets are looked for in a long text within seconds", { timeout: 20_000 }, async () => {
  const recorder = recordHar(async () => Response.json({ errorCode: 0, result: "ABC ".repeat(250_000) }));
  const passwords = Array.from({ length: 40 }, (_, index) => ({ password: `s3cr3t-value-${index}` }));
  await recorder.fetch(`${ORIGIN}/openapi/v1/x`, { method: "POST", body: JSON.stringify(passwords) });
  expect(JSON.stringify(recorder.har())).not.toContain("s3cr3t");
});

it("a long text is recorded in time in proportion to its length", async () => {
  const recorder = recordHar(async () => Response.json({ errorCode: 0, result: "a.".repeat(500_000) }));
  const small = "x".repeat(1000);
  const sent = `${"a".repeat(300_000)} ${"http://".repeat(50_000)} ${small}`;
  await recorder.fetch(`${ORIGIN}/openapi/v1/x`, { method: "POST", body: JSON.stringify({ sent }) });
  expect(JSON.stringify(recorder.har())).toContain(small);
});
