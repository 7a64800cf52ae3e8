import { hexFrom, randomOf } from "../schema/random.js";
import { AUTH } from "./authorization.js";
import { addressAt, numberedMac } from "./devices.js";
import type { Device, NetworkClient } from "./types.js";

/**
 * The stations of a site. Two of three are wireless at the site's APs, the others wired at its switches; all are online.
 * @param seed the same seed gives the same stations
 */
export function makeClients(
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
    const mac = numberedMac(`${key}/mac`, index);
    const base = {
      mac,
      siteId,
      id: hexFrom(randomOf(key), 24),
      name: `Client ${index + 1}`,
      hostName: `host-${index + 1}`,
      ip: addressAt("10.1", index),
      active: true,
      blocked: false,
    };
    return wireless
      ? { ...base, ...wirelessMembers(index, aps) }
      : { ...base, ...wiredMembers(index, switches) };
  });
}

function wirelessMembers(index: number, aps: readonly Device[]) {
  const guest = index % 6 === 3;
  const apMac = aps[index % Math.max(aps.length, 1)]?.mac;
  return {
    wireless: true,
    guest,
    // Guests wait at the portal.
    authStatus: guest ? AUTH.pending : AUTH.connected,
    connectType: guest ? 0 : 1,
    connectDevType: "ap" as const,
    ssid: guest ? "Guests" : "Staff",
    radioId: index % 2,
    ...(apMac === undefined ? {} : { apMac }),
  };
}

function wiredMembers(index: number, switches: readonly Device[]) {
  const switchMac = switches[index % Math.max(switches.length, 1)]?.mac;
  return {
    wireless: false,
    guest: false,
    authStatus: AUTH.connected,
    connectType: 2,
    connectDevType: "switch" as const,
    ...(switchMac === undefined ? {} : { switchMac }),
  };
}
