import { describe, expect, it } from "vitest";
import type { NetworkClient, ProfileId } from "../src/index.js";
import { type Envelope, type Session, session } from "./support.js";

const START = 1_750_000_000_000;
const HOUR = 3_600_000;
/** The profiles that have vouchers. */
const PROFILES: readonly ProfileId[] = ["5.15", "6.2", "6.2-cloud"];

type Row = Record<string, unknown>;
const rows = ({ result }: Envelope): Row[] =>
  Array.isArray(result) ? result : (result as { data: Row[] }).data;

async function open(profile: ProfileId) {
  const s = await session({ profile, clients: 24, now: () => START, tokenLifetimeSeconds: 9_999_999 });
  const site = `/sites/${s.siteId}`;
  const guests = [...s.mock.state.clients.values()].filter(
    ({ guest, siteId }) => guest && siteId === s.siteId,
  );
  const status = async (client: NetworkClient | undefined): Promise<unknown> =>
    ((await s.envelope("GET", `${site}/clients/${client?.mac}`)).result as Row).authStatus;
  const records = async (): Promise<Row[]> =>
    rows(await s.envelope("GET", `${site}/hotspot/authed-records?page=1&pageSize=50`));
  return { s, site, guests, status, records };
}

const GROUP = {
  ...{ name: "Guests", amount: 25, applyToAllPortals: true, codeForm: [0], codeLength: 8, duration: 60 },
  ...{ durationType: 0, limitType: 0, limitNum: 2, portals: [], unitPrice: 5, currency: "EUR" },
  rateLimit: { mode: 0, customRateLimit: { downLimitEnable: false, upLimitEnable: false } },
  ...{ timingType: 0, trafficLimitEnable: false },
};

describe.each(["5.12", ...PROFILES] as const)("clients at a portal of %s", (profile) => {
  it("are authorized for a time, which can be made longer, and sent back", async () => {
    const { s, site, guests, status, records } = await open(profile);
    const [guest] = guests;
    const path = `${site}/hotspot/clients/${guest?.mac}`;
    expect(await status(guest)).toBe(1);
    const past = await records();
    expect(past.every(({ valid }) => valid === false)).toBe(true);
    expect(await s.envelope("POST", `${path}/auth`)).toMatchObject({ errorCode: 0 });
    expect(await status(guest)).toBe(2);
    const [record] = await records();
    expect(record).toMatchObject({ mac: guest?.mac, start: START, end: START + 8 * HOUR, valid: true });
    expect(await records()).toHaveLength(past.length + 1);
    const longer = `${site}/hotspot/authed-records/${record?.id}/period`;
    expect(await s.envelope("POST", longer, { period: HOUR })).toMatchObject({ errorCode: 0 });
    await s.mock.clock.advance(8 * HOUR);
    expect(await status(guest)).toBe(2);
    await s.mock.clock.advance(HOUR);
    expect(await status(guest)).toBe(1);
    expect((await records())[0]).toMatchObject({ valid: false, end: START + 9 * HOUR });
    await s.envelope("POST", `${path}/auth`);
    expect(await s.envelope("POST", `${path}/unauth`)).toMatchObject({ errorCode: 0 });
    expect(await status(guest)).toBe(1);
    expect((await records()).filter(({ valid }) => valid)).toEqual([]);
  });
});

describe.each(PROFILES)("authorizations of %s", (profile) => {
  it("are ended, forgotten and counted", async () => {
    const { s, site, guests, status, records } = await open(profile);
    const base = `${site}/hotspot/authed-records`;
    for (const { mac } of guests) await s.envelope("POST", `${site}/hotspot/clients/${mac}/auth`);
    const statistics = async (): Promise<Row> =>
      (await s.envelope("GET", `${site}/hotspot/dashboard/statistics`)).result as Row;
    expect(await statistics()).toMatchObject({ authTypeDistribution: { noAuth: guests.length, hotspot: 0 } });
    const [newest, second] = await records();
    await s.envelope("POST", `${base}/${newest?.id}/disconnect`);
    await s.envelope("DELETE", `${base}/${second?.id}`);
    expect([await status(guests.at(-1)), await status(guests.at(-2)), await status(guests.at(-3))]).toEqual([
      1, 1, 2,
    ]);
    expect((await records()).map(({ id }) => id)).not.toContain(second?.id);
    expect(await statistics()).toMatchObject({ authTypeDistribution: { noAuth: guests.length - 2 } });
    await s.envelope("POST", `${base}/delete`, { start: 0, end: START });
    expect((await records()).every(({ valid }) => valid)).toBe(true);
    expect((await s.envelope("DELETE", `${base}/${second?.id}`)).errorCode).not.toBe(0);
  });
});

describe.each(PROFILES)("vouchers of %s", (profile) => {
  const create = async (s: Session, site: string, rest: Row = {}) => {
    const path = `${site}/hotspot/voucher-groups`;
    const { result, errorCode } = await s.envelope("POST", path, { ...GROUP, ...rest });
    expect(errorCode).toBe(0);
    const { id } = result as { id: string };
    const group = async (): Promise<Row | undefined> =>
      rows(await s.envelope("GET", `${path}?page=1&pageSize=20`)).find((row) => row.id === id);
    const vouchers = async (query = ""): Promise<Row[]> =>
      rows(await s.envelope("GET", `${path}/${id}?page=1&pageSize=50${query}`));
    return { id, path, group, vouchers };
  };

  it("are used up by the clients that log in with them", async () => {
    const { s, site, guests, status, records } = await open(profile);
    const { id, group, vouchers } = await create(s, site);
    const voucherCode = `${(await vouchers())[0]?.code}`;
    const logIn = (guest: NetworkClient | undefined): number =>
      s.mock.logInAtPortal({ clientMac: guest?.mac ?? "", voucherCode });
    expect(s.mock.logInAtPortal({ clientMac: guests[0]?.mac ?? "", voucherCode: "00000000" })).toBe(-41501);
    expect([logIn(guests[0]), logIn(guests[1]), logIn(guests[2])]).toEqual([0, 0, -41501]);
    expect((await records())[0]).toMatchObject({ mac: guests[1]?.mac, authType: 3, voucherCode });
    expect(await group()).toMatchObject({
      ...{ totalCount: 25, unusedCount: 24, inUseCount: 1, expiredCount: 0, usedCount: 1 },
    });
    const [used] = await vouchers("&filters.status=1");
    expect(used).toMatchObject({ code: voucherCode, status: 1, startTime: START, timeLeftSec: 3600 });
    const summary = async (): Promise<Row> =>
      (await s.envelope("GET", `${site}/hotspot/vouchers/statistics/summary`)).result as Row;
    expect(await summary()).toMatchObject({
      created: { count: 25, amount: "125", currency: "EUR" },
      current: { count: 25 },
      unused: { count: 24 },
      ...(profile === "6.2-cloud" ? { inuse: { count: 1, duration: 60 }, expired: { count: 0 } } : {}),
    });
    await s.mock.clock.advance(HOUR);
    expect([await status(guests[0]), logIn(guests[0])]).toEqual([1, -41501]);
    expect(await group()).toMatchObject({ inUseCount: 0, expiredCount: 1, unusedCount: 24 });
    expect((await s.envelope("GET", `${site}/hotspot/vouchers/${used?.id}`)).result).toMatchObject({
      valid: false,
    });
    const window = `filters.timeStart=${START}&filters.timeEnd=${START + 1}`;
    const history = `${site}/hotspot/vouchers/statistics/history`;
    expect((await s.envelope("GET", `${history}?${window}`)).result).toMatchObject({ summary: { count: 1 } });
    expect(rows(await s.envelope("GET", `${history}/distribution/duration?${window}`))).toMatchObject([
      { duration: 60, usedCount: 1, totalDuration: 60 },
    ]);
    await s.envelope("DELETE", `${site}/hotspot/voucher-groups/${id}/clear-invalid`);
    expect(await group()).toMatchObject({ totalCount: 24, expiredCount: 0 });
    expect(await summary()).toMatchObject({ created: { count: 25 }, current: { count: 24 } });
  });

  it("are printed, and deleted as the body says", async () => {
    const { s, site } = await open(profile);
    const { id, path, vouchers } = await create(s, site, { amount: 4, limitType: 2 });
    const codesOf = (answer: Envelope): unknown[] => rows(answer).map(({ code }) => code);
    const all = await vouchers();
    expect(codesOf(await s.envelope("GET", `${path}/${id}/print-unused`))).toEqual(
      all.map(({ code }) => code),
    );
    const listed = [all[0]?.id, all[1]?.id];
    const select = (type: number): Row => ({ groupId: id, type, ids: listed });
    const printed = await s.envelope("POST", `${site}/hotspot/vouchers/batch/print`, select(2));
    expect(codesOf(printed)).toEqual([all[2]?.code, all[3]?.code]);
    await s.envelope("POST", `${site}/hotspot/vouchers/batch/delete`, select(1));
    expect((await vouchers()).map((row) => row.id)).toEqual([all[2]?.id, all[3]?.id]);
    const groups = await s.envelope("POST", `${path}/batch/delete`, { type: 1, groupIds: [id] });
    expect(groups).toMatchObject({ errorCode: 0 });
    expect(rows(await s.envelope("GET", `${path}?page=1&pageSize=20`)).map((row) => row.id)).not.toContain(
      id,
    );
  });
});

describe.each(PROFILES)("local users of %s", (profile) => {
  it("log in as often as they may, and have names of their own", async () => {
    const { s, site, guests, records } = await open(profile);
    const path = `${site}/hotspot/localusers`;
    const [portal] = rows(await s.envelope("GET", `${site}/portals`));
    const user = {
      ...{ userName: "anna", password: "Mock-Passw0rd-1", enable: true, maxUsers: 1, bindingType: 0 },
      ...{ expirationTime: START + 2 * HOUR, portals: [portal?.id], trafficLimitEnable: false },
      rateLimit: { mode: 0, customRateLimit: { downLimitEnable: false, upLimitEnable: false } },
    };
    expect(await s.envelope("POST", path, { ...user, portals: ["unknown"] })).toMatchObject({
      errorCode: -42062,
    });
    expect(await s.envelope("POST", path, user)).toMatchObject({ errorCode: 0 });
    expect(await s.envelope("POST", path, user)).toMatchObject({ errorCode: -42013 });
    const logIn = (guest: NetworkClient | undefined, password = user.password): number =>
      s.mock.logInAtPortal({ clientMac: guest?.mac ?? "", userName: "anna", password });
    expect([logIn(guests[0], "wrong"), logIn(guests[0]), logIn(guests[1])]).toEqual([-41501, 0, -41501]);
    expect((await records())[0]).toMatchObject({ localUserName: "anna", authType: 5, end: START + 2 * HOUR });
    await s.mock.clock.advance(2 * HOUR);
    expect(logIn(guests[1])).toBe(-41501);
  });
});

describe.each(PROFILES)("limits of guests of %s", (profile) => {
  const limit = (on: boolean, trafficLimit: number): Row => ({ trafficLimitEnable: on, trafficLimit });

  it("count only while they are switched on, for voucher groups and for local users", async () => {
    const { s, site } = await open(profile);
    const [portal] = rows(await s.envelope("GET", `${site}/portals`));
    const user = {
      ...{ userName: "guest", password: "Mock-Passw0rd", portals: [portal?.id], enable: true, maxUsers: 1 },
      ...{ bindingType: 0, expirationTime: START + HOUR, rateLimit: GROUP.rateLimit },
    };
    const create = async (path: string, body: Row, on: boolean, amount: number): Promise<number> =>
      (await s.envelope("POST", `${site}/hotspot/${path}`, { ...body, ...limit(on, amount) })).errorCode;
    expect([
      await create("voucher-groups", GROUP, true, 0),
      await create("voucher-groups", GROUP, false, 0),
      await create("localusers", user, true, 0),
      await create("localusers", user, false, 0),
      await create("localusers", { ...user, userName: "other" }, true, 5),
    ]).toEqual([-1001, 0, -1001, 0, 0]);
  });
});
