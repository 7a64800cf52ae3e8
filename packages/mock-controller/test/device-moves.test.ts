import { describe, expect, it } from "vitest";
import type { Device, ProfileId } from "../src/index.js";
import { type Envelope, type Session, session } from "./support.js";

const PROFILES = ["5.15", "6.2", "6.2-cloud"] as const satisfies readonly ProfileId[];
const open = (profile: ProfileId): Promise<Session> =>
  session({ profile, now: () => 1_750_000_000_000, devices: 8 });
const devicesOf = (s: Session, type: string, siteId = s.siteId): Device[] =>
  [...s.mock.state.devices.values()].filter((device) => device.siteId === siteId && device.type === type);
const post = (s: Session, path: string, body: object): Promise<Envelope> =>
  s.envelope("POST", `/sites/${s.siteId}/${path}`, body);
const otherSite = (s: Session): string => [...s.mock.state.sites.keys()][1] ?? "";
const UNKNOWN = "0".repeat(24);

describe.each(PROFILES)("devices of %s", (profile) => {
  it("move to another site with what was written to them", async () => {
    const s = await open(profile);
    const target = otherSite(s);
    const [ap] = devicesOf(s, "ap") as [Device];
    const config = `aps/${ap.mac}/ip-setting`;
    await s.envelope("PATCH", `/sites/${s.siteId}/${config}`, { mode: "static" });
    await s.envelope("PATCH", `/sites/${s.siteId}/aps/${ap.mac}/general-config`, { name: "Gate" });
    const moved = await post(s, `devices/${ap.mac}/site-move`, { targetSite: target });
    expect(moved).toMatchObject({ errorCode: 0 });
    expect(await s.envelope("GET", `/sites/${s.siteId}/aps/${ap.mac}`)).toMatchObject({ errorCode: -39303 });
    expect((await s.envelope("GET", `/sites/${target}/aps/${ap.mac}`)).result).toMatchObject({
      name: "Gate",
    });
    const { mode } = (await s.envelope("GET", `/sites/${target}/${config}`)).result as { mode: string };
    expect(mode.toLowerCase()).toBe("static");
    const clients = [...s.mock.state.clients.values()].filter(({ apMac }) => apMac === ap.mac);
    expect(clients.some(({ active }) => active)).toBe(false);
  });

  it("stay where a move is refused", async () => {
    const s = await open(profile);
    const [[ap], [gateway]] = [devicesOf(s, "ap"), devicesOf(s, "gateway")] as [[Device], [Device]];
    const code = async (mac: string, targetSite: string): Promise<number> =>
      (await post(s, `devices/${mac}/site-move`, { targetSite })).errorCode;
    expect(await code(ap.mac, UNKNOWN)).toBe(-33000);
    expect(await code(ap.mac, s.siteId)).toBe(-39081);
    expect(await code(gateway.mac, otherSite(s))).toBe(-39502);
    expect([ap.siteId, gateway.siteId]).toEqual([s.siteId, s.siteId]);
  });

  it("move together: APs, and a gateway where there is none", async () => {
    const s = await open(profile);
    const target = otherSite(s);
    const macs = devicesOf(s, "ap").map(({ mac }) => mac);
    const move = (apMacs: string[], targetSite: string): Promise<Envelope> =>
      post(s, "aps/site-move", { apMacs, targetSite });
    expect(await move([...macs, "02-00-00-00-00-00"], target)).toMatchObject({ errorCode: -39050 });
    expect(await move(macs, UNKNOWN)).toMatchObject({ errorCode: -33000 });
    expect(devicesOf(s, "ap")).toHaveLength(macs.length);
    const { result } = await move(macs, target);
    const { moveSiteId } = result as { moveSiteId: string };
    expect(devicesOf(s, "ap")).toEqual([]);
    const status = async (base: string, id: string): Promise<number> =>
      (await s.envelope("GET", `/sites/${target}/devices/${base}move/${id}/status`)).errorCode;
    expect([await status("", moveSiteId), await status("", UNKNOWN)]).toEqual([0, -39104]);
    const [other] = devicesOf(s, "switch", target) as [Device];
    expect(await status(`${macs[0]}/`, moveSiteId)).toBe(0);
    expect(await status(`${other.mac}/`, moveSiteId)).toBe(-39104);

    const [gateway] = devicesOf(s, "gateway") as [Device];
    const member = profile === "6.2-cloud" ? "Site" : "site";
    const moveGateway = (site: string): Promise<Envelope> =>
      post(s, "cmd/gateways/move", { deviceMacs: [gateway.mac], [member]: site });
    expect(await moveGateway(UNKNOWN)).toMatchObject({ errorCode: -33000 });
    expect(await moveGateway(target)).toMatchObject({ errorCode: -39502 });
    const [there] = devicesOf(s, "gateway", target) as [Device];
    await s.envelope("POST", `/sites/${target}/devices/${there.mac}/forget`);
    expect(await moveGateway(target)).toMatchObject({ errorCode: 0 });
    expect(gateway.siteId).toBe(target);
  });

  it("are upgraded together, by a file or one after the other", async () => {
    const s = await open(profile);
    const aps = devicesOf(s, "ap");
    const macs = aps.slice(0, 3).map(({ mac }) => mac);
    const versions = (): string[] => aps.slice(0, 3).map(({ firmwareVersion }) => firmwareVersion);
    const before = versions();
    const start = async (kind: string, body: object): Promise<string> => {
      const { errorCode, result } = await post(s, `multi-devices/start-${kind}-upgrade`, body);
      return errorCode === 0 ? (result as { taskId: string }).taskId : `${errorCode}`;
    };
    const task = async (kind: string, id: string): Promise<unknown> =>
      (await s.envelope("GET", `/sites/${s.siteId}/multi-devices/${kind}-upgrade-tasks/${id}`)).result;

    expect(await start("manually", { fileId: "f", macs: [...macs, "unknown"] })).toBe("-39050");
    const manual = await start("manually", { fileId: "f", macs });
    expect(await start("rolling", { macs })).toBe("-39020");
    expect(await task("manually", manual)).toEqual({ finished: false, unfinishedCount: 3 });
    await s.mock.clock.advance(120_000);
    expect(await task("manually", manual)).toEqual({ finished: true, unfinishedCount: 0 });
    const once = versions();
    expect(once.every((version, index) => version !== before[index])).toBe(true);

    const rolling = await start("rolling", { macs });
    expect(aps.slice(0, 3).map(({ detailStatus }) => detailStatus)).toEqual([12, 14, 14]);
    await s.mock.clock.advance(120_000);
    expect(await task("rolling", rolling)).toEqual({ finished: false, unfinishedCount: 2 });
    const path = `/sites/${s.siteId}/multi-devices/rolling-upgrade-tasks/${rolling}`;
    expect(await s.envelope("DELETE", path)).toMatchObject({ errorCode: 0 });
    await s.mock.clock.advance(600_000);
    expect(await task("rolling", rolling)).toEqual({ finished: true, unfinishedCount: 0 });
    expect(versions().map((version, index) => version !== once[index])).toEqual([true, true, false]);
    const again = await start("rolling", { macs });
    await s.mock.clock.advance(360_000);
    expect(await task("rolling", again)).toEqual({ finished: true, unfinishedCount: 0 });
  });
});
