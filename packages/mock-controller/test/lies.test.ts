import { describe, expect, it } from "vitest";
import { LIES, type LieName } from "../src/index.js";
import { sample } from "../src/sample/sample.js";
import { type Envelope, type Session, session, snapshot } from "./support.js";

const START = 1_750_000_000_000;
const telling = (...lies: LieName[]): Promise<Session> =>
  session({ profile: "6.2", now: () => START, quirks: { lies } });

/** A body that an operation of 6.2 accepts. */
function bodyOf(name: string): Record<string, unknown> {
  const { operations, schemas } = snapshot("6.2");
  const schema = operations.find((operation) => operation.name === name)?.body?.schema;
  return sample(schemas, schema ?? {}, name) as Record<string, unknown>;
}

const rows = ({ result }: Envelope): Record<string, unknown>[] => {
  const list = result as { data?: Record<string, unknown>[] };
  return list.data ?? (result as Record<string, unknown>[]);
};

describe("lies", () => {
  it("are facts with evidence", () => {
    for (const [name, { calls, what, seen }] of Object.entries(LIES)) {
      const hit = (["6.2", "6.2-cloud"] as const).some((id) =>
        snapshot(id).operations.some(({ method, path }) => calls.test(`${method} ${path}`)),
      );
      expect([name, hit, what.length > 10, seen.length > 2]).toEqual([name, true, true, true]);
    }
  });

  it("patch-wipes: a sparse PATCH resets the rest", async () => {
    for (const [lies, kept] of [
      [[], true],
      [["patch-wipes"], false],
    ] as const) {
      const s = await telling(...lies);
      const path = `/sites/${s.siteId}/wireless-network/wlans`;
      const { state } = s.mock;
      await s.envelope("GET", path);
      const [wlans] = [...state.collections.values()];
      const [id, row] = [...(wlans ?? [])][0] ?? [];
      Object.assign(row ?? {}, { note: "kept" });
      expect(await s.envelope("PATCH", `${path}/${id}`, { name: "Other" })).toMatchObject({ errorCode: 0 });
      expect(wlans?.get(id ?? "")).toMatchObject({ name: "Other", ...(kept ? { note: "kept" } : {}) });
      expect("note" in (wlans?.get(id ?? "") ?? {})).toBe(kept);
    }
  });

  it("iot-server-stored-but-failed", async () => {
    const s = await telling("iot-server-stored-but-failed");
    const path = `/sites/${s.siteId}/setting/iot/servers`;
    const list = async (): Promise<number> =>
      rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length;
    const before = await list();
    expect(await s.envelope("POST", path, bodyOf("bluetooth.createIotServer"))).toMatchObject({
      errorCode: -1,
    });
    expect(await list()).toBe(before + 1);
  });

  it("same-network-acl-vanishes", async () => {
    const s = await telling("same-network-acl-vanishes");
    const path = `/sites/${s.siteId}/acls/osw-acls`;
    const list = async (): Promise<number> =>
      rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length;
    const before = await list();
    const body = bodyOf("acl.createOswAcl");
    for (const [destinationIds, more] of [
      [["a"], 0],
      [["b"], 1],
    ] as const) {
      const answer = await s.envelope("POST", path, { ...body, sourceIds: ["a"], destinationIds });
      expect(answer).toMatchObject({ errorCode: 0 });
      expect(await list()).toBe(before + more);
    }
  });

  it("created-rows-appear-late", async () => {
    const s = await telling("created-rows-appear-late");
    const path = `/sites/${s.siteId}/acls/osw-acls`;
    const list = async (): Promise<number> =>
      rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length;
    const before = await list();
    await s.envelope("POST", path, bodyOf("acl.createOswAcl"));
    expect(await list()).toBe(before);
    await s.mock.clock.advance(3000);
    expect(await list()).toBe(before + 1);
  });

  it("sparse bodies are refused where the whole block is needed", async () => {
    const s = await telling("block-patch-needs-everything", "port-patch-needs-everything");
    const site = `/sites/${s.siteId}`;
    const sw = [...s.mock.state.devices.values()].find((device) => device.type === "switch");
    expect(await s.envelope("PATCH", `${site}/beacon-control`, {})).toMatchObject({ errorCode: -1001 });
    const whole = bodyOf("siteConfiguration.updateBeaconControlSetting");
    expect(await s.envelope("PATCH", `${site}/beacon-control`, whole)).toMatchObject({ errorCode: 0 });
    const port = `${site}/switches/${sw?.mac}/ports/1`;
    expect(await s.envelope("PATCH", port, { name: "Uplink" })).toMatchObject({ errorCode: -1 });
    expect(await s.envelope("PATCH", port, bodyOf("switch.modifySwitchPort"))).toMatchObject({
      errorCode: 0,
    });
  });

  it("single ports fail where many work", async () => {
    const s = await telling("single-port-writes-fail", "ap-port-writes-fail");
    const device = (type: string) =>
      [...s.mock.state.devices.values()].find((entry) => entry.type === type)?.mac;
    const path = `/sites/${s.siteId}/switches/${device("switch")}`;
    expect(await s.envelope("PUT", `${path}/ports/1/poe-mode`, { poeMode: 0 })).toMatchObject({
      errorCode: -1,
    });
    const many = { portList: [1], poeMode: 0 };
    expect(await s.envelope("PUT", `${path}/multi-ports/poe-mode`, many)).toMatchObject({ errorCode: 0 });
    const ports = `/sites/${s.siteId}/aps/${device("ap")}/ports`;
    await s.envelope("GET", ports);
    const [port] = [...s.mock.state.collections].find(([key]) => key.endsWith("/ports"))?.[1].keys() ?? [];
    expect(await s.envelope("PATCH", `${ports}/${port}`, {})).toMatchObject({ errorCode: -1 });
  });

  it("poe-inverted: a LAN profile does the opposite of its document", async () => {
    for (const [lies, powered] of [
      [[], [1, 0]],
      [["poe-inverted"], [0, 1]],
    ] as const) {
      const s = await telling(...lies);
      const site = `/sites/${s.siteId}`;
      const sw = [...s.mock.state.devices.values()].find((device) => device.type === "switch");
      const [profile] = rows(await s.envelope("GET", `${site}/lan-profiles?page=1&pageSize=10`));
      await s.envelope("PUT", `${site}/switches/${sw?.mac}/ports/2/profile`, { profileId: profile?.id });
      for (const [poe, expected] of powered.entries()) {
        await s.envelope("PATCH", `${site}/lan-profiles/${profile?.id}`, { poe });
        const ports = rows(await s.envelope("GET", `${site}/switches/ports/poe-info?page=1&pageSize=10`));
        expect([lies, poe, ports[1]]).toMatchObject([lies, poe, { port: 2, poe: expected }]);
      }
    }
  });

  it("port-status-needs-override", async () => {
    for (const [lies, off] of [
      [[], true],
      [["port-status-needs-override"], false],
    ] as const) {
      const s = await telling(...lies);
      const sw = [...s.mock.state.devices.values()].find((device) => device.type === "switch");
      const path = `/sites/${s.siteId}/switches/${sw?.mac}/multi-ports`;
      const disabled = (): boolean | undefined => s.mock.state.ports.get(`${sw?.mac}/3`)?.disable;
      await s.envelope("PUT", `${path}/status`, { portList: [3], status: 0 });
      expect(disabled()).toBe(off);
      await s.envelope("PUT", `${path}/profile-override`, { portList: [3], profileOverrideEnable: true });
      await s.envelope("PUT", `${path}/status`, { portList: [3], status: 0 });
      expect(disabled()).toBe(true);
    }
  });

  it("vlan-null-refused", async () => {
    const s = await telling("vlan-null-refused");
    const wlans = `/sites/${s.siteId}/wireless-network/wlans`;
    const wlanId = rows(await s.envelope("GET", wlans))[0]?.wlanId;
    const ssids = `${wlans}/${wlanId}/ssids`;
    const ssidId = rows(await s.envelope("GET", `${ssids}?page=1&pageSize=10`))[0]?.ssidId;
    const patch = (vlanSetting: unknown): Promise<Envelope> =>
      s.envelope("PATCH", `${ssids}/${ssidId}/update-basic-config`, { vlanSetting });
    expect(await patch({ mode: 0, customConfig: null })).toMatchObject({ errorCode: -1001 });
    expect(await patch({ mode: 0 })).toMatchObject({ errorCode: 0 });
  });
});
