import { beforeAll, describe, expect, it } from "vitest";
import { ORIGIN, type Session, session, userToken } from "./support.js";

const UNKNOWN_ID = "0".repeat(32);

describe("the order of checks", () => {
  let s: Session;
  let id: string;
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    s.mock.fetch(ORIGIN + path, { headers });
  const codeOf = async (answer: Response): Promise<[number, number | undefined]> => {
    const { errorCode } = (await answer.json()) as { errorCode?: number };
    return [answer.status, errorCode];
  };

  beforeAll(async () => {
    s = await session({ profile: "5.15" });
    id = s.mock.credentials.omadacId;
  });

  it.each([
    ["a wrong id", `/openapi/v1/${UNKNOWN_ID}/sites`],
    ["a missing id", "/openapi/v1/sites"],
    ["a wrong MSP id", `/openapi/v1/msp/${UNKNOWN_ID}/customers`],
    ["a wrong id of the web interface", `/${UNKNOWN_ID}/api/info`],
  ])("%s goes before the token and has no Content-Type", async (_, path) => {
    const answer = await get(path);
    expect(answer.headers.has("content-type")).toBe(false);
    expect(await codeOf(answer)).toEqual([200, -7131]);
  });

  it("no token: 401 and -44116, also for unknown paths", async () => {
    expect(await codeOf(await get(`/openapi/v1/${id}/sites`))).toEqual([401, -44116]);
    expect(await codeOf(await get(`/openapi/v1/${id}/nowhere`))).toEqual([401, -44116]);
  });

  it("a wrong scheme: -44112", async () => {
    const headers = { authorization: `Bearer ${s.token}` };
    expect(await codeOf(await get(`/openapi/v1/${id}/sites`, headers))).toEqual([200, -44112]);
  });

  it("an unknown token: -44113", async () => {
    const headers = { authorization: "AccessToken=AT-unknown" };
    expect(await codeOf(await get(`/openapi/v1/${id}/sites`, headers))).toEqual([200, -44113]);
  });

  it("an unknown path or verb: -1600", async () => {
    expect(await codeOf(await s.call("GET", "/nowhere"))).toEqual([200, -1600]);
    expect(await codeOf(await s.call("DELETE", "/sites"))).toEqual([200, -1600]);
  });

  it("a missing query parameter: a bare 400", async () => {
    const answer = await s.call("GET", "/sites?page=1");
    const body = await answer.json();
    expect(answer.status).toBe(400);
    expect(body).toEqual({
      timestamp: expect.any(String),
      status: 400,
      error: "Bad Request",
      path: `/openapi/v1/${id}/sites`,
    });
  });

  it.each([
    "page=0&pageSize=10",
    "page=1&pageSize=0",
    "page=1&pageSize=1001",
    "page=x&pageSize=10",
    "page=-1&pageSize=1",
  ])("%s: -1001", async (query) => {
    expect(await codeOf(await s.call("GET", `/sites?${query}`))).toEqual([200, -1001]);
  });

  it("an operation of users only: -44118 in client mode", async () => {
    expect(await codeOf(await s.call("GET", "/users?page=1&pageSize=10"))).toEqual([200, -44118]);
    const headers = { authorization: `AccessToken=${await userToken(s.mock, "5.15")}` };
    const asUser = await get(`/openapi/v1/${id}/users?page=1&pageSize=10`, headers);
    expect(await codeOf(asUser)).toEqual([200, 0]);
  });

  it("an unknown site: -33000, an unknown device: its own code", async () => {
    expect(await codeOf(await s.call("GET", "/sites/unknown/devices?page=1&pageSize=10"))).toEqual([
      200, -33000,
    ]);
    expect(await codeOf(await s.call("GET", `/sites/${s.siteId}/aps/02-00-00-00-00-00`))).toEqual([
      200, -39303,
    ]);
    expect(await codeOf(await s.call("GET", `/sites/${s.siteId}/clients/02-00-00-00-00-00`))).toEqual([
      200, -41002,
    ]);
  });

  it("follows its quirks", async () => {
    const other = await session({
      profile: "5.15",
      quirks: { unknownPathStatus: 404, missingParameter: "invalid-parameter" },
    });
    expect(await codeOf(await other.call("GET", "/nowhere"))).toEqual([404, -1600]);
    expect(await codeOf(await other.call("GET", "/sites"))).toEqual([200, -1001]);
  });
});
