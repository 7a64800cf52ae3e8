import { describe, expect, it } from "vitest";
import { createController, mockOf } from "../src/create.js";
import type { Device, ProfileId } from "../src/index.js";
import { sample } from "../src/sample/sample.js";
import { type Envelope, ORIGIN, requestFor, type Session, session, snapshot, userToken } from "./support.js";
import { responseValidator } from "./validator.js";

/** The profiles that have WLAN groups. */
const PROFILES: readonly ProfileId[] = ["5.15", "6.2", "6.2-cloud"];

type Row = Record<string, unknown>;
const rows = ({ result }: Envelope): Row[] =>
  Array.isArray(result) ? result : (result as { data: Row[] }).data;
const codes = (answers: Envelope[]): number[] => answers.map(({ errorCode }) => errorCode);
const apOf = (s: Session): Device =>
  [...s.mock.state.devices.values()].find(({ type }) => type === "ap") as Device;

/** A body for an SSID that every profile accepts: an open network on 2.4 and 5 GHz. */
function ssid(profile: ProfileId, name: string, operation = "createSsid"): Row {
  const { operations, schemas } = snapshot(profile);
  const schema =
    operations.find((entry) => entry.name === `wirelessNetwork.${operation}`)?.body?.schema ?? {};
  const made = sample(schemas, schema, name) as Row;
  const { band, broadcast, deviceType, enable11r, guestNetEnable, hidePwd, mloEnable, pmfMode } = made;
  return {
    ...{ band, broadcast, deviceType, enable11r, guestNetEnable, hidePwd, mloEnable, pmfMode },
    ...{ name, band: 3, security: 0, vlanEnable: false },
  };
}

describe.each(PROFILES)("WLAN groups of %s", (profile) => {
  const open = async () => {
    const s = await session({ profile });
    const wlans = `/sites/${s.siteId}/wireless-network/wlans`;
    const groups = async (): Promise<Row[]> => rows(await s.envelope("GET", wlans));
    const ssids = async (id: unknown): Promise<Row[]> =>
      rows(await s.envelope("GET", `${wlans}/${id}/ssids?page=1&pageSize=10`));
    return { s, wlans, groups, ssids };
  };

  it("have a default one that stays, and names of their own", async () => {
    const { s, wlans, groups } = await open();
    const found = await groups();
    expect(found.map(({ name, primary }) => [name, primary])).toEqual([
      ["Default", true],
      ["Warehouse", false],
      ["Outdoor", false],
    ]);
    const [main, other] = found;
    expect(
      codes([
        await s.envelope("DELETE", `${wlans}/${main?.wlanId}`),
        await s.envelope("POST", wlans, { name: "Outdoor", clone: false }),
        await s.envelope("PATCH", `${wlans}/${other?.wlanId}`, { name: "Outdoor" }),
        await s.envelope("PATCH", `${wlans}/${other?.wlanId}`, { name: "Warehouse" }),
        await s.envelope("POST", wlans, { name: "Copy", clone: true, clonedWlanId: "unknown" }),
      ]),
    ).toEqual([-33203, -33200, -33200, 0, -33202]);
    const count = await s.envelope("GET", wlans.replace("wlans", "cmd/countWlans"));
    expect(count.result).toEqual({ wlanGroupNum: 3, exceeded: false });
  });

  it("are cloned with their SSIDs, shown in every list, and taken away with them", async () => {
    const { s, wlans, groups, ssids } = await open();
    const [main] = await groups();
    await s.envelope("POST", wlans, { name: "Copy", clone: true, clonedWlanId: main?.wlanId });
    const copy = (await groups()).find(({ name }) => name === "Copy");
    expect((await ssids(copy?.wlanId)).map(({ name }) => name)).toEqual(["Staff", "Guests", "Sensors"]);
    const listed = rows(await s.envelope("GET", `${wlans.replace("wlans", "ssids")}?type=3`));
    expect(listed.find(({ wlanName }) => wlanName === "Copy")).toMatchObject({
      wlanId: copy?.wlanId,
      ssidList: [{ ssidName: "Staff" }, { ssidName: "Guests" }, { ssidName: "Sensors" }],
    });
    const ap = apOf(s);
    const overview = async (): Promise<Row> =>
      (await s.envelope("GET", `/sites/${s.siteId}/aps/${ap.mac}`)).result as Row;
    expect(await overview()).toMatchObject({ "wlan group id": main?.wlanId });
    await s.envelope("PATCH", `/sites/${s.siteId}/aps/${ap.mac}/wlan-group`, { wlanGroupId: copy?.wlanId });
    expect(await overview()).toMatchObject({ "wlan group id": copy?.wlanId });
    expect(codes([await s.envelope("DELETE", `${wlans}/${copy?.wlanId}`)])).toEqual([0]);
    expect(await overview()).toMatchObject({ "wlan group id": main?.wlanId });
    expect(codes([await s.envelope("GET", `${wlans}/${copy?.wlanId}/ssids?page=1&pageSize=10`)])).toEqual([
      -1001,
    ]);
  });

  it("have SSIDs with names of their own, whose stations follow them", async () => {
    const { s, wlans, groups, ssids } = await open();
    const [main] = await groups();
    const path = `${wlans}/${main?.wlanId}/ssids`;
    const body = ssid(profile, "Meeting");
    expect(codes([await s.envelope("POST", path, body), await s.envelope("POST", path, body)])).toEqual([
      0, -33219,
    ]);
    expect(await s.envelope("POST", path, { ...body, name: "Bandless", band: 0 })).toMatchObject({
      errorCode: -1001,
    });
    const [staff] = await ssids(main?.wlanId);
    const rename = (name: string): Promise<Envelope> =>
      s.envelope("PATCH", `${path}/${staff?.ssidId}/update-basic-config`, { name });
    expect(codes([await rename("Guests"), await rename("Team")])).toEqual([-33219, 0]);
    expect((await s.envelope("GET", `${path}/${staff?.ssidId}`)).result).toMatchObject({ name: "Team" });
    const online = (): unknown[] =>
      [...s.mock.state.clients.values()]
        .filter(({ active, siteId }) => active && siteId === s.siteId)
        .map((client) => client.ssid);
    expect(online()).toEqual(expect.arrayContaining(["Team", "Guests"]));
    expect(online()).not.toContain("Staff");
    await s.envelope("DELETE", `${path}/${staff?.ssidId}`);
    expect(online()).not.toContain("Team");
  });

  it("give an AP SSIDs that it can do differently", async () => {
    const { s } = await open();
    const path = `/openapi/v2/${s.mock.credentials.omadacId}/sites/${s.siteId}/aps/${apOf(s).mac}/override`;
    const overrides = async (): Promise<Row[]> =>
      ((await s.envelope("GET", path)).result as { ssidOverrides: Row[] }).ssidOverrides;
    expect(await overrides()).toMatchObject([
      { ssidEntryId: 1, ssidName: "Staff", ssidEnable: true, band: [0, 1] },
      { ssidEntryId: 2, ssidName: "Guests" },
      { ssidEntryId: 3, ssidName: "Sensors", band: [0] },
    ]);
    const own = {
      ssidEntryId: 2,
      overrideSsidEnable: true,
      overrideSsidName: "Visitors",
      overrideVlanEnable: false,
    };
    await s.envelope("PATCH", path, { ssidOverrides: [{ ...own, ssidEnable: false }] });
    expect(await overrides()).toMatchObject([
      { ssidName: "Staff", ssidEnable: true },
      { ssidName: "Visitors", ssidEnable: false },
      { ssidName: "Sensors" },
    ]);
  });
});

describe("WLAN groups of 6.x", () => {
  it("are what portals and MAC authentication can be put on", async () => {
    const s = await session({ profile: "6.2-cloud" });
    const site = `/sites/${s.siteId}`;
    const macAuth = await s.envelope("GET", `${site}/mac-auth/ssids`);
    const { result } = await s.envelope("POST", `${site}/hotspot/portal/candidates`, { allPortal: true });
    const wlans = macAuth.result as { wlanId: string; ssidList: { ssidId: string; ssidName: string }[] }[];
    expect(result).toMatchObject({
      networkList: [{ name: "LAN" }, { name: "Guest network" }, { name: "Camera network" }],
      wlanList: wlans.map(({ wlanId, ssidList }) => ({
        wlanId,
        ssidList: ssidList.map(({ ssidId, ssidName }) => ({ id: ssidId, name: ssidName })),
      })),
    });
    expect(wlans[0]?.ssidList[0]?.ssidId).toMatch(/^[0-9a-f]{24}$/);
    expect(macAuth.result).toMatchObject([
      { wlanName: "Default", ssidList: [{ ssidName: "Staff" }, {}, {}] },
      {},
      {},
    ]);
  });

  it("stand in a page within the result, and take SSIDs with few settings", async () => {
    const s = await session({ profile: "6.2-cloud" });
    const v2 = `/openapi/v2/${s.mock.credentials.omadacId}/sites/${s.siteId}/wireless-network/wlans`;
    const { result } = await s.envelope("GET", `${v2}?page=1&pageSize=2&searchKey=o`);
    expect(result).toMatchObject({
      maxSsids2G: 8,
      gridWlanGroup: { totalRows: 2, currentSize: 2, data: [{ name: "Warehouse" }, { name: "Outdoor" }] },
    });
    const local = await session({ profile: "6.2" });
    const base = `/sites/${local.siteId}/wireless-network`;
    const quick = (rest: Row): Promise<Envelope> =>
      local.envelope("POST", `${base}/quick-create-ssid`, {
        ssidName: "Quick",
        security: 0,
        band: 1,
        ...rest,
      });
    expect(codes([await quick({ wlanId: "unknown" }), await quick({}), await quick({})])).toEqual([
      -1001, 0, -33219,
    ]);
    const [main] = rows(await local.envelope("GET", `${base}/wlans`));
    const found = rows(await local.envelope("GET", `${base}/wlans/${main?.wlanId}/ssids?page=1&pageSize=10`));
    expect(found.map(({ name }) => name)).toContain("Quick");
  });
});

describe("AP groups, as from 6.3 on", () => {
  const open = async () => {
    const s = await session({ profile: "6.2", devices: 9, quirks: { apGroups: true } });
    const site = `/sites/${s.siteId}`;
    const v2 = `/openapi/v2/${s.mock.credentials.omadacId}${site}/wireless-network/ssids`;
    const groups = async (): Promise<Row[]> =>
      rows(await s.envelope("GET", `${site}/ap-groups?page=1&pageSize=10`));
    const ssids = async (): Promise<Row[]> => rows(await s.envelope("GET", `${v2}?page=1&pageSize=10`));
    return { s, site, v2, groups, ssids };
  };

  it("are off in every profile, and stand in the place of WLAN groups when they are on", async () => {
    const off = await session({ profile: "6.2" });
    const path = `/sites/${off.siteId}/ap-groups?page=1&pageSize=10`;
    expect(codes([await off.envelope("GET", path)])).toEqual([-1600]);
    const { s, site, groups } = await open();
    expect(await groups()).toMatchObject([
      { name: "Default", primary: true, apNum: 5, ssidNameList: ["Staff", "Guests", "Sensors"] },
      { name: "Warehouse", primary: false, apNum: 0, ssidNameList: [] },
      { name: "Outdoor", primary: false, apNum: 0 },
    ]);
    expect((await s.envelope("GET", `${site}/ap-groups?page=1&pageSize=10`)).result).toMatchObject({
      ...{ maxSsids2G: 8, maxSsids5G: 8, maxSsids6G: 8, maxSsidsMlo: 8 },
      data: [{ remainingBinding: { 0: 5, 1: 6, 2: 8 } }, {}, {}],
    });
    expect(codes([await s.envelope("GET", `${site}/wireless-network/wlans`)])).toEqual([-1600]);
    const documents = await s.mock.fetch(`${ORIGIN}/v3/api-docs/00%20All`);
    expect(Object.keys(((await documents.json()) as { paths: object }).paths)).toContain(
      "/openapi/v1/{omadacId}/sites/{siteId}/ap-groups",
    );
  });

  it.each(PROFILES)("answer what they describe, on top of %s", async (profile) => {
    const described = new Set(snapshot(profile).operations.map(({ name }) => name));
    const controller = await createController({
      profile,
      quirks: { apGroups: true, checkReferences: false },
    });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const check = responseValidator(controller.model);
    const added = controller.model.operations.filter(({ name }) => !described.has(name));
    expect(added).toHaveLength(16);
    for (const operation of added.filter(({ method }) => method !== "DELETE")) {
      const { url, init } = requestFor(controller, operation);
      const answer = await mock.fetch(url, { ...init, headers: { ...init.headers, authorization } });
      expect([operation.name, check(operation, await answer.json())]).toEqual([operation.name, undefined]);
    }
  });

  it("need an interface with SSIDs", async () => {
    await expect(session({ profile: "5.12", quirks: { apGroups: true } })).rejects.toThrow(
      "5.12 has no SSIDs",
    );
  });

  it("hold every AP once", async () => {
    const { s, site, groups } = await open();
    const macs = [...s.mock.state.devices.values()]
      .filter(({ type, siteId }) => type === "ap" && siteId === s.siteId)
      .map(({ mac }) => mac);
    const created = await s.envelope("POST", `${site}/ap-groups`, { name: "Hall", apMacs: macs.slice(0, 2) });
    const { id } = created.result as { id: string };
    const [main] = await groups();
    const info = async (): Promise<Row> =>
      (await s.envelope("GET", `${site}/ap-groups/${id}/info`)).result as Row;
    expect(await info()).toMatchObject({ id, name: "Hall", apNum: 2, primary: false });
    const change = { name: "Foyer", addApMacs: [macs[2]], removeApMacs: [macs[0]] };
    await s.envelope("PATCH", `${site}/ap-groups/${id}`, change);
    await s.envelope("PATCH", `${site}/aps/${macs[3]}/wlan-group`, { wlanGroupId: id });
    expect(await info()).toMatchObject({ name: "Foyer", apNum: 3 });
    const aps = rows(await s.envelope("GET", `${site}/ap-groups/aps?page=1&pageSize=20`));
    expect(aps.filter(({ apGroupName }) => apGroupName === "Foyer").map(({ mac }) => mac)).toEqual(
      macs.slice(1, 4),
    );
    expect(aps).toHaveLength(macs.length);
    expect(
      codes([
        await s.envelope("POST", `${site}/ap-groups`, { name: "Foyer" }),
        await s.envelope("DELETE", `${site}/ap-groups/${main?.id}`),
        await s.envelope("PATCH", `${site}/aps/${macs[3]}/wlan-group`, { wlanGroupId: "unknown" }),
        await s.envelope("DELETE", `${site}/ap-groups/${id}`),
      ]),
    ).toEqual([-33200, -33203, -39306, 0]);
    expect((await groups())[0]).toMatchObject({ apNum: macs.length });
    expect((await s.envelope("GET", `${site}/count-ap-groups`)).result).toEqual({
      apGroupNum: 3,
      exceeded: false,
    });
  });

  it("and SSIDs are bound to each other", async () => {
    const { s, site, v2, groups, ssids } = await open();
    const [main, warehouse, outdoor] = (await groups()).map(({ id }) => id);
    const body = { ...ssid("6.2", "Meeting"), chooseDevices: 1, apGroupIds: [warehouse, outdoor] };
    expect(codes([await s.envelope("POST", v2, { ...body, apGroupIds: ["unknown"] })])).toEqual([-1001]);
    const { result } = await s.envelope("POST", v2, body);
    const { id } = result as { id: string };
    expect(codes([await s.envelope("POST", v2, body)])).toEqual([-33219]);
    expect((await ssids()).at(-1)).toMatchObject({
      id,
      ssidId: id,
      name: "Meeting",
      chooseDevices: 1,
      band: 3,
    });
    const names = async (): Promise<unknown[]> => (await groups()).map(({ ssidNameList }) => ssidNameList);
    expect(await names()).toEqual([["Staff", "Guests", "Sensors"], ["Meeting"], ["Meeting"]]);
    const path = `${site}/wireless-network/ssids/${id}`;
    await s.envelope("PATCH", `${path}/ap-groups`, { apGroupIds: [main] });
    await s.envelope("PATCH", `${path}/basic-config`, { name: "Board" });
    await s.envelope("PATCH", `${path}/enable`, { ssidEnable: false });
    expect(await names()).toEqual([["Staff", "Guests", "Sensors", "Board"], [], []]);
    expect((await s.envelope("GET", `${path}/ap-groups`)).result).toMatchObject({
      apGroups: [{ id: main, apNum: 5 }],
    });
    expect((await s.envelope("GET", path)).result).toMatchObject({ id, name: "Board" });
    expect((await s.envelope("GET", `${site}/wireless-network/ssids/duplicate-name`)).result).toMatchObject({
      duplicateSsidNames: [],
      siteId: s.siteId,
    });
    const v2Site = v2.replace(/\/wireless-network.*/, "");
    const overrides = (await s.envelope("GET", `${v2Site}/aps/${apOf(s).mac}/override`)).result as {
      ssidOverrides: Row[];
    };
    expect(overrides.ssidOverrides.map(({ ssidName }) => ssidName)).toEqual([
      "Staff",
      "Guests",
      "Sensors",
      "Board",
    ]);
    expect(codes([await s.envelope("DELETE", path), await s.envelope("GET", path)])).toEqual([0, -1001]);
  });
});
