import { makeClients } from "./clients.js";
import { makeDevices } from "./devices.js";
import { makeSites } from "./sites.js";
import type { ControllerState } from "./types.js";

export interface StateOptions {
  seed: string;
  sites: number;
  /** Devices of the first site; every other site has three. */
  devices: number;
  /** Stations of the first site; every other site has two. */
  clients: number;
}

const OTHER_SITE = { devices: 3, clients: 2 };

/** The state of a freshly started mock: the same options give the same state. */
export function createState(options: StateOptions): ControllerState {
  const sites = makeSites(options.seed, options.sites);
  const perSite = sites.map((site) => {
    const count = site.primary ? options : OTHER_SITE;
    const devices = makeDevices(options.seed, site.siteId, count.devices);
    return { devices, clients: makeClients(options.seed, site.siteId, count.clients, devices) };
  });
  return {
    sites: new Map(sites.map((site) => [site.siteId, site])),
    devices: new Map(perSite.flatMap(({ devices }) => devices.map((device) => [device.mac, device]))),
    clients: new Map(perSite.flatMap(({ clients }) => clients.map((client) => [client.mac, client]))),
    settings: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    logins: new Map(),
    codes: new Map(),
  };
}
