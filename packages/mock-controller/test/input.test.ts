import { describe, expect, it } from "vitest";
import { ORIGIN, session } from "./support.js";

describe("bad input", () => {
  it("that is no JSON: -1001 with 400", async () => {
    const s = await session({ profile: "5.15" });
    for (const text of ["{", "[1,", "\u0000", '{"name":']) {
      const answer = await s.call("POST", "/sites", text);
      expect([answer.status, await answer.json()]).toMatchObject([400, { errorCode: -1001 }]);
    }
    const none = await s.call("POST", "/sites");
    expect([none.status, await none.json()]).toMatchObject([400, { errorCode: -1001 }]);
  });

  it("that the document does not allow: -1001", async () => {
    const s = await session({ profile: "5.15" });
    for (const body of [[], 7, {}, { name: "x" }, null]) {
      expect(await s.envelope("POST", "/sites", body)).toMatchObject({ errorCode: -1001 });
    }
  });

  it("with __proto__ members changes nothing", async () => {
    const s = await session({ profile: "5.15" });
    const text = '{"enable":true,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const path = `/sites/${s.siteId}/led`;
    expect(await s.envelope("PUT", path, text)).toMatchObject({ errorCode: 0 });
    expect((await s.envelope("GET", path)).result).toEqual({ enable: true });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("names of Object.prototype are no sites, devices or pages", async () => {
    const s = await session({ profile: "5.15" });
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(await s.envelope("GET", `/sites/${name}`)).toMatchObject({ errorCode: -33000 });
      const answer = await s.mock.fetch(`${ORIGIN}/openapi/authorize/${name}`, { method: "POST" });
      expect(await answer.json()).toMatchObject({ errorCode: -1600 });
    }
  });

  it("with dots in the path stays inside", async () => {
    const s = await session({ profile: "5.15" });
    const { omadacId } = s.mock.credentials;
    expect(await s.envelope("GET", `/sites/../../../../openapi/v1/${omadacId}/nothing`)).toMatchObject({
      errorCode: -1600,
    });
    expect(await s.envelope("GET", "/sites/..%2F..%2Fsecret")).toMatchObject({ errorCode: -33000 });
    expect((await s.call("GET", "/sites/%E0%A4%A")).status).toBe(400);
  });

  it("of more than 1 MB: 413", async () => {
    const s = await session({ profile: "5.15" });
    expect((await s.call("POST", "/sites", " ".repeat(1_048_577))).status).toBe(413);
  });
});

describe("what needs no token", () => {
  it.each([
    ["5.12", 10, 7],
    ["5.15", 1, 10],
    ["6.2", 10, 7],
  ] as const)("/api/info of %s", async (profile, type, members) => {
    const { mock } = await session({ profile });
    const { omadacId } = mock.credentials;
    for (const path of ["/api/info", `/${omadacId}/api/info`]) {
      const { errorCode, result } = (await (await mock.fetch(ORIGIN + path)).json()) as {
        errorCode: number;
        result: object;
      };
      expect(errorCode).toBe(0);
      expect(result).toMatchObject({ omadacId, type, apiVer: "3", configured: true });
      expect(Object.keys(result)).toHaveLength(members);
    }
  });

  it("/api/info is not there on the cloud", async () => {
    const { mock } = await session({ profile: "6.2-cloud" });
    const answer = await mock.fetch(`${ORIGIN}/api/info`);
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  });

  it("web pages", async () => {
    const { mock } = await session({ profile: "5.15" });
    for (const path of ["/", "/login", "/doc.html", `/${mock.credentials.omadacId}/login`]) {
      expect((await mock.fetch(ORIGIN + path)).headers.get("content-type")).toMatch(/^text\/html/);
    }
  });

  it("logs every call", async () => {
    const s = await session({ profile: "5.15" });
    await s.call("GET", "/sites?page=1&pageSize=5");
    expect(s.mock.requests.at(-1)).toEqual({
      method: "GET",
      path: `/openapi/v1/${s.mock.credentials.omadacId}/sites`,
      query: { page: "1", pageSize: "5" },
      operation: "site.getSiteList",
      status: 200,
      errorCode: 0,
    });
  });
});
