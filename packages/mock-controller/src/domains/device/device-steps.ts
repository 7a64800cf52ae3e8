import { DEVICE_STATUS, raiseDeviceEvent, setStationsOnline } from "../../events/device-status.js";
import type { Controller } from "../../state/controller.js";
import type { Device } from "../../state/types.js";

/** How long the steps of a device's life take, in milliseconds. The order of size is plausible, not measured. */
export const TIMES = {
  discovered: 20_000,
  adopting: 10_000,
  rebooting: 60_000,
  upgrading: 120_000,
} as const;

/** Steps that end with a connected device, and what is told then. */
const DONE = { adopting: "adopted", rebooting: "rebooted", upgrading: "upgraded" } as const;

/** Whether a device is in a step. */
export function isIn({ detailStatus }: Device, step: keyof typeof DEVICE_STATUS): boolean {
  return detailStatus === DEVICE_STATUS[step].detailStatus;
}

/** Whether a device can do something now: it is connected and nothing else goes on. */
export function isReady(device: Device): boolean {
  return (
    device.status === DEVICE_STATUS.connected.status &&
    !isIn(device, "rebooting") &&
    !isIn(device, "upgrading")
  );
}

/**
 * Puts a device into a step, which takes its stations off the network. When the time is over and the device is still in
 * it, the device is connected, its stations are back, and `then` follows.
 * @param from milliseconds since 1970
 */
export function enter(
  controller: Controller,
  device: Device,
  step: keyof typeof DONE,
  then?: () => void,
  from: number = controller.now(),
): void {
  Object.assign(device, DEVICE_STATUS[step]);
  setStationsOnline(controller, device.mac, false);
  controller.clock.at(from + TIMES[step], (at) => {
    const { state } = controller;
    if (!isIn(device, step) || !state.devices.has(device.mac)) return;
    Object.assign(device, DEVICE_STATUS.connected);
    setStationsOnline(controller, device.mac, true);
    then?.();
    return raiseDeviceEvent(controller, device, DONE[step], at);
  });
}
