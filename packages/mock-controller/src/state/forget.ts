import { isOfDevice } from "./of-device.js";
import type { ControllerState, Device } from "./types.js";

/** Forgets devices with their ports and with what was written to them; their stations are offline then. */
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
