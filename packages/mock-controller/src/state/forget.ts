import type { ControllerState, Device } from "./types.js";

/** Forgets devices with their ports and with what was written to them. */
export function forgetDevices(state: ControllerState, which: (device: Device) => boolean): void {
  for (const [mac, device] of state.devices) {
    if (!which(device)) continue;
    state.devices.delete(mac);
    for (const key of state.ports.keys()) if (key.startsWith(`${mac}/`)) state.ports.delete(key);
    for (const key of state.settings.keys()) if (key.startsWith(`device/${mac}/`)) state.settings.delete(key);
  }
}
