import { describe, expect, it } from "vitest";
import { type DeviceType, LIES, type LieName } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { type Envelope, type Session, session, snapshot } from "./support.js";

const START = 1_750_000_000_000;
const model = { "6.2": snapshot("6.2"), "6.2-cloud": snapshot("6.2-cloud") };

/** A body that an operation of a snapshot accepts. */
function bodyOf(name: string, id: keyof typeof model = "6.2"): Record<string, unknown> {
  const { operations, schemas } = model[id];
  const schema = operations.find((operation) => operation.name === name)?.body?.schema;
  return sample(schemas, schema ?? {}, name) as Record<string, unknown>;
}

const rows = ({ result }: Envelope): Record<string, unknown>[] => {
  const list = result as { data?: Record<string, unknown>[] };
  return list.data ?? (result as Record<string, unknown>[]);
};

const macOf = (s: Session, type: DeviceType): string =>
  [...s.mock.state.devices.values()].find((device) => device.type === type)?.mac ?? "";

const first = async (s: Session, path: string): Promise<Record<string, unknown>> =>
  rows(await s.envelope("GET", path))[0] ?? {};

/** Whether a row that is created shows up in its list. */
async function appears(s: Session, path: string, body: unknown): Promise<{ code: number; shown: boolean }> {
  const list = async (): Promise<number> =>
    rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length;
  const before = await list();
  const { errorCode } = await s.envelope("POST", path, body);
  return { code: errorCode, shown: (await list()) > before };
}

/** A call whose code tells whether the lie is told: the lie's when it is, 0 when it is not. */
interface Told {
  told: unknown;
  honest: unknown;
  see: (s: Session, site: string) => Promise<unknown>;
  profile?: keyof typeof model;
}

const acl = { ...bodyOf("acl.createOswAcl"), sourceType: 0, destinationType: 0 };
const port = (s: Session, site: string): string => `${site}/switches/${macOf(s, "switch")}/ports/1`;

/** Creates a network on an interface without a member, with everything, and one that is a VLAN only without it. */
async function networks(s: Session, site: string, member: string): Promise<number[]> {
  const { vlanType, igmpSnoopEnable } = bodyOf("wiredNetwork.createLanNetworkV2");
  const whole = { vlanType, igmpSnoopEnable, vlan: 99, interfaceIds: ["1"], gatewaySubnet: "10.9.0.1/24" };
  const bodies = [
    { ...whole, name: "A", purpose: 1, [member]: undefined },
    { ...whole, name: "B", purpose: 1 },
    { ...whole, name: "C", purpose: 0, [member]: undefined },
  ];
  const path = `/openapi/v2/${s.mock.credentials.omadacId}${site}/lan-networks`;
  const codes: number[] = [];
  for (const body of bodies) codes.push((await s.envelope("POST", path, body)).errorCode);
  return codes;
}

const SEEN: Readonly<Record<LieName, Told>> = {
  "patch-wipes": {
    honest: "kept",
    told: undefined,
    see: async (s, site) => {
      const path = `${site}/lan-networks`;
      const { id } = await first(s, `${path}?page=1&pageSize=10`);
      const stored = () =>
        s.mock.state.collections.get(`${s.mock.credentials.omadacId}${path}`)?.get(`${id}`) ?? {};
      stored().domain = "kept";
      expect(await s.envelope("PATCH", `${path}/${id}`, { name: "Other" })).toMatchObject({ errorCode: 0 });
      expect(stored()).toMatchObject({ name: "Other" });
      return stored().domain;
    },
  },
  "poe-inverted": {
    honest: [1, 0],
    told: [0, 1],
    see: async (s, site) => {
      const { id } = await first(s, `${site}/lan-profiles?page=1&pageSize=10`);
      await s.envelope("PUT", `${port(s, site)}/profile`, { profileId: id });
      const seen: unknown[] = [];
      for (const poe of [0, 1]) {
        await s.envelope("PATCH", `${site}/lan-profiles/${id}`, { poe });
        seen.push((await first(s, `${site}/switches/ports/poe-info?page=1&pageSize=10`)).poe);
      }
      return seen;
    },
  },
  "iot-server-stored-but-failed": {
    honest: { code: 0, shown: true },
    told: { code: -1, shown: true },
    see: (s, site) => appears(s, `${site}/setting/iot/servers`, bodyOf("bluetooth.createIotServer")),
  },
  "dhcp-snooping-needs-devices": {
    profile: "6.2-cloud",
    honest: { code: 0, shown: true },
    told: { code: 0, shown: false },
    see: (s, site) => {
      const { devices, ...body } = bodyOf("dhcpSnooping.createDhcpSnoops", "6.2-cloud");
      expect(devices).toBeDefined();
      return appears(s, `${site}/dhcpSnoops`, body);
    },
  },
  "port-dhcp-snooping-ignored": {
    profile: "6.2-cloud",
    honest: true,
    told: undefined,
    see: async (s, site) => {
      const whole = {
        ...bodyOf("switch.modifySwitchPort", "6.2-cloud"),
        dhcpSnoopEnable: true,
        name: "Uplink",
      };
      expect(await s.envelope("PATCH", port(s, site), whole)).toMatchObject({ errorCode: 0 });
      const written = s.mock.state.ports.get(`${macOf(s, "switch")}/1`);
      expect(written).toMatchObject({ name: "Uplink" });
      return written?.dhcpSnoopEnable;
    },
  },
  "port-patch-needs-everything": {
    honest: 0,
    told: -1,
    see: async (s, site) => {
      const whole = bodyOf("switch.modifySwitchPort");
      expect(await s.envelope("PATCH", port(s, site), whole)).toMatchObject({ errorCode: 0 });
      return (await s.envelope("PATCH", port(s, site), { name: "Uplink" })).errorCode;
    },
  },
  "port-status-needs-override": {
    honest: [true, true],
    told: [false, true],
    see: async (s, site) => {
      const path = `${site}/switches/${macOf(s, "switch")}/multi-ports`;
      const seen: unknown[] = [];
      for (const portList of [[3], [4]]) {
        if (portList[0] === 4) {
          await s.envelope("PUT", `${path}/profile-override`, { portList, profileOverrideEnable: true });
        }
        await s.envelope("PUT", `${path}/status`, { portList, status: 0 });
        seen.push(s.mock.state.ports.get(`${macOf(s, "switch")}/${portList[0]}`)?.disable);
      }
      return seen;
    },
  },
  "single-port-writes-fail": {
    honest: [0, 0],
    told: [-1, 0],
    see: async (s, site) => {
      const one = await s.envelope("PUT", `${port(s, site)}/poe-mode`, { poeMode: 0 });
      const path = `${site}/switches/${macOf(s, "switch")}/multi-ports/poe-mode`;
      const many = await s.envelope("PUT", path, { portList: [1], poeMode: 0 });
      return [one.errorCode, many.errorCode];
    },
  },
  "ap-port-writes-fail": {
    honest: 0,
    told: -1,
    see: async (s, site) => {
      const path = `${site}/aps/${macOf(s, "ap")}/ports`;
      await s.envelope("GET", path);
      const [id] = s.mock.state.collections.get(`${s.mock.credentials.omadacId}${path}`)?.keys() ?? [];
      return (await s.envelope("PATCH", `${path}/${id}`, {})).errorCode;
    },
  },
  "block-patch-needs-everything": {
    honest: 0,
    told: -1001,
    see: async (s, site) => {
      const whole = bodyOf("siteConfiguration.updateBeaconControlSetting");
      expect(await s.envelope("PATCH", `${site}/beacon-control`, whole)).toMatchObject({ errorCode: 0 });
      return (await s.envelope("PATCH", `${site}/beacon-control`, {})).errorCode;
    },
  },
  "same-network-acl-vanishes": {
    honest: [
      { code: 0, shown: true },
      { code: 0, shown: true },
    ],
    told: [
      { code: 0, shown: false },
      { code: 0, shown: true },
    ],
    see: async (s, site) => {
      const path = `${site}/acls/osw-acls`;
      const same = await appears(s, path, { ...acl, sourceIds: ["a"], destinationIds: ["a"] });
      return [same, await appears(s, path, { ...acl, sourceIds: ["a"], destinationIds: ["b"] })];
    },
  },
  "network-needs-interfaces": {
    honest: [0, 0, 0],
    told: [-33515, 0, 0],
    see: (s, site) => networks(s, site, "interfaceIds"),
  },
  "network-needs-subnet": {
    honest: [0, 0, 0],
    told: [-35930, 0, 0],
    see: (s, site) => networks(s, site, "gatewaySubnet"),
  },
  "vlan-null-refused": {
    honest: [0, 0],
    told: [-1001, 0],
    see: async (s, site) => {
      const wlans = `${site}/wireless-network/wlans`;
      const ssids = `${wlans}/${(await first(s, wlans)).wlanId}/ssids`;
      const { ssidId } = await first(s, `${ssids}?page=1&pageSize=10`);
      const patch = async (vlanSetting: unknown): Promise<number> =>
        (await s.envelope("PATCH", `${ssids}/${ssidId}/update-basic-config`, { vlanSetting })).errorCode;
      return [await patch({ mode: 0, customConfig: null }), await patch({ mode: 0 })];
    },
  },
  "created-rows-appear-late": {
    honest: [{ code: 0, shown: true }, 1],
    told: [{ code: 0, shown: false }, 1],
    see: async (s, site) => {
      const path = `${site}/acls/osw-acls`;
      const before = rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length;
      const atOnce = await appears(s, path, acl);
      await s.mock.clock.advance(3000);
      return [atOnce, rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).length - before];
    },
  },
  "adopt-needs-pending": {
    honest: [0, 0],
    told: [-39000, 0],
    see: async (s, site) => {
      const waiting = [...s.mock.state.devices.values()].find((device) => device.status === 2)?.mac;
      const adopt = async (): Promise<number> =>
        (await s.envelope("POST", `${site}/devices/${waiting}/start-adopt`, {})).errorCode;
      const atOnce = await adopt();
      await s.mock.clock.advance(20_000);
      return [atOnce, await adopt()];
    },
  },
};

describe("lies", () => {
  it("are facts with evidence", () => {
    expect(Object.keys(SEEN).sort()).toEqual(Object.keys(LIES).sort());
    for (const [name, { calls, what, seen }] of Object.entries(LIES)) {
      const hit = Object.values(model).some(({ operations }) =>
        operations.some(({ method, path }) => calls.test(`${method} ${path}`)),
      );
      expect([name, hit, what.length > 10, seen.length > 2]).toEqual([name, true, true, true]);
    }
  });

  it.each(Object.keys(SEEN) as LieName[])("%s: the truth without it, the lie with it", async (name) => {
    const { told, honest, see, profile = "6.2" } = SEEN[name];
    for (const lies of [[], [name]]) {
      const s = await session({ profile, now: () => START, pendingDevices: 1, quirks: { lies } });
      const seen = await see(s, `/sites/${s.siteId}`);
      expect({ lies, seen }).toEqual({ lies, seen: lies.length > 0 ? told : honest });
    }
  });
});
