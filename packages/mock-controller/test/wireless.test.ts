import { describe, expect, it } from "vitest";
import type { Device, ProfileId } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { type Envelope, type Session, session, snapshot } from "./support.js";

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

  it("have SSIDs with names of their own, whose clients follow them", async () => {
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

  it("have at most eight SSIDs on a band", async () => {
    const { s, wlans, groups, ssids } = await open();
    const [main, other] = await groups();
    const path = `${wlans}/${main?.wlanId}/ssids`;
    const create = async (name: string, band: number, to = path): Promise<number> =>
      (await s.envelope("POST", to, { ...ssid(profile, name), band })).errorCode;
    // Three SSIDs are there, all of them on 2.4 GHz and two on 5 GHz.
    for (const name of ["Four", "Five", "Six", "Seven", "Eight"]) expect(await create(name, 1)).toBe(0);
    expect([await create("Nine", 3), await create("Nine", 2)]).toEqual([-33238, 0]);
    expect(await create("Nine", 3, `${wlans}/${other?.wlanId}/ssids`)).toBe(0);
    const of = async (name: string): Promise<unknown> =>
      (await ssids(main?.wlanId)).find((row) => row.name === name)?.ssidId;
    const change = async (name: string, band: number): Promise<number> =>
      (await s.envelope("PATCH", `${path}/${await of(name)}/update-basic-config`, { band })).errorCode;
    expect([await change("Nine", 3), await change("Eight", 1), await change("Eight", 2)]).toEqual([
      -33238, 0, 0,
    ]);
    expect(await change("Nine", 3)).toBe(0);
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

  it("stand in a page within the result", async () => {
    const s = await session({ profile: "6.2-cloud" });
    const v2 = `/openapi/v2/${s.mock.credentials.omadacId}/sites/${s.siteId}/wireless-network/wlans`;
    const { result } = await s.envelope("GET", `${v2}?page=1&pageSize=2&searchKey=o`);
    expect(result).toMatchObject({
      maxSsids2G: 8,
      gridWlanGroup: { totalRows: 2, currentSize: 2, data: [{ name: "Warehouse" }, { name: "Outdoor" }] },
    });
  });
});
