import type { Controller } from "../controller.js";
import { DEVICE_STATUS, raiseDeviceEvent } from "../events/device-status.js";
import { tells } from "../lies/apply.js";
import { failure, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import type { Device } from "../state/types.js";
import { answerDetail } from "./detail.js";
import type { Handler } from "./types.js";

/** How long the steps of a device's life take, in milliseconds. The order of size is plausible, not measured. */
const TIMES = { discovered: 20_000, adopting: 10_000, rebooting: 60_000, upgrading: 120_000 } as const;

type Step = Readonly<Pick<Device, "status" | "detailStatus">>;

/** Puts a device into a step; when the time is over and it is still in it, `then` follows. */
function enter(
  controller: Controller,
  device: Device,
  step: Step,
  ms: number,
  what: string,
  then?: () => void,
): void {
  Object.assign(device, step);
  controller.clock.after(ms, (at) => {
    if (device.detailStatus !== step.detailStatus) return;
    Object.assign(device, DEVICE_STATUS.connected);
    then?.();
    return raiseDeviceEvent(controller, device, what, at);
  });
}

function adopt(controller: Controller, device: Device): boolean {
  const age = controller.now() - controller.startedAt;
  if (tells(controller, "adopt-needs-pending") && age < TIMES.discovered) return false;
  if (device.status === DEVICE_STATUS.pending.status)
    enter(controller, device, DEVICE_STATUS.adopting, TIMES.adopting, "adopted");
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

const reboot: Handler = (controller, { device }) => {
  if (device) enter(controller, device, DEVICE_STATUS.rebooting, TIMES.rebooting, "rebooted");
  return success();
};

/** The firmware after a device's own: one minor version further. */
function nextFirmware({ firmwareVersion }: Device): string {
  const [major = "1", minor = "0"] = firmwareVersion.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}

const firmwareInfo: Handler = (controller, request) => {
  const { device } = request;
  if (!device) return failure(-39050);
  return answerDetail(controller, request, `${device.mac}/firmware`, {
    curFwVer: device.firmwareVersion,
    lastFwVer: nextFirmware(device),
    fwReleaseLog: "Made up by the mock.",
  });
};

const upgrade: Handler = (controller, { device }) => {
  if (!device) return failure(-39050);
  enter(controller, device, DEVICE_STATUS.upgrading, TIMES.upgrading, "upgraded", () => {
    device.firmwareVersion = nextFirmware(device);
  });
  return success();
};

const upgradeResult: Handler = (controller, request) => {
  const finished = request.device?.detailStatus !== DEVICE_STATUS.upgrading.detailStatus;
  return answerDetail(controller, request, `${request.device?.mac}/upgrade`, { finished, success: finished });
};

export const lifecycleHandlers: Readonly<Record<string, Handler>> = {
  "device.adoptDevice": startAdopt,
  "device.batchAdopt": batchAdopt,
  "device.getDeviceAdoptResult": adoptResult,
  "device.rebootDevice": reboot,
  "device.getFirmwareInfo": firmwareInfo,
  "device.onlineUpgrade": upgrade,
  "device.getOnlineUpgradeRes": upgradeResult,
};
