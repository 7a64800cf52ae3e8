import { pastRecords } from "./authorization.js";
import { makeClients } from "./clients.js";
import { makeDevices } from "./devices.js";
import { siteMapOf } from "./site-map.js";
import { makeSites } from "./sites.js";
import type { ControllerState, Site } from "./types.js";

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
  /** Stations of the first site; every other site has two. */
  clients: number;
}

const OTHER_SITE = { devices: 3, clients: 2, pendingDevices: 0 };

/** `status` and `detailStatus` of a device that waits for adoption. */
const PENDING = { status: 2, detailStatus: 20 };

/** The state of a freshly started mock: the same options give the same state. */
export function createState(options: StateOptions): ControllerState {
  const sites = makeSites(options.seed, options.sites);
  const perSite = sites.map((site) => {
    const count = site.primary ? options : OTHER_SITE;
    const all = makeDevices(options.seed, site.siteId, count.devices + count.pendingDevices);
    const devices = all.slice(0, count.devices);
    const clients = makeClients(options.seed, site.siteId, count.clients, devices);
    for (const device of all.slice(count.devices)) Object.assign(device, PENDING);
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
