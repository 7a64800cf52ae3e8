import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { type Envelope, type Session, session } from "./support.js";

interface Page<T = Record<string, unknown>> {
  totalRows: number;
  currentPage: number;
  currentSize: number;
  data: T[];
}

const page = (answer: Envelope): Page => answer.result as Page;

describe("paging", () => {
  it("walks over 250 devices", async () => {
    const s = await session({ profile: "6.2", devices: 250 });
    const macs: unknown[] = [];
    for (const number of [1, 2, 3]) {
      const found = page(await s.envelope("GET", `/sites/${s.siteId}/devices?page=${number}&pageSize=100`));
      expect(found).toMatchObject({ totalRows: 250, currentPage: number, currentSize: 100 });
      macs.push(...found.data.map((device) => device.mac));
    }
    expect(new Set(macs).size).toBe(250);
    const beyond = page(await s.envelope("GET", `/sites/${s.siteId}/devices?page=4&pageSize=100`));
    expect(beyond).toMatchObject({ totalRows: 250, data: [] });
  });

  it("sorts and searches", async () => {
    const s = await session({ profile: "5.15", devices: 30 });
    const list = async (query: string): Promise<unknown[]> =>
      page(await s.envelope("GET", `/sites/${s.siteId}/devices?page=1&pageSize=100&${query}`)).data;
    const names = ((await list("sorts.name=desc")) as { name: string }[]).map((device) => device.name);
    expect(names).toEqual([...names].sort().reverse());
    expect(await list("searchKey=gateWAY")).toMatchObject([{ name: "Gateway 1" }]);
    const { mac, ip } = [...s.mock.state.devices.values()][7] as { mac: string; ip: string };
    expect(await list(`searchKey=${mac}`)).toMatchObject([{ mac }]);
    expect(await list(`searchKey=${ip}`)).toEqual(expect.arrayContaining([expect.objectContaining({ ip })]));
  });

  it("pages lists that the state does not hold", async () => {
    const s = await session({ profile: "5.15" });
    const first = await s.envelope("GET", `/sites/${s.siteId}/lan-profiles?page=1&pageSize=2`);
    expect(page(first)).toMatchObject({ totalRows: 3, currentPage: 1, currentSize: 2 });
    expect(page(first).data).toHaveLength(2);
    expect(await s.envelope("GET", `/sites/${s.siteId}/lan-profiles?page=1&pageSize=2`)).toEqual(first);
  });
});

describe.each(PROFILE_IDS)("an AP of %s", (profile) => {
  it("shows its new name everywhere", async () => {
    const s = await session({ profile });
    const ap = [...s.mock.state.devices.values()].find((device) => device.type === "ap");
    const path = `/sites/${s.siteId}/aps/${ap?.mac}`;
    const written = await s.envelope("PATCH", `${path}/general-config`, { name: "Lobby", ledSetting: 2 });
    expect(written).toMatchObject({ errorCode: 0 });
    expect((await s.envelope("GET", `${path}/general-config`)).result).toMatchObject({
      name: "Lobby",
      ledSetting: 2,
    });
    expect((await s.envelope("GET", path)).result).toMatchObject({ name: "Lobby", mac: ap?.mac });
    const devices = page(await s.envelope("GET", `/sites/${s.siteId}/devices?page=1&pageSize=100`)).data;
    expect(devices).toEqual(
      expect.arrayContaining([expect.objectContaining({ mac: ap?.mac, name: "Lobby" })]),
    );
  });

  it("keeps its name when a name is not allowed", async () => {
    const s = await session({ profile });
    const ap = [...s.mock.state.devices.values()].find((device) => device.type === "ap");
    const path = `/sites/${s.siteId}/aps/${ap?.mac}/general-config`;
    expect(await s.envelope("PATCH", path, { name: 7 })).toMatchObject({ errorCode: -1001 });
    expect((await s.envelope("GET", path)).result).toMatchObject({ name: "AP 1" });
  });
});

describe("a value table", () => {
  it("that a pattern contradicts gives way to it", async () => {
    const s = await session({ profile: "5.15" });
    const ap = [...s.mock.state.devices.values()].find((device) => device.type === "ap");
    const path = `/sites/${s.siteId}/aps/${ap?.mac}/ip-setting`;
    for (const mode of ["static", "dhcp"]) {
      expect(await s.envelope("PATCH", path, { mode })).toMatchObject({ errorCode: 0 });
      expect((await s.envelope("GET", path)).result).toMatchObject({ mode });
    }
    expect(await s.envelope("PATCH", path, { mode: "neither" })).toMatchObject({ errorCode: -1001 });
  });
});

describe.each(["switches", "gateways"] as const)("%s", (kind) => {
  it("are renamed", async () => {
    const s = await session({ profile: "6.2" });
    const type = kind === "switches" ? "switch" : "gateway";
    const device = [...s.mock.state.devices.values()].find((entry) => entry.type === type);
    const path = `/sites/${s.siteId}/${kind}/${device?.mac}/general-config`;
    await s.envelope("PATCH", path, { name: "Rack 1", ledSetting: 1 });
    expect((await s.envelope("GET", path)).result).toMatchObject({ name: "Rack 1", ledSetting: 1 });
    expect(s.mock.state.devices.get(`${device?.mac}`)?.name).toBe("Rack 1");
  });
});

describe.each(PROFILE_IDS)("sites of %s", (profile) => {
  const newSite = {
    name: "Branch",
    region: "Germany",
    timeZone: "Europe/Berlin",
    scenario: "Hotel",
    deviceAccountSetting: { username: "device", password: "Mock-Passw0rd-1" },
  };

  it("are created, changed and deleted", async () => {
    const s = await session({ profile, sites: 1 });
    const created = await s.envelope("POST", "/sites", newSite);
    const { siteId } = created.result as { siteId: string };
    expect(siteId).toMatch(/^[0-9a-f]{24}$/);
    expect((await s.envelope("GET", `/sites/${siteId}`)).result).toMatchObject({
      name: "Branch",
      scenario: "Hotel",
    });
    const { deviceAccountSetting, ...rest } = newSite;
    await s.envelope("PUT", `/sites/${siteId}`, { ...rest, name: "Branch 2" });
    const sites = page(await s.envelope("GET", "/sites?page=1&pageSize=10&sorts.name=asc")).data;
    expect(sites.map((site) => site.name)).toEqual(["Branch 2", "Head Office"]);
    expect(await s.envelope("POST", "/sites", { ...newSite, name: "Branch 2" })).toMatchObject({
      errorCode: -33101,
    });
    expect(await s.envelope("DELETE", `/sites/${siteId}`)).toMatchObject({ errorCode: 0 });
    expect(await s.envelope("GET", `/sites/${siteId}`)).toMatchObject({ errorCode: -33000 });
  });
});

describe.each(PROFILE_IDS)("the sites of %s", (profile) => {
  it("keep the primary one", async () => {
    const s = await session({ profile });
    expect(await s.envelope("DELETE", `/sites/${s.siteId}`)).toMatchObject({ errorCode: -1005 });
    expect(s.mock.state.sites.get(s.siteId)).toMatchObject({ primary: true });
  });
});

describe.each(["5.15", "6.2", "6.2-cloud"] as const)("a new site of %s", (profile) => {
  it("has what sites come with, and nothing else", async () => {
    const s = await session({ profile, sites: 1 });
    const account = { username: "device", password: "Mock-Passw0rd-1" };
    const created = await s.envelope("POST", "/sites", {
      ...{ name: "Branch", region: "Germany", timeZone: "Europe/Berlin", scenario: "Hotel" },
      deviceAccountSetting: account,
    });
    const site = `/sites/${(created.result as { siteId: string }).siteId}`;
    const list = async (path: string): Promise<Record<string, unknown>[]> => {
      const answer = await s.envelope("GET", `${site}/${path}?page=1&pageSize=10`);
      return Array.isArray(answer.result) ? answer.result : page(answer).data;
    };
    const [lan, ...others] = await list("lan-networks");
    expect([lan, others]).toMatchObject([{ name: "LAN", primary: true }, []]);
    const profiles = await list("lan-profiles");
    expect(profiles).toMatchObject([{ name: "All", nativeNetworkId: lan?.id }, { name: "Disable" }]);
    const groups = await list("wireless-network/wlans");
    expect(groups).toMatchObject([{ name: "Default", primary: true }]);
    expect(await list(`wireless-network/wlans/${groups[0]?.wlanId}/ssids`)).toEqual([]);
    expect(await list("devices")).toEqual([]);
    expect(await list("portals")).toEqual([]);
    const remove = await s.envelope("DELETE", `${site}/lan-networks/${lan?.id}`);
    expect(remove.errorCode).not.toBe(0);
  });
});

describe("clients", () => {
  const v2 = (s: Session): string => `/openapi/v2/${s.mock.credentials.omadacId}/sites/${s.siteId}/clients`;

  it("are listed by POST on 6.2, where GET fails", async () => {
    const s = await session({ profile: "6.2", clients: 5 });
    const get = await s.call("GET", `/sites/${s.siteId}/clients?page=1&pageSize=10`);
    expect([get.status, ((await get.json()) as Envelope).errorCode]).toEqual([200, -1]);
    const posted = page(await s.envelope("POST", v2(s), { page: 1, pageSize: 10 }));
    expect(posted).toMatchObject({ totalRows: 5, clientStat: { total: 5 } });
    expect(await s.envelope("POST", v2(s), { page: 0, pageSize: 10 })).toMatchObject({ errorCode: -1001 });
  });

  it("are listed by GET where it works", async () => {
    for (const profile of ["5.12", "5.15", "6.2-cloud"] as const) {
      const s = await session({ profile, clients: 5 });
      const path = `/sites/${s.siteId}/clients?page=1&pageSize=10&filters.wireless=true`;
      const found = page(await s.envelope("GET", path));
      expect(found.totalRows).toBe(4);
      expect(found.data.every((client) => client.wireless === true)).toBe(true);
    }
  });

  it("are blocked and unblocked", async () => {
    const s = await session({ profile: "6.2", clients: 3 });
    const [mac] = s.mock.state.clients.keys();
    const total = async (scope: number): Promise<number> =>
      page(await s.envelope("POST", v2(s), { page: 1, pageSize: 10, scope })).totalRows;
    await s.envelope("POST", `/sites/${s.siteId}/clients/${mac}/block`);
    expect([await total(0), await total(1), await total(2), await total(3)]).toEqual([3, 2, 0, 1]);
    await s.envelope("POST", `/sites/${s.siteId}/clients/${mac}/unblock`);
    expect([await total(1), await total(3)]).toEqual([3, 0]);
  });

  it.each(["5.15", "6.2", "6.2-cloud"] as const)("are known, limited and locked on %s", async (profile) => {
    const s = await session({ profile, quirks: { brokenOperations: [] } });
    const site = `/sites/${s.siteId}`;
    const clients = [...s.mock.state.clients.values()].filter(({ siteId }) => siteId === s.siteId);
    const [mobile, wired] = [
      clients.find(({ wireless }) => wireless),
      clients.find(({ wireless }) => !wireless),
    ];
    const post = async (mac: string | undefined, what: string, body?: unknown): Promise<number> =>
      (await s.envelope(what === "ratelimit" ? "PATCH" : "POST", `${site}/clients/${mac}/${what}`, body))
        .errorCode;
    const lock = { enable: true, aps: [] };
    expect([await post(wired?.mac, "lock-to-ap", lock), await post(wired?.mac, "disconnect")]).toEqual([
      -41020, -41027,
    ]);
    expect([await post(mobile?.mac, "lock-to-ap", lock), await post(mobile?.mac, "block")]).toEqual([
      0, -41023,
    ]);
    expect([await post(wired?.mac, "block"), await post(mobile?.mac, "disconnect")]).toEqual([0, 0]);
    const known = page(await s.envelope("GET", `${site}/insight/clients?page=1&pageSize=100`)).data;
    expect(known).toHaveLength(clients.length);
    expect(known.find(({ mac }) => mac === wired?.mac)).toMatchObject({ block: true, lockToAp: false });
    expect(known.find(({ mac }) => mac === mobile?.mac)).toMatchObject({ block: false, lockToAp: true });
    const member = profile === "6.2-cloud" ? "rateLimitProfileId" : "rateLimitId";
    const mode = profile === "6.2-cloud" ? { mode: 1 } : {};
    expect(await post(mobile?.mac, "ratelimit", { ...mode, [member]: "unknown" })).toBe(-33732);
    const [, second] = (await s.envelope("GET", `${site}/rate-limit-profiles`)).result as {
      profileId: string;
    }[];
    expect(await post(mobile?.mac, "ratelimit", { ...mode, [member]: second?.profileId })).toBe(0);
    expect((await s.envelope("GET", `${site}/clients/${mobile?.mac}`)).result).toMatchObject({
      rateLimit: { rateLimitId: second?.profileId },
    });
    const remove = await s.envelope("DELETE", `${site}/rate-limit-profile/${second?.profileId}`);
    expect(remove).toMatchObject({ errorCode: -33740 });
    await s.envelope("POST", `${site}/clients/delete`, { block: true });
    expect(s.mock.state.clients.has(`${wired?.mac}`)).toBe(false);
  });

  it("show the name of their AP after it changed", async () => {
    const s = await session({ profile: "5.15" });
    const client = [...s.mock.state.clients.values()].find((entry) => entry.apMac !== undefined);
    await s.envelope("PATCH", `/sites/${s.siteId}/aps/${client?.apMac}/general-config`, { name: "Hall" });
    const detail = await s.envelope("GET", `/sites/${s.siteId}/clients/${client?.mac}`);
    expect(detail.result).toMatchObject({ mac: client?.mac, apName: "Hall" });
  });
});

describe("configurations without a handler", () => {
  it("are read back as written", async () => {
    const s = await session({ profile: "5.15" });
    const path = `/sites/${s.siteId}/led`;
    for (const enable of [true, false]) {
      await s.envelope("PUT", path, { enable });
      expect((await s.envelope("GET", path)).result).toEqual({ enable });
    }
  });
});

describe("rows", () => {
  it("agree with each other", async () => {
    const s = await session({ profile: "6.2", devices: 4, clients: 3 });
    const devices = page(
      await s.envelope("GET", `/sites/${s.siteId}/devices?page=1&pageSize=10&sorts.name=asc`),
    ).data;
    const gateway = devices.find((device) => device.type === "gateway");
    const core = devices.find((device) => device.type === "switch");
    expect(core?.uplinkDeviceMac).toBe(gateway?.mac);
    expect(devices[0]?.uplinkDeviceMac).toBe(core?.mac);
    expect(gateway).not.toHaveProperty("uplinkDeviceMac");
    const path = `/openapi/v2/${s.mock.credentials.omadacId}/sites/${s.siteId}/clients`;
    const wired = page(
      await s.envelope("POST", path, { page: 1, pageSize: 10, filters: { wireless: false } }),
    ).data;
    expect(wired).toMatchObject([{ switchMac: core?.mac, switchName: core?.name, gatewayMac: gateway?.mac }]);
    expect(wired[0]).not.toHaveProperty("apMac");
  });

  it("are the same for the same seed only", async () => {
    const devices = async (seed: number): Promise<unknown> => {
      const s = await session({ profile: "5.15", seed });
      return (await s.envelope("GET", `/sites/${s.siteId}/devices?page=1&pageSize=10`)).result;
    };
    expect(await devices(5)).toEqual(await devices(5));
    expect(await devices(5)).not.toEqual(await devices(6));
  });
});

describe("operations declared without an envelope", () => {
  it("answer with one, or bare by a quirk", async () => {
    const path = (s: Session): string => `/sites/${s.siteId}/devices/tag`;
    const enveloped = await session({ profile: "5.15" });
    expect(await enveloped.envelope("GET", path(enveloped))).toMatchObject({
      errorCode: 0,
      result: expect.any(Array),
    });
    const bare = await session({ profile: "5.15", quirks: { bareAnswers: true } });
    expect(Array.isArray(await bare.envelope("GET", path(bare)))).toBe(true);
  });
});
