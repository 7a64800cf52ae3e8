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

  it("stops at a failure, unless told not to", async () => {
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
});
