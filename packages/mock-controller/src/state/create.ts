import { hexFrom, randomOf, textFrom } from "../schema/random.js";
import { AUTH, pastRecords } from "./authorization.js";
import { makeSites } from "./ids.js";
import { siteMapOf } from "./maps.js";
import type { ControllerState, Device, DeviceType, NetworkClient, Site } from "./types.js";

export interface StateOptions {
  seed: string;
  /** The id of the controller. */
  omadacId: string;
  /** Milliseconds since 1970. */
  now: number;
  sites: number;
  /** Devices of the first site; every other site has three. */
  devices: number;
  /** Further devices of the first site that wait for adoption. */
  pendingDevices: number;
  /** Clients of the first site; every other site has two. */
  clients: number;
}

const OTHER_SITE = { devices: 3, clients: 2, pendingDevices: 0 };

/** `status` and `detailStatus` of a device in every situation that the mock simulates. */
export const DEVICE_STATUS = {
  disconnected: { status: 0, detailStatus: 0 },
  pending: { status: 2, detailStatus: 20 },
  adopting: { status: 2, detailStatus: 22 },
  connected: { status: 1, detailStatus: 14 },
  rebooting: { status: 1, detailStatus: 13 },
  upgrading: { status: 1, detailStatus: 12 },
} as const satisfies Record<string, Pick<Device, "status" | "detailStatus">>;

/** The state of a freshly started mock: the same options give the same state. */
export function createState(options: StateOptions): ControllerState {
  const sites = makeSites(options.seed, options.sites);
  const perSite = sites.map((site) => {
    const count = site.primary ? options : OTHER_SITE;
    const all = makeDevices(options.seed, site.siteId, count.devices + count.pendingDevices);
    const devices = all.slice(0, count.devices);
    const clients = makeClients(options.seed, site.siteId, count.clients, devices);
    for (const device of all.slice(count.devices)) Object.assign(device, DEVICE_STATUS.pending);
    return { devices: all, clients, records: pastRecords(options.seed, clients, options.now) };
  });
  return {
    sites: new Map(sites.map((site) => [site.siteId, site])),
    devices: siteMapOf(perSite.flatMap(({ devices }) => devices)),
    clients: siteMapOf(perSite.flatMap(({ clients }) => clients)),
    ports: new Map(),
    settings: new Map(),
    collections: new Map(perSite.map(({ records }, index) => [recordsKey(options, sites[index]), records])),
    numbers: new Map(),
    created: new Set(),
    events: [],
    alerts: [],
    audits: [],
    dispatches: [],
    backups: [],
    upgrades: new Map(),
    moves: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    logins: new Map(),
    webSessions: new Map(),
    codes: new Map(),
  };
}

function recordsKey({ omadacId }: StateOptions, site: Site | undefined): string {
  return `${omadacId}/sites/${site?.siteId}/hotspot/authed-records`;
}

const MODELS: Readonly<Record<DeviceType, readonly string[]>> = {
  ap: ["EAP650", "EAP670", "EAP235-Wall"],
  switch: ["SG2210MP", "SG3428X"],
  gateway: ["ER7206", "ER605"],
};

const LABELS: Readonly<Record<DeviceType, string>> = { ap: "AP", switch: "Switch", gateway: "Gateway" };
/** After an AP, a switch and the one gateway, two APs follow for each switch. */
const FIRST: readonly DeviceType[] = ["ap", "switch", "gateway"];
const NEXT: readonly DeviceType[] = ["ap", "ap", "switch"];

/**
 * The devices of a site: an AP, a switch, a gateway, then APs and switches. All are connected.
 * @param seed the same seed gives the same devices
 */
function makeDevices(seed: string, siteId: string, count: number): Device[] {
  const used = new Map<DeviceType, number>();
  return Array.from({ length: count }, (_, index) => {
    const type = FIRST[index] ?? (NEXT[index % NEXT.length] as DeviceType);
    const number = (used.get(type) ?? 0) + 1;
    used.set(type, number);
    return makeDevice(`${seed}/${siteId}/device/${index}`, siteId, type, number, index);
  });
}

function makeDevice(seed: string, siteId: string, type: DeviceType, number: number, index: number): Device {
  const random = randomOf(seed);
  return {
    mac: numberedMac(`${seed}/mac`, index),
    siteId,
    type,
    name: `${LABELS[type]} ${number}`,
    model: MODELS[type][number % MODELS[type].length] as string,
    ip: addressAt(0, index),
    sn: textFrom(random, 13, "0123456789ABCDEF"),
    firmwareVersion: `1.${number % 5}.0`,
    ...DEVICE_STATUS.connected,
  };
}

/**
 * A locally administered MAC whose last four digits count, and then its first two, so that no two of a site are alike.
 */
function numberedMac(seed: string, index: number): string {
  const random = randomOf(seed);
  const head = Array.from({ length: 3 }, () => textFrom(random, 2, "0123456789ABCDEF"));
  const tail = hex(index % 65_536, 4);
  // The last two bits of the first byte say that it is locally administered.
  const first = hex(2 + 4 * Math.floor(index / 65_536), 2);
  return [first, ...head, tail.slice(0, 2), tail.slice(2)].join("-");
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

/** The address number `index` in `10.<second>.0.0`, then in every other network after it. */
function addressAt(second: 0 | 1, index: number): string {
  const third = Math.floor(index / 250);
  return `10.${second + 2 * Math.floor(third / 256)}.${third % 256}.${(index % 250) + 2}`;
}

/**
 * The clients of a site. Two of three are wireless at the site's APs, the others wired at its switches; all are
 * online.
 * @param seed the same seed gives the same clients
 */
function makeClients(
  seed: string,
  siteId: string,
  count: number,
  devices: readonly Device[],
): NetworkClient[] {
  const aps = devices.filter((device) => device.type === "ap");
  const switches = devices.filter((device) => device.type === "switch");
  return Array.from({ length: count }, (_, index) => {
    const key = `${seed}/${siteId}/client/${index}`;
    const wireless = index % 3 !== 2;
    // Guests wait at the portal.
    const guest = wireless && index % 6 === 3;
    // One literal for all of them: lists of objects that are put together from parts take ten times as long to read.
    const client: NetworkClient = {
      mac: numberedMac(`${key}/mac`, index),
      siteId,
      id: hexFrom(randomOf(key), 24),
      name: `Client ${index + 1}`,
      hostName: `host-${index + 1}`,
      ip: addressAt(1, index),
      active: true,
      blocked: false,
      wireless,
      guest,
      authStatus: guest ? AUTH.pending : AUTH.connected,
      connectType: wireless ? (guest ? 0 : 1) : 2,
      connectDevType: wireless ? "ap" : "switch",
    };
    if (wireless) {
      client.ssid = guest ? "Guests" : "Staff";
      client.radioId = index % 2;
    }
    const uplink = wireless ? aps[index % aps.length] : switches[index % switches.length];
    if (uplink) client[wireless ? "apMac" : "switchMac"] = uplink.mac;
    return client;
  });
}
