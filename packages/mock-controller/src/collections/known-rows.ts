import type { Controller } from "../state/controller.js";
import type { Members } from "../state/request.js";
import type { Collection } from "./types.js";

/** What the made-up rows of a collection are. */
interface Known {
  /** The end of the collection's path. */
  path: RegExp;
  rows: readonly Members[];
  /** How many of them a site or template has that somebody creates. */
  builtIn?: number;
}

const KNOWN: readonly Known[] = [
  {
    path: /\/wireless-network\/wlans$/,
    rows: [{ name: "Default" }, { name: "Warehouse" }, { name: "Outdoor" }],
    builtIn: 1,
  },
  {
    path: /\/wlans\/\{wlanId\}\/ssids$/,
    rows: [
      { name: "Staff", guestNetEnable: false, band: 3 },
      { name: "Guests", guestNetEnable: true, band: 3 },
      { name: "Sensors", guestNetEnable: false, band: 1 },
    ],
  },
  {
    path: /\/lan-networks$/,
    rows: [
      { name: "LAN", purpose: 1, vlan: 1, vlanType: 0, vlans: undefined },
      { name: "Guest network", purpose: 0, vlan: 20, vlanType: 0, vlans: undefined },
      { name: "Camera network", purpose: 0, vlan: 30, vlanType: 0, vlans: undefined },
    ],
    builtIn: 1,
  },
  {
    path: /\/lan-profiles$/,
    rows: [
      { name: "All", flag: 0, type: 0 },
      { name: "Disable", flag: 0, type: 1 },
      { name: "Cameras", flag: 2, type: 2 },
    ],
    builtIn: 2,
  },
  {
    path: /\/roles$/,
    rows: [
      { name: "Administrator", source: 0, type: 0 },
      { name: "Technician", source: 1, type: 0 },
      { name: "Auditor", source: 1, type: 0 },
    ],
  },
];

/** Users, by the path of the controller's or the MSP's list. */
const USERS = /^\/(\{omadacId\}|msp\/\{mspId\})\/users$/;

/** What a made-up row is, by its index; the first user is the one that the mock's credentials name. */
export function knownMembers({ credentials }: Controller, collection: Collection, index: number): Members {
  if (index === 0 && USERS.test(collection.path)) {
    return { name: credentials.username, type: 0, allSite: true, allCustomer: true, temporaryEnable: false };
  }
  return knownFor(collection)?.rows[index] ?? {};
}

/** How many rows a collection has that belongs to something that somebody created. */
export function builtInRows(collection: Collection): number {
  return knownFor(collection)?.builtIn ?? 0;
}

function knownFor({ path }: Collection): Known | undefined {
  return KNOWN.find((known) => known.path.test(path));
}
