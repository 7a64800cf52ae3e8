import { randomOf, textFrom } from "../schema/random.js";
import type { Device, DeviceType } from "./types.js";

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
export function makeDevices(seed: string, siteId: string, count: number): Device[] {
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
    ip: addressAt("10.0", index),
    sn: textFrom(random, 13, "0123456789ABCDEF"),
    firmwareVersion: `1.${number % 5}.0`,
    status: 1,
    detailStatus: 14,
  };
}

/** A locally administered MAC whose last four digits count, so that no two of a site are alike. */
export function numberedMac(seed: string, index: number): string {
  const random = randomOf(seed);
  const head = Array.from({ length: 3 }, () => textFrom(random, 2, "0123456789ABCDEF"));
  const tail = index.toString(16).toUpperCase().padStart(4, "0");
  return ["02", ...head, tail.slice(0, 2), tail.slice(2)].join("-");
}

/** The address number `index` below a /16 prefix such as `10.0`. */
export function addressAt(prefix: string, index: number): string {
  return `${prefix}.${Math.floor(index / 250) % 256}.${(index % 250) + 2}`;
}
