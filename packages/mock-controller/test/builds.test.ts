import { describe, expect, it } from "vitest";
import { createMockController } from "../src/index.js";
import { ORIGIN, session } from "./support.js";

describe("the version that a mock is given", () => {
  it("is stated, and decides which build refuses the list of online clients", async () => {
    const clients = async (controllerVersion: string): Promise<unknown[]> => {
      const s = await session({ profile: "6.2", controllerVersion });
      const { result } = (await (await s.mock.fetch(`${ORIGIN}/api/info`)).json()) as {
        result: { controllerVer: string };
      };
      const { errorCode } = await s.envelope("GET", `/sites/${s.siteId}/clients?page=1&pageSize=10`);
      return [result.controllerVer, errorCode];
    };
    expect(await clients("6.0.0.36")).toEqual(["6.0.0.36", 0]);
    expect(await clients("6.2.0.14")).toEqual(["6.2.0.14", 0]);
    expect(await clients("6.2.0.15")).toEqual(["6.2.0.15", -1]);
    expect(await clients("6.2.0.17")).toEqual(["6.2.0.17", -1]);
    expect(await clients("6.2.10.17")).toEqual(["6.2.10.17", 0]);
    expect(await clients("6.2.14.11")).toEqual(["6.2.14.11", 0]);
  });

  it.each(["6.2.10.15", "6.2.10.17", "6.3"])(
    "decides that %s answers missing pages with a bare 400",
    async (version) => {
      const s = await session({ profile: "6.2", controllerVersion: version });
      const answer = await s.call("GET", "/sites");
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        ...{ timestamp: expect.any(String), status: 400, error: "Bad Request" },
        path: `/openapi/v1/${s.mock.credentials.omadacId}/sites`,
      });
    },
  );

  it("has to be one of the profile's line", async () => {
    const make = (profile: "6.2" | "6.2-cloud", controllerVersion: string) =>
      createMockController({ profile, controllerVersion });
    await expect(make("6.2", "5.15.8.12")).rejects.toThrow(/for 6.2 it has to be like 6.2.0.17/);
    await expect(make("6.2", "six")).rejects.toThrow(RangeError);
    await expect(make("6.2-cloud", "6.2.10.17")).rejects.toThrow(/6.2-cloud does not report any/);
  });
});

describe("a path that only takes other methods", () => {
  it("is like an unknown one, or answered with 405 by builds that were seen to do so", async () => {
    const status = async (options: Parameters<typeof session>[0], path = "/sites/batch-delete") => {
      const s = await session(options);
      const answer = await s.call("PUT", path);
      return [answer.status, answer.headers.get("allow"), await answer.json()];
    };
    expect(await status({ profile: "6.2" }, "/sites")).toEqual([
      200,
      null,
      { errorCode: -1600, msg: expect.any(String) },
    ]);
    const refused = {
      timestamp: expect.any(String),
      status: 405,
      error: "Method Not Allowed",
      path: expect.any(String),
    };
    expect(await status({ profile: "5.15", controllerVersion: "5.15.8.12" }, "/sites")).toEqual([
      405,
      "GET, POST",
      refused,
    ]);
    expect(await status({ profile: "6.2", controllerVersion: "6.0.0.36" }, "/sites")).toEqual([
      405,
      "GET, POST",
      refused,
    ]);
    const quirks = { otherMethod: "not-allowed" as const, unknownPathStatus: 404 as const };
    expect(await status({ profile: "6.2", quirks }, "/sites")).toEqual([405, "GET, POST", refused]);
    expect((await status({ profile: "6.2", quirks }, "/nowhere"))[0]).toBe(404);
  });
});
