import { describe, expect, it } from "vitest";
import {
  createMockController,
  type MockController,
  type MockOptions,
  type ProfileId,
  startMockController,
} from "../src/index.js";
import { type Envelope, ORIGIN } from "./support.js";

const SITES = "sites?page=1&pageSize=10";
/** Operations of users only. */
const USERS = "users?page=1&pageSize=10";
const HALF_AN_HOUR = 1_800_000;

type Headers = Record<string, string>;

const mockOf = (options: Partial<MockOptions> = {}): Promise<MockController> =>
  createMockController({ profile: "6.2", now: () => 1_750_000_000_000, ...options });

function login(
  mock: MockController,
  changes: object = {},
  id = mock.credentials.omadacId,
): Promise<Response> {
  const { username, password } = mock.credentials;
  const body = JSON.stringify({ username, password, ...changes });
  const headers = { "content-type": "application/json" };
  return mock.fetch(`${ORIGIN}/${id}/api/v2/login`, { method: "POST", headers, body });
}

/** Logs in, and gives what a call of that session has to carry. */
async function logIn(mock: MockController): Promise<Headers> {
  const answer = await login(mock);
  const { result } = (await answer.json()) as { result: { token: string } };
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { "csrf-token": result.token, cookie, "omada-request-source": "web-local" };
}

const get = (mock: MockController, path: string, headers: Headers): Promise<Response> =>
  mock.fetch(`${ORIGIN}/openapi/v1/${mock.credentials.omadacId}/${path}`, { headers });

/** Status and code of a GET; "page" for a web page. */
async function outcome(mock: MockController, path: string, headers: Headers): Promise<unknown[]> {
  const answer = await get(mock, path, headers);
  const isPage = answer.headers.get("content-type")?.startsWith("text/html");
  return [answer.status, isPage ? "page" : ((await answer.json()) as Envelope).errorCode];
}

const without = (headers: Headers, name: string): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

describe("the login of the web pages", () => {
  it.each<ProfileId>(["5.12", "5.15", "6.2"])("gives a CSRF token and a cookie on %s", async (profile) => {
    const mock = await mockOf({ profile });
    const answer = await login(mock);
    expect(answer.headers.get("set-cookie")).toMatch(/^TPOMADA_SESSIONID=[0-9a-f]{32}; Path=\/;/);
    expect(await answer.json()).toEqual({
      errorCode: 0,
      msg: expect.any(String),
      result: { token: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect([...mock.state.webSessions.values()]).toEqual([
      {
        csrfToken: expect.any(String),
        sessionId: expect.any(String),
        expiresAt: mock.clock.now() + HALF_AN_HOUR,
      },
    ]);
  });

  it("refuses a wrong name or password, another controller's id and what is no JSON", async () => {
    const mock = await mockOf();
    expect(await (await login(mock, { password: "wrong" })).json()).toMatchObject({ errorCode: -30109 });
    expect(await (await login(mock, { username: "wrong" })).json()).toMatchObject({ errorCode: -30109 });
    expect(await (await login(mock, {}, "0".repeat(32))).json()).toMatchObject({ errorCode: -7131 });
    const path = `${ORIGIN}/${mock.credentials.omadacId}/api/v2/login`;
    const broken = await mock.fetch(path, { method: "POST", body: "{" });
    expect(await broken.json()).toMatchObject({ errorCode: -1001 });
    expect(broken.headers.has("set-cookie")).toBe(false);
    expect(mock.state.webSessions.size).toBe(0);
  });

  it("is not there on a northbound host", async () => {
    expect((await login(await mockOf({ profile: "6.2-cloud" }))).status).toBe(404);
  });

  it("and the other paths of the web pages need an id", async () => {
    const status = async (mock: MockController, path: string): Promise<number> =>
      (await mock.fetch(`${ORIGIN}/${path}`)).status;
    const mock = await mockOf({ profile: "5.15" });
    expect([await status(mock, "api/v2/sites"), await status(mock, "api/v2/info")]).toEqual([401, 404]);
    expect([await status(mock, "actuator/health"), await status(mock, "api/info")]).toEqual([404, 200]);
    expect(await status(await mockOf({ profile: "6.2-cloud" }), "api/v2/sites")).toBe(404);
  });

  it("is logged with the calls of its session", async () => {
    const mock = await mockOf();
    await get(mock, SITES, await logIn(mock));
    const { omadacId, username, password } = mock.credentials;
    expect([...mock.requests]).toMatchObject([
      {
        method: "POST",
        path: `/${omadacId}/api/v2/login`,
        body: { username, password },
        status: 200,
        errorCode: 0,
      },
      { method: "GET", operation: "site.getSiteList", status: 200, errorCode: 0 },
    ]);
  });

  it("works over HTTPS", async () => {
    const controller = await startMockController({ profile: "6.2" });
    try {
      expect((await logIn(controller)).cookie).toMatch(/^TPOMADA_SESSIONID=/);
    } finally {
      await controller.close();
    }
  });
});

describe("a web session", () => {
  it("opens the Open API on 6.2, and what only users may do", async () => {
    const mock = await mockOf();
    const headers = await logIn(mock);
    expect(await outcome(mock, SITES, headers)).toEqual([200, 0]);
    expect(await outcome(mock, USERS, headers)).toEqual([200, 0]);
  });

  it.each(["omada-request-source", "csrf-token", "cookie"])("needs the header %s: -44116", async (name) => {
    const mock = await mockOf();
    expect(await outcome(mock, SITES, without(await logIn(mock), name))).toEqual([401, -44116]);
  });

  it.each<ProfileId>(["5.12", "5.15", "6.2"])(
    "hears on %s that the pages' own API is not simulated",
    async (profile) => {
      const mock = await mockOf({ profile });
      const headers = await logIn(mock);
      const path = `${ORIGIN}/${mock.credentials.omadacId}/api/v2/sites`;
      const ask = async (sent: Headers): Promise<unknown[]> => {
        const answer = await mock.fetch(path, { headers: sent });
        const { errorCode, msg } = (await answer.json()) as Envelope;
        return [answer.status, errorCode, /not simulate/.test(msg)];
      };
      expect(await ask(headers)).toEqual([200, -1600, true]);
      expect(await ask(without(headers, "omada-request-source"))).toEqual([200, -1600, true]);
      expect(await ask(without(headers, "cookie"))).toEqual([401, -44116, false]);
      expect(await ask({ ...headers, "csrf-token": "wrong" })).toEqual([200, -1400, false]);
      await mock.clock.advance(HALF_AN_HOUR);
      const page = await mock.fetch(path, { headers });
      expect(page.headers.get("content-type")).toContain("text/html");
    },
  );

  it("has to come from the local pages, with its own CSRF token", async () => {
    const mock = await mockOf();
    const headers = await logIn(mock);
    const remote = { ...headers, "omada-request-source": "web-remote" };
    expect(await outcome(mock, SITES, remote)).toEqual([401, -44116]);
    const foreign = { ...headers, "csrf-token": (await logIn(mock))["csrf-token"] ?? "" };
    expect(await outcome(mock, SITES, foreign)).toEqual([200, -1400]);
  });

  it("goes on beside a second one", async () => {
    const mock = await mockOf();
    const [first, second] = [await logIn(mock), await logIn(mock)];
    expect(first.cookie).not.toBe(second.cookie);
    for (const headers of [first, second]) expect(await outcome(mock, SITES, headers)).toEqual([200, 0]);
  });

  it.each<ProfileId>(["5.12", "5.15"])(
    "does not open the Open API on %s, unless it is asked to",
    async (profile) => {
      const mock = await mockOf({ profile });
      expect(await outcome(mock, SITES, await logIn(mock))).toEqual([401, -44116]);
      const open = await mockOf({ profile, quirks: { webSession: "open-api" } });
      expect(await outcome(open, SITES, await logIn(open))).toEqual([200, 0]);
    },
  );

  it("ends half an hour after its last use: the login page", async () => {
    const mock = await mockOf();
    const headers = await logIn(mock);
    for (let use = 0; use < 3; use++) {
      await mock.clock.advance(HALF_AN_HOUR - 1);
      expect(await outcome(mock, SITES, headers)).toEqual([200, 0]);
    }
    await mock.clock.advance(HALF_AN_HOUR);
    expect(await outcome(mock, SITES, headers)).toEqual([200, "page"]);
    expect(mock.requests.last()).toMatchObject({ status: 200, errorCode: undefined });
    expect(mock.state.webSessions.size).toBe(0);
    expect(await outcome(mock, SITES, await logIn(mock))).toEqual([200, 0]);
  });

  it.each([
    ["login-page", "page"],
    ["logged-out", -1200],
    ["general-error", -1],
  ] as const)(
    "ends when it is taken out of the state, and not with the tokens: %s",
    async (webSessionEnd, code) => {
      const mock = await mockOf({ quirks: { webSessionEnd } });
      const headers = await logIn(mock);
      mock.expireTokens();
      expect(await outcome(mock, SITES, headers)).toEqual([200, 0]);
      mock.state.webSessions.clear();
      expect(await outcome(mock, SITES, headers)).toEqual([200, code]);
    },
  );
});
