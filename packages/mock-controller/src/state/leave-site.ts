import type { ControllerState, Device } from "./types.js";

/** Removes devices with their ports and with what was written to them; their clients are offline then. */
export function forgetDevices(state: ControllerState, which: (device: Device) => boolean): void {
  const { devices, ports, settings, collections, clients } = state;
  for (const [mac, device] of devices) {
    if (!which(device)) continue;
    devices.delete(mac);
    for (const key of ports.keys()) if (key.startsWith(`${mac}/`)) ports.delete(key);
    for (const map of [settings, collections]) {
      for (const key of map.keys()) if (isOfDevice(key, device)) map.delete(key);
    }
    for (const client of clients.values()) {
      if (client.apMac === mac || client.switchMac === mac) client.active = false;
    }
  }
}

/**
 * Moves a device to another site with what was written to it. What names rows of the old site stays behind: LAN
 * profiles of ports, the WLAN group of an AP and its SSIDs. Its clients are offline then.
 */
export function moveDevice(state: ControllerState, device: Device, siteId: string): void {
  const { devices, ports, settings, collections, clients } = state;
  const { mac, siteId: from } = device;
  settings.delete(`device/${mac}/ssids`);
  moveKeys(settings, device, siteId);
  moveKeys(collections, device, siteId);
  for (const port of ports.values()) {
    if (port.switchMac !== mac) continue;
    port.siteId = siteId;
    delete port.profileId;
  }
  devices.delete(mac);
  device.siteId = siteId;
  delete device.wlanId;
  devices.set(mac, device);
  for (const client of clients.values()) {
    if (client.siteId === from && (client.apMac === mac || client.switchMac === mac)) client.active = false;
  }
}

/** Puts what is kept for a device under the paths of another site. */
function moveKeys<T>(map: Map<string, T>, device: Device, siteId: string): void {
  for (const [key, value] of [...map]) {
    if (!isOfDevice(key, device) || key.startsWith("device/")) continue;
    map.delete(key);
    map.set(key.replace(`sites/${device.siteId}/`, `sites/${siteId}/`), value);
  }
}

/** Whether something is kept for a device: under a path of its site that names it, or under a key of its own. */
function isOfDevice(key: string, { mac, siteId }: Device): boolean {
  if (key.startsWith(`device/${mac}/`)) return true;
  return key.includes(`sites/${siteId}/`) && key.split("/").includes(mac);
}
