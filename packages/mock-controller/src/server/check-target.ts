import { type Answer, failure } from "../protocol/answer.js";
import type { Controller } from "../state/controller.js";
import type { Device, DeviceType, NetworkClient, Site } from "../state/types.js";

/** The site, device and station that a path names, looked up in the state. */
export interface Target {
  site?: Site;
  device?: Device;
  client?: NetworkClient;
}

/** Path parameters that name a device, and the codes for one that is not there. */
const DEVICE_PARAMS: readonly (readonly [name: string, type: DeviceType | undefined, code: number])[] = [
  ["apMac", "ap", -39303],
  ["switchMac", "switch", -39700],
  ["gatewayMac", "gateway", -39501],
  ["deviceMac", undefined, -39050],
];

/** Looks up what a path names: an unknown site gives -33000, then devices and stations have codes of their own. */
export function checkTarget(
  { state }: Controller,
  params: Readonly<Record<string, string>>,
): Target | Answer {
  if (params.siteId === undefined) return {};
  const site = state.sites.get(params.siteId);
  if (!site) return failure(-33000);
  const target: Target = { site };
  for (const [name, type, code] of DEVICE_PARAMS) {
    const mac = params[name];
    if (mac === undefined) continue;
    const device = state.devices.get(mac);
    if (!device || device.siteId !== site.siteId || (type && device.type !== type)) return failure(code);
    target.device = device;
  }
  if (params.clientMac !== undefined) {
    const client = state.clients.get(params.clientMac);
    if (client?.siteId !== site.siteId) return failure(-41002);
    target.client = client;
  }
  return target;
}
