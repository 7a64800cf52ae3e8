import { describe, expect, it } from "vitest";
import { createMockController, type MockController, PROFILE_IDS, type ProfileId } from "../src/index.js";
import { type Envelope, ORIGIN, session, tokenRequest, userToken } from "./support.js";

async function post(
  mock: MockController,
  query: string,
  body?: unknown,
  type = "application/json",
): Promise<Envelope> {
  const text = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const init = { method: "POST", headers: { "content-type": type }, ...text };
  const answer = await mock.fetch(`${ORIGIN}/openapi/authorize/token?${query}`, init);
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Envelope>;
}

const mockOf = (profile: ProfileId): Promise<MockController> => createMockController({ profile });

describe("the client credentials grant", () => {
  it.each(PROFILE_IDS)("gives tokens on %s in the form of that version", async (profile) => {
    const answer = await tokenRequest(await mockOf(profile), profile);
    expect(await answer.json()).toEqual({
      errorCode: 0,
      msg: expect.any(String),
      result: {
        accessToken: expect.stringMatching(/^AT-[A-Za-z0-9]{32}$/),
        tokenType: "bearer",
        expiresIn: 7200,
        refreshToken: expect.stringMatching(/^RT-[A-Za-z0-9]{32}$/),
      },
    });
  });

  it("takes id and secret in query and body before 5.15, later in the body only", async () => {
    const codeOf = async (mock: MockController, form: ProfileId): Promise<number> =>
      ((await (await tokenRequest(mock, form)).json()) as Envelope).errorCode;
    for (const controllerVersion of ["5.12.9", "5.13.30.20", "5.14.2"]) {
      const mock = await createMockController({ profile: "5.12", controllerVersion });
      expect([await codeOf(mock, "5.12"), await codeOf(mock, "5.15")]).toEqual([0, 0]);
    }
    expect(await codeOf(await mockOf("5.15"), "5.12")).toBe(-44106);
    const quirks = { credentialsIn: ["query"] as const };
    expect(await codeOf(await createMockController({ profile: "5.12", quirks }), "5.15")).toBe(-44106);
  });

  it("checks the id first, then the grant, then the client", async () => {
    const mock = await mockOf("6.2");
    const { omadacId, clientId: client_id, clientSecret: client_secret } = mock.credentials;
    const code = async (query: string, body: unknown): Promise<number> =>
      (await post(mock, query, body)).errorCode;
    expect(await code("", { omadacId: "other" })).toBe(-7131);
    expect(await code("grant_type=client_credentials", {})).toBe(-7131);
    expect(await code("", { omadacId, client_id, client_secret })).toBe(-44116);
    expect(await code("grant_type=password", { omadacId })).toBe(-44116);
    expect(await code("grant_type=client_credentials", { omadacId, client_id, client_secret: "x" })).toBe(
      -44106,
    );
    expect(await code("grant_type=client_credentials", "{")).toBe(-1001);
  });

  it("gives a second token beside the first one", async () => {
    const s = await session({ profile: "6.2" });
    const again = (await (await tokenRequest(s.mock, "6.2")).json()) as { result: { accessToken: string } };
    expect(again.result.accessToken).not.toBe(s.token);
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: 0 });
  });
});

describe("the life of a token", () => {
  it("ends on the clock of the mock", async () => {
    let now = 1_750_000_000_000;
    const s = await session({ profile: "6.2", tokenLifetimeSeconds: 60, now: () => now });
    now += 59_999;
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: 0 });
    now += 1;
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: -44112 });
  });

  it("ends at once by expireTokens()", async () => {
    const s = await session({ profile: "5.15" });
    s.mock.expireTokens();
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: -44112 });
  });
});

describe("refreshing", () => {
  async function refreshing(profile: ProfileId) {
    const mock = await mockOf(profile);
    const { result } = (await (await tokenRequest(mock, profile)).json()) as {
      result: { refreshToken: string };
    };
    const { clientId: client_id, clientSecret: client_secret } = mock.credentials;
    const values = { client_id, client_secret, refresh_token: result.refreshToken };
    const query = String(new URLSearchParams({ grant_type: "refresh_token", ...values }));
    return { mock, values, query, form: "application/x-www-form-urlencoded" };
  }

  it("takes a form and the query, once, on local controllers", async () => {
    const { mock, query, form } = await refreshing("5.15");
    const first = await post(mock, "grant_type=refresh_token", query, form);
    expect(first).toMatchObject({ errorCode: 0, result: { refreshToken: expect.stringMatching(/^RT-/) } });
    expect(await post(mock, query)).toMatchObject({ errorCode: -44114 });
  });

  it("works again with the same token on 5.12", async () => {
    const { mock, query } = await refreshing("5.12");
    expect(await post(mock, query)).toMatchObject({ errorCode: 0 });
    expect(await post(mock, query)).toMatchObject({ errorCode: 0 });
  });

  it("refuses JSON, and on the cloud the query too", async () => {
    const cloud = await refreshing("6.2-cloud");
    expect(await post(cloud.mock, "grant_type=refresh_token", cloud.values)).toMatchObject({
      errorCode: -1001,
    });
    expect(await post(cloud.mock, cloud.query)).toMatchObject({ errorCode: -1004 });
    expect(await post(cloud.mock, "grant_type=refresh_token", cloud.query, cloud.form)).toMatchObject({
      errorCode: 0,
    });
  });
});

describe("the authorization code grant", () => {
  it.each(PROFILE_IDS)("logs a user in on %s", async (profile) => {
    expect(await userToken(await mockOf(profile), profile)).toMatch(/^AT-/);
  });

  it("uses a code once", async () => {
    const mock = await mockOf("6.2");
    const { clientId: client_id, clientSecret: client_secret } = mock.credentials;
    mock.state.codes.set("OC-test", Date.now() + 60_000);
    const body = { client_id, client_secret };
    expect(await post(mock, "grant_type=authorization_code&code=OC-test", body)).toMatchObject({
      errorCode: 0,
    });
    expect(await post(mock, "grant_type=authorization_code&code=OC-test", body)).toMatchObject({
      errorCode: -44110,
    });
  });

  /** Logs in, and gives what the call for a code has to carry. */
  async function loggedIn(mock: MockController, changes: object = {}) {
    const { omadacId, clientId, username, password } = mock.credentials;
    const ids = new URLSearchParams({ client_id: clientId, omadac_id: omadacId });
    const send = async (path: string, init: RequestInit): Promise<Envelope> =>
      (await mock.fetch(`${ORIGIN}/openapi/authorize/${path}`, { method: "POST", ...init })).json() as never;
    const login = await send(`login?${ids}`, { body: JSON.stringify({ username, password, ...changes }) });
    const { csrfToken, sessionId } = (login.result ?? {}) as Record<string, string>;
    const headers = { "csrf-token": `${csrfToken}`, cookie: `TPOMADA_SESSIONID=${sessionId}` };
    return { login, code: () => send(`code?${ids}&response_type=code`, { headers }) };
  }

  it("gives another code each time, also after one was used", async () => {
    const mock = await mockOf("6.2");
    const { clientId: client_id, clientSecret: client_secret } = mock.credentials;
    const { code } = await loggedIn(mock);
    const codes: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const { result } = await code();
      codes.push(result);
      const used = await post(mock, `grant_type=authorization_code&code=${result}`, {
        client_id,
        client_secret,
      });
      expect(used).toMatchObject({ errorCode: 0 });
    }
    expect(new Set(codes).size).toBe(3);
    const again = await post(mock, `grant_type=authorization_code&code=${codes[0]}`, {
      client_id,
      client_secret,
    });
    expect(again).toMatchObject({ errorCode: -44110 });
  });

  it("needs a login of the last half hour", async () => {
    const mock = await mockOf("6.2");
    const { code } = await loggedIn(mock);
    await mock.clock.advance(1_799_000);
    expect(await code()).toMatchObject({ errorCode: 0 });
    await mock.clock.advance(1_000);
    expect(await code()).toMatchObject({ errorCode: -44109 });
  });

  it("does not remember logins without end", async () => {
    const mock = await mockOf("6.2");
    for (let number = 0; number < 10_000; number++) {
      mock.state.logins.set(`${number}`, { csrfToken: "", sessionId: `${number}`, expiresAt: 0 });
    }
    await loggedIn(mock);
    expect(mock.state.logins.size).toBe(10_000);
    expect(mock.state.logins.has("0")).toBe(false);
  });

  it.each(PROFILE_IDS)("takes users that were created on %s", async (profile) => {
    const mock = await mockOf(profile);
    const { username, omadacId } = mock.credentials;
    const token = await userToken(mock, profile);
    const call = async (method: string, path: string, body?: object): Promise<Envelope> => {
      const headers = { authorization: `AccessToken=${token}`, "content-type": "application/json" };
      const text = body ? { body: JSON.stringify(body) } : {};
      const url = `${ORIGIN}/openapi/v1/${omadacId}${path}`;
      return (await mock.fetch(url, { method, headers, ...text })).json() as never;
    };
    const list = async (): Promise<Record<string, unknown>[]> =>
      ((await call("GET", "/users?page=1&pageSize=100")).result as { data: [] }).data;
    const [owner] = await list();
    expect(owner).toMatchObject({ name: username });
    expect(owner).not.toHaveProperty("password");

    const user = { name: "visitor", roleId: owner?.roleId, allSite: true, sites: [], alert: false };
    const created = await call("POST", "/users", { ...user, type: 0, password: "First-Passw0rd" });
    expect(created).toMatchObject({ errorCode: 0 });
    const logIn = async (name: string, password: string): Promise<number> =>
      (await loggedIn(mock, { username: name, password })).login.errorCode;
    expect(await logIn("visitor", "First-Passw0rd")).toBe(0);
    expect(await logIn("visitor", "Other-Passw0rd")).toBe(-30109);
    const row = (await list()).find(({ name }) => name === "visitor");
    expect(row).not.toHaveProperty("password");
    await call("PUT", `/users/${row?.id}`, { ...user, name: "guest" });
    expect([await logIn("visitor", "First-Passw0rd"), await logIn("guest", "First-Passw0rd")]).toEqual([
      -30109, 0,
    ]);
    await call("PUT", `/users/${row?.id}`, { ...user, name: "guest", password: "Other-Passw0rd" });
    expect([await logIn("guest", "First-Passw0rd"), await logIn("guest", "Other-Passw0rd")]).toEqual([
      -30109, 0,
    ]);
    await call("DELETE", `/users/${row?.id}`, { type: 0 });
    expect(await logIn("guest", "Other-Passw0rd")).toBe(-30109);
    expect(await logIn(username, mock.credentials.password)).toBe(0);
  });
});
