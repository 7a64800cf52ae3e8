import { describe, expect, it } from "vitest";
import { type Device, PROFILE_IDS } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { type Envelope, type Session, session, snapshot } from "./support.js";

const START = 1_750_000_000_000;
const frozen = (rest = {}): Promise<Session> => session({ profile: "6.2", now: () => START, ...rest });

interface Row extends Record<string, unknown> {}
const rows = ({ result }: Envelope): Row[] =>
  Array.isArray(result) ? result : (result as { data: Row[] }).data;
const deviceOf = (s: Session, type: string): Device =>
  [...s.mock.state.devices.values()].find((device) => device.type === type) as Device;

describe("the life of a device", () => {
  it("goes from pending over adopting to connected", async () => {
    const s = await frozen({ pendingDevices: 2, devices: 3 });
    const list = async (): Promise<unknown[]> =>
      rows(await s.envelope("GET", `/sites/${s.siteId}/devices?page=1&pageSize=10`)).map(
        (row) => row.detailStatus,
      );
    expect(await list()).toEqual([14, 14, 14, 20, 20]);
    const waiting = [...s.mock.state.devices.values()].filter((device) => device.status === 2);
    const path = `/sites/${s.siteId}/devices/${waiting[0]?.mac}`;
    expect(await s.envelope("POST", `${path}/start-adopt`, { username: "a", password: "b" })).toMatchObject({
      errorCode: 0,
    });
    expect(await list()).toEqual([14, 14, 14, 22, 20]);
    expect((await s.envelope("GET", `${path}/adopt-result`)).result).toMatchObject({
      adoptErrorCode: -39003,
    });
    await s.mock.clock.advance(10_000);
    expect(await list()).toEqual([14, 14, 14, 14, 20]);
    expect((await s.envelope("GET", `${path}/adopt-result`)).result).toMatchObject({ adoptErrorCode: 0 });
    await s.envelope("POST", `/sites/${s.siteId}/cmd/devices/batch-adopt`, {
      macs: [waiting[1]?.mac, "unknown"],
    });
    await s.mock.clock.advance(10_000);
    expect(await list()).toEqual([14, 14, 14, 14, 14]);
    expect(s.mock.state.events.map((event) => event.module)).toEqual(["Device", "Device"]);
  });

  it("cannot be adopted right after discovery, by a lie", async () => {
    const s = await frozen({ pendingDevices: 1, devices: 0, quirks: { lies: ["adopt-needs-pending"] } });
    const [mac] = s.mock.state.devices.keys();
    const adopt = (): Promise<Envelope> =>
      s.envelope("POST", `/sites/${s.siteId}/devices/${mac}/start-adopt`, {});
    expect(await adopt()).toMatchObject({ errorCode: -39000 });
    await s.mock.clock.advance(20_000);
    expect(await adopt()).toMatchObject({ errorCode: 0 });
  });

  it("reboots, and gets firmware", async () => {
    const s = await frozen();
    const ap = deviceOf(s, "ap");
    const path = `/sites/${s.siteId}/devices/${ap.mac}`;
    await s.envelope("POST", `${path}/reboot`);
    expect(ap).toMatchObject({ detailStatus: 13 });
    await s.mock.clock.advance(60_000);
    expect(ap).toMatchObject({ status: 1, detailStatus: 14 });
    const before = (await s.envelope("GET", `${path}/latest-firmware-info`)).result as Row;
    expect(before).toMatchObject({ curFwVer: ap.firmwareVersion });
    await s.envelope("POST", `${path}/start-online-upgrade`);
    expect((await s.envelope("GET", `${path}/online-upgrade-result`)).result).toEqual({
      finished: false,
      success: false,
    });
    await s.mock.clock.advance(120_000);
    expect((await s.envelope("GET", `${path}/online-upgrade-result`)).result).toEqual({
      finished: true,
      success: true,
    });
    expect(ap.firmwareVersion).toBe(before.lastFwVer);
  });
});

describe("a device that is not ready", () => {
  const code = async (s: Session, mac: string, what: string): Promise<number> =>
    (await s.envelope("POST", `/sites/${s.siteId}/devices/${mac}/${what}`)).errorCode;

  it.each(PROFILE_IDS)("is neither rebooted nor upgraded on %s", async (profile) => {
    const s = await session({ profile, now: () => START, pendingDevices: 1 });
    const pending = [...s.mock.state.devices.values()].find(({ status }) => status === 2) as Device;
    const [ap, gateway] = [deviceOf(s, "ap"), deviceOf(s, "gateway")];
    await s.mock.setDeviceOnline(gateway.mac, false);
    for (const { mac } of [pending, gateway]) {
      expect([await code(s, mac, "reboot"), await code(s, mac, "start-online-upgrade")]).toEqual([
        -39007, -39020,
      ]);
    }
    expect([await code(s, ap.mac, "reboot"), await code(s, ap.mac, "reboot")]).toEqual([0, -39009]);
    expect(await code(s, ap.mac, "start-online-upgrade")).toBe(-39020);
    await s.mock.clock.advance(60_000);
    const { firmwareVersion } = ap;
    expect([await code(s, ap.mac, "start-online-upgrade"), await code(s, ap.mac, "reboot")]).toEqual([
      0, -39008,
    ]);
    await s.mock.clock.advance(200_000);
    expect([pending.status, gateway.status, ap.status]).toEqual([2, 0, 1]);
    expect(ap.firmwareVersion).not.toBe(firmwareVersion);
  });

  it("takes its clients off the network meanwhile", async () => {
    const s = await frozen();
    const ap = deviceOf(s, "ap");
    const active = (): boolean[] =>
      [...s.mock.state.clients.values()].filter(({ apMac }) => apMac === ap.mac).map((one) => one.active);
    const before = active();
    expect(before).toContain(true);
    await code(s, ap.mac, "reboot");
    expect(active()).not.toContain(true);
    await s.mock.clock.advance(60_000);
    expect(active()).toEqual(before);
    await code(s, ap.mac, "reboot");
    await code(s, ap.mac, "forget");
    await s.mock.clock.advance(60_000);
    expect(active()).not.toContain(true);
    expect(s.mock.state.events.filter(({ key }) => key === "REBOOTED")).toHaveLength(1);
  });
});

describe("devices that wait for adoption", () => {
  const macs = (answer: Envelope): unknown[] => rows(answer).map((row) => row.mac);

  it.each(["5.15", "6.2", "6.2-cloud"] as const)(
    "are in the lists of %s that are for them",
    async (profile) => {
      const s = await session({ profile, now: () => START, pendingDevices: 2 });
      const all = [...s.mock.state.devices.values()];
      const waiting = all.filter(({ status }) => status === 2).map(({ mac }) => mac);
      const adopted = all.filter(({ status }) => status !== 2).map(({ mac }) => mac);
      const list = async (path: string, query = ""): Promise<unknown[]> =>
        macs(await s.envelope("GET", `${path}?page=1&pageSize=100${query}`));
      const pending = `/sites/${s.siteId}/grid/devices/pending`;
      const other = [...s.mock.state.sites.keys()][1];
      expect(await list(pending)).toEqual(waiting);
      expect(await list(`/sites/${other}/grid/devices/pending`)).toEqual([]);
      const msp = `/openapi/v1/msp/${s.mock.credentials.omadacId}/devices`;
      for (const base of ["/devices", msp]) {
        expect(await list(`${base}/batch/info`)).toEqual(waiting);
        expect(await list(`${base}/unknown-devices`)).toEqual(waiting);
        expect(await list(`${base}/unknown-devices`, `&searchMacs=${waiting[1]?.toLowerCase()}`)).toEqual([
          waiting[1],
        ]);
        expect(await list(`${base}/known-devices`)).toEqual(adopted);
      }
      await s.envelope("POST", `/sites/${s.siteId}/devices/${waiting[0]}/start-adopt`, {});
      expect(await list(pending)).toEqual(waiting);
      await s.mock.clock.advance(10_000);
      expect(await list(pending)).toEqual([waiting[1]]);
    },
  );

  it("are found with all others", async () => {
    const s = await frozen({ pendingDevices: 1 });
    const found = async (text: string) => {
      const { result } = await s.envelope("GET", `/devices?searchKey=${text}`);
      return result as { devices: Row[]; siteNames: Row };
    };
    const [mac] = [...s.mock.state.devices.values()]
      .filter(({ status }) => status === 2)
      .map((one) => one.mac);
    expect((await found(`${mac}`)).devices).toMatchObject([
      { mac, site: s.siteId, statusCategory: 2, status: 20 },
    ]);
    const gateways = await found("gateway");
    expect(gateways.devices.map(({ name }) => name)).toEqual(["Gateway 1", "Gateway 1"]);
    const names = [...s.mock.state.sites].map(([id, { name }]) => [id, name]);
    expect(gateways.siteNames).toEqual(Object.fromEntries(names));
    expect((await found("nothing")).devices).toEqual([]);
  });
});

describe("a client", () => {
  it("that is reconnected comes back", async () => {
    const s = await frozen();
    const [client] = s.mock.state.clients.values();
    await s.envelope("POST", `/sites/${s.siteId}/clients/${client?.mac}/reconnect`);
    expect(client?.active).toBe(false);
    await s.mock.clock.advance(3000);
    expect(client?.active).toBe(true);
  });
});

describe("cross-references", () => {
  it("of a switch port and an AP are followed", async () => {
    const s = await frozen();
    const port = `/sites/${s.siteId}/switches/${deviceOf(s, "switch").mac}/ports/1/profile`;
    expect(await s.envelope("PUT", port, { profileId: "unknown" })).toMatchObject({ errorCode: -33507 });
    const [profile] = rows(await s.envelope("GET", `/sites/${s.siteId}/lan-profiles?page=1&pageSize=10`));
    expect(await s.envelope("PUT", port, { profileId: profile?.id })).toMatchObject({ errorCode: 0 });
    const group = `/sites/${s.siteId}/aps/${deviceOf(s, "ap").mac}/wlan-group`;
    expect(await s.envelope("PATCH", group, { wlanGroupId: "unknown" })).toMatchObject({ errorCode: -39306 });
    const [wlan] = rows(await s.envelope("GET", `/sites/${s.siteId}/wireless-network/wlans`));
    expect(await s.envelope("PATCH", group, { wlanGroupId: wlan?.wlanId })).toMatchObject({ errorCode: 0 });
  });

  it("unknown ids give the codes of the controller", async () => {
    const s = await frozen();
    const site = `/sites/${s.siteId}`;
    const code = async (path: string, method = "GET", body?: unknown): Promise<number> =>
      (await s.envelope(method, path, body)).errorCode;
    expect(await code(`${site}/lan-networks/unknown`)).toBe(-33503);
    expect(await code(`${site}/lan-profiles/unknown`, "DELETE")).toBe(-33507);
    expect(await code("/webhook/settings/unknown", "DELETE")).toBe(-44202);
    expect(await code(`${site}/wireless-network/wlans/unknown/ssids?page=1&pageSize=10`)).toBe(-1001);
  });

  it("what belongs to something deleted is gone, and something new starts empty", async () => {
    const s = await frozen();
    const wlans = `/sites/${s.siteId}/wireless-network/wlans`;
    const created = await s.envelope("POST", wlans, { name: "New", clone: false });
    expect(created).toMatchObject({ errorCode: 0 });
    const wlanId = rows(await s.envelope("GET", wlans)).find((row) => row.name === "New")?.wlanId;
    expect(wlanId).toMatch(/^[0-9a-f]{24}$/);
    const ssids = `${wlans}/${wlanId}/ssids?page=1&pageSize=10`;
    expect(rows(await s.envelope("GET", ssids))).toEqual([]);
    await s.envelope("DELETE", `${wlans}/${wlanId}`);
    expect((await s.envelope("GET", ssids)).errorCode).not.toBe(0);
    const other = [...s.mock.state.sites.keys()][1];
    expect(rows(await s.envelope("GET", `/sites/${other}/wireless-network/wlans`))).toHaveLength(3);
  });
});

describe("copying a site", () => {
  it("ends every token", async () => {
    const s = await frozen();
    const { operations, schemas } = snapshot("6.2");
    const schema = operations.find(({ name }) => name === "site.batchSiteCopy")?.body?.schema ?? {};
    expect(await s.envelope("POST", "/sites/copy", sample(schemas, schema, "copy"))).toMatchObject({
      errorCode: 0,
    });
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: -44113 });
  });
});

describe("the daily limit of 5.12", () => {
  it("ends after 24 hours", async () => {
    const s = await session({ profile: "5.12", now: () => START, tokenLifetimeSeconds: 999_999 });
    const list = (): Promise<Envelope> => s.envelope("GET", "/sites?page=1&pageSize=10");
    for (let call = 0; call < 999; call++) await list();
    expect(await list()).toMatchObject({ errorCode: 0 });
    expect(await list()).toMatchObject({ errorCode: -7132 });
    await s.mock.clock.advance(86_400_000);
    expect(await list()).toMatchObject({ errorCode: 0 });
  });
});
