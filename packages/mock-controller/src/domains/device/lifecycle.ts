import { answerDetail } from "../../answers/detail.js";
import { isLieEnabled } from "../../behaviour/behaviour.js";
import { raiseDeviceEvent, setClientsOnline } from "../../events/raise.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler } from "../../state/controller.js";
import { DEVICE_STATUS } from "../../state/create.js";
import type { Device } from "../../state/types.js";

/** How long the steps of a device's life take, in milliseconds. The order of size is plausible, not measured. */
export const STEP_MS = {
  discovered: 20_000,
  adopting: 10_000,
  rebooting: 60_000,
  upgrading: 120_000,
} as const;

/** Steps that end with a connected device, and the event that follows. */
const STEP_EVENTS = { adopting: "adopted", rebooting: "rebooted", upgrading: "upgraded" } as const;

/** Whether a device is in a step. */
export function isInStep({ detailStatus }: Device, step: keyof typeof DEVICE_STATUS): boolean {
  return detailStatus === DEVICE_STATUS[step].detailStatus;
}

/** Whether a device can start a step: it is connected and in no other step. */
export function isReady(device: Device): boolean {
  return (
    device.status === DEVICE_STATUS.connected.status &&
    !isInStep(device, "rebooting") &&
    !isInStep(device, "upgrading")
  );
}

/**
 * Puts a device into a step, which takes its clients off the network. When the time is over and the device is still in
 * it, the device is connected, its clients are back, and `then` follows.
 * @param from milliseconds since 1970
 */
export function startStep(
  controller: Controller,
  device: Device,
  step: keyof typeof STEP_EVENTS,
  then?: () => void,
  from: number = controller.runtime.clock.now(),
): void {
  Object.assign(device, DEVICE_STATUS[step]);
  setClientsOnline(controller, device.mac, false);
  controller.runtime.clock.at(from + STEP_MS[step], (at) => {
    const { state } = controller;
    if (!isInStep(device, step) || !state.devices.has(device.mac)) return;
    Object.assign(device, DEVICE_STATUS.connected);
    setClientsOnline(controller, device.mac, true);
    then?.();
    return raiseDeviceEvent(controller, device, STEP_EVENTS[step], at);
  });
}

function adopt(controller: Controller, device: Device): boolean {
  const age = controller.runtime.clock.now() - controller.runtime.startedAt;
  if (isLieEnabled(controller.behaviour, "adopt-needs-pending") && age < STEP_MS.discovered) return false;
  if (isInStep(device, "pending")) startStep(controller, device, "adopting");
  return true;
}

const startAdopt: Handler = (controller, { device }) =>
  device && adopt(controller, device) ? success() : failure(-39000);

const batchAdopt: Handler = (controller, request) => {
  const { body, site } = request;
  const macs = isRecord(body) && Array.isArray(body.macs) ? body.macs.map(String) : [];
  for (const mac of macs) {
    const device = controller.state.devices.get(mac);
    if (device && device.siteId === site?.siteId) adopt(controller, device);
  }
  return answerDetail(controller, request, "batch-adopt", {});
};

/** 0 when the device is adopted, -39003 as long as it is not. */
const adoptResult: Handler = (controller, request) => {
  const { device } = request;
  const adoptErrorCode = device?.status === DEVICE_STATUS.connected.status ? 0 : -39003;
  return answerDetail(controller, request, `${device?.mac}/adopt`, {
    deviceMac: device?.mac,
    adoptErrorCode,
    adoptFailedType: -1,
  });
};

/** Why a device cannot be rebooted (documented): it is being upgraded or rebooted, or it is not connected. */
function rebootRefusal(device: Device): number {
  if (isInStep(device, "upgrading")) return -39008;
  if (isInStep(device, "rebooting")) return -39009;
  return device.status === DEVICE_STATUS.connected.status ? 0 : -39007;
}

const reboot: Handler = (controller, { device }) => {
  if (!device) return failure(-39006);
  const refusal = rebootRefusal(device);
  if (refusal !== 0) return failure(refusal);
  startStep(controller, device, "rebooting");
  return success();
};

export const lifecycleHandlers: Readonly<Record<string, Handler>> = {
  "device.adoptDevice": startAdopt,
  "device.batchAdopt": batchAdopt,
  "device.getDeviceAdoptResult": adoptResult,
  "device.rebootDevice": reboot,
};
