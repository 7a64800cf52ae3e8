import { beforeEach, describe, expect, it } from "vitest";
import { type Session, session } from "./support.js";

describe("a batch", () => {
  let s: Session;
  let base: string;
  let ap: string;
  beforeEach(async () => {
    s = await session({ profile: "6.2" });
    base = `/openapi/v1/${s.mock.credentials.omadacId}`;
    ap = [...s.mock.state.devices.values()].find((device) => device.type === "ap")?.mac ?? "";
  });

  const rename = (name: unknown) => ({
    path: `${base}/sites/${s.siteId}/aps/${ap}/general-config`,
    method: "PATCH",
    body: { name },
  });

  async function codes(actions: unknown[], rest = {}): Promise<number[]> {
    const { result } = await s.envelope("POST", "/batch", { actions, ...rest });
    return (result as { response: { errorCode: number }[] }).response.map((entry) => entry.errorCode);
  }

  it("runs its actions in order", async () => {
    expect(await codes([rename("First"), rename("Second")])).toEqual([0, 0]);
    expect(s.mock.state.devices.get(ap)?.name).toBe("Second");
  });

  it("stops at a failure, unless asked not to", async () => {
    expect(await codes([rename(7), rename("Later")])).toEqual([-1001, -1619]);
    expect(s.mock.state.devices.get(ap)?.name).toBe("AP 1");
    expect(await codes([rename(7), rename("Later")], { interrupt: false })).toEqual([-1001, 0]);
  });

  it("refuses GET, other controllers, batches in batches and what is no path", async () => {
    const actions = [
      { path: `${base}/sites`, method: "GET" },
      { path: `/openapi/v1/${"0".repeat(32)}/sites`, method: "POST" },
      { path: `${base}/batch`, method: "POST", body: { actions: [rename("Inner")] } },
      { path: "@example.com/", method: "POST" },
      { method: "POST" },
    ];
    expect(await codes(actions, { interrupt: false })).toEqual([-1600, -7131, -1600, -1600, -1001]);
    expect(s.mock.state.devices.get(ap)?.name).toBe("AP 1");
  });

  it("takes 20 actions", async () => {
    expect(await codes(Array(20).fill(rename("Twenty")))).toHaveLength(20);
    expect(await s.envelope("POST", "/batch", { actions: Array(21).fill(rename("No")) })).toMatchObject({
      errorCode: -1001,
    });
    expect(await s.envelope("POST", "/batch", { actions: "all" })).toMatchObject({ errorCode: -1001 });
  });

  it.each([
    ["dots", (path: string) => path.replace("/batch", "/./batch")],
    ["a way back", (path: string) => path.replace("/batch", "/x/../batch")],
    ["an encoded dot", (path: string) => path.replace("/batch", "/%2e/batch")],
    ["an encoded letter", (path: string) => path.replace("/batch", "/b%61tch")],
    ["a query", (path: string) => `${path}?x=1`],
    ["a way to the token endpoint", () => "/openapi/v1/../authorize/token"],
  ])("does not nest by %s", async (_, written) => {
    const inner = { path: written(`${base}/batch`), method: "POST", body: { actions: [rename("Inner")] } };
    expect(await codes([inner])).toEqual([-1600]);
    expect(s.mock.state.devices.get(ap)?.name).toBe("AP 1");
  });

  it("logs its actions as calls of their own, but not those that did not run", async () => {
    const unknown = { path: `${base}/nowhere`, method: "POST", query: "x=1" };
    await codes([rename("First"), unknown, rename("Never")]);
    const { operation = "" } = s.mock.requests.find(({ method }) => method === "PATCH") ?? {};
    expect(s.mock.requests.of(operation)).toEqual([
      {
        ...{ method: "PATCH", path: rename("").path, query: {}, body: { name: "First" } },
        ...{ operation: "ap.modifyGeneralConfig", status: 200, errorCode: 0, batch: true },
      },
    ]);
    expect(s.mock.requests.slice(-2)).toMatchObject([
      { path: `${base}/nowhere`, query: { x: "1" }, operation: undefined, errorCode: -1600, batch: true },
      { operation: "batch.batchController", errorCode: 0 },
    ]);
    expect(s.mock.requests.last()).not.toHaveProperty("batch");
  });
});

it("the log keeps the latest 9,000 to 10,000 calls", async () => {
  const { mock, envelope } = await session({ profile: "6.2" });
  const entry = { method: "GET", path: "/", query: {}, operation: undefined, status: 200, errorCode: 0 };
  while (mock.requests.length < 9999) mock.requests.push({ ...entry, path: `/${mock.requests.length}` });
  const list = (): Promise<unknown> => envelope("GET", "/sites?page=1&pageSize=1");
  await list();
  expect([mock.requests.length, mock.requests[1]?.path]).toEqual([10_000, "/1"]);
  await list();
  expect([mock.requests.length, mock.requests[0]?.path]).toEqual([9001, "/1000"]);
  expect(mock.requests.of("site.getSiteList")).toHaveLength(2);
});
