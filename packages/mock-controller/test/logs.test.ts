import { describe, expect, it } from "vitest";
import type { Device, ProfileId } from "../src/index.js";
import { type Envelope, type Session, session } from "./support.js";

const START = 1_750_000_000_000;
/** The profiles that have logs. */
const PROFILES: readonly ProfileId[] = ["5.15", "6.2", "6.2-cloud"];

type Row = Record<string, unknown>;
const rows = ({ result }: Envelope): Row[] => (result as { data: Row[] }).data;
const apOf = (s: Session): Device =>
  [...s.mock.state.devices.values()].find(({ type }) => type === "ap") as Device;

async function open(profile: ProfileId) {
  const s = await session({ profile, now: () => START });
  const list = (path: string, from = START, to = START + 10_000, rest = ""): Promise<Envelope> =>
    s.envelope("GET", `${path}?page=1&pageSize=10&filters.timeStart=${from}&filters.timeEnd=${to}${rest}`);
  const msp = `/openapi/v1/msp/${s.mock.credentials.omadacId}`;
  return { s, list, msp, site: `/sites/${s.siteId}` };
}

describe.each(PROFILES)("logs of %s", (profile) => {
  it("show writes and events, latest first, within their time", async () => {
    const { s, list, msp, site } = await open(profile);
    await s.envelope("PATCH", `${site}/aps/${apOf(s).mac}/general-config`, { name: "Lobby" });
    expect(rows(await s.envelope("GET", `${site}/audit-logs?page=1&pageSize=10`))).toMatchObject([
      { resource: "Open API", result: "Succeed", time: START },
    ]);
    await s.mock.raiseEvent({ siteId: s.siteId, module: "Client", content: "First" });
    await s.mock.clock.advance(1000);
    await s.mock.raiseEvent({ siteId: s.siteId, module: "Device", content: "Second" });
    const events = `${site}/logs/events`;
    expect(rows(await list(events)).map((row) => row.content)).toEqual(["Second", "First"]);
    expect(rows(await list(events, START, START)).map((row) => row.content)).toEqual(["First"]);
    expect((await list(events)).result).toMatchObject({
      eventLogStat: { totalLogNum: 2, deviceLogNum: 1, clientLogNum: 1 },
    });
    expect(rows(await list(`${msp}/logs/events`))).toHaveLength(2);
  });

  it("lose the entries that a body means", async () => {
    const { s, list, site } = await open(profile);
    const other = [...s.mock.state.sites.keys()][1];
    for (const siteId of [s.siteId, s.siteId, other, undefined]) {
      await s.mock.raiseEvent({
        ...(siteId === undefined ? {} : { siteId }),
        module: "Device",
        content: "Up",
      });
    }
    const remove = (path: string, rest: Row): Promise<Envelope> =>
      s.envelope("DELETE", `${path}/logs/events/delete`, { startTime: START, endTime: START + 1, ...rest });
    const [newest] = rows(await list(`${site}/logs/events`));
    await remove(site, { selectType: "include", logs: [newest?.id] });
    expect(rows(await list(`${site}/logs/events`))).toHaveLength(1);
    await remove(site, { selectType: "all", filterModule: "Device", startTime: START + 1 });
    await remove(site, { selectType: "all", filterModule: "System" });
    expect(rows(await list(`${site}/logs/events`))).toHaveLength(1);
    await remove(site, { selectType: "all", filterModule: "Device" });
    expect(rows(await list(`${site}/logs/events`))).toEqual([]);
    const [last] = rows(await list("/logs/events"));
    await remove("", { selectType: "exclude", logs: [last?.id] });
    expect(rows(await list("/logs/events")).map(({ id }) => id)).toEqual([last?.id]);
  });

  it("have alerts for devices that go offline, until they are resolved", async () => {
    const { s, list, msp, site } = await open(profile);
    const ap = apOf(s);
    const clients = [...s.mock.state.clients.values()].filter(({ apMac }) => apMac === ap.mac);
    await s.mock.setDeviceOnline(ap.mac, false);
    await s.mock.setDeviceOnline(ap.mac, false);
    expect([ap.status, clients.some(({ active }) => active)]).toEqual([0, false]);
    const alerts = async (path: string, rest = ""): Promise<Row[]> =>
      rows(await list(`${path}/logs/alerts`, START, START + 10_000, rest));
    for (const path of [site, "", msp]) {
      expect(await alerts(path)).toMatchObject([
        { content: `${ap.name} was disconnected.`, module: "Device", level: "Error", time: START },
      ]);
    }
    await s.mock.setDeviceOnline(ap.mac, true);
    expect([ap.status, clients.every(({ active }) => active)]).toEqual([1, true]);
    expect(rows(await list(`${site}/logs/events`)).map(({ key }) => key)).toEqual([
      "CONNECTED",
      "DISCONNECTED",
    ]);
    const stat = async (): Promise<unknown> =>
      ((await list(`${site}/logs/alerts`)).result as { alertLogStat: unknown }).alertLogStat;
    expect(await stat()).toMatchObject({ totalLogNum: 1, unResolvedLogNum: 1, resolvedLogNum: 0 });
    const all = { selectType: "all", filterModule: "Device", startTime: START, endTime: START };
    expect(await s.envelope("POST", `${site}/logs/alerts/resolve`, all)).toMatchObject({ errorCode: 0 });
    expect(await stat()).toMatchObject({ unResolvedLogNum: 0, resolvedLogNum: 1 });
    expect(await alerts(site, "&filters.resolved=false")).toEqual([]);
    expect(await alerts(site, "&filters.resolved=true")).toHaveLength(1);
    await s.envelope("DELETE", `${site}/logs/alerts/delete`, all);
    expect(await alerts(site)).toEqual([]);
    await expect(s.mock.setDeviceOnline("unknown", true)).rejects.toThrow("unknown");
  });
});
