import type { Controller } from "../controller.js";
import { raiseEvent } from "../events/raise.js";
import { tells } from "../lies/apply.js";
import { failure, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import type { Device } from "../state/types.js";
import { answerDetail } from "./detail.js";
import type { Handler } from "./types.js";

/** How long the steps of a device's life take, in milliseconds. The order of size is plausible, not measured. */
const TIMES = { discovered: 20_000, adopting: 10_000, rebooting: 60_000, upgrading: 120_000 } as const;

/** Values of `status` and `detailStatus`. */
const PENDING = { status: 2, detailStatus: 20 } as const;
const ADOPTING = { status: 2, detailStatus: 22 } as const;
const CONNECTED = { status: 1, detailStatus: 14 } as const;
const REBOOTING = { status: 1, detailStatus: 13 } as const;
const UPGRADING = { status: 1, detailStatus: 12 } as const;

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
    Object.assign(device, CONNECTED);
    then?.();
    return raise(controller, device, what, at);
  });
}

function raise(controller: Controller, { siteId, name }: Device, what: string, at: number): Promise<void> {
  const event = {
    siteId,
    module: "Device",
    key: what.toUpperCase(),
    content: `${name} was ${what}.`,
  } as const;
  return raiseEvent(controller, event, at);
}

function adopt(controller: Controller, device: Device): boolean {
  const age = controller.now() - controller.startedAt;
  if (tells(controller, "adopt-needs-pending") && age < TIMES.discovered) return false;
  if (device.status === PENDING.status) enter(controller, device, ADOPTING, TIMES.adopting, "adopted");
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
  const adoptErrorCode = device?.status === CONNECTED.status ? 0 : -39003;
  return answerDetail(controller, request, `${device?.mac}/adopt`, {
    deviceMac: device?.mac,
    adoptErrorCode,
    adoptFailedType: -1,
  });
};

const reboot: Handler = (controller, { device }) => {
  if (device) enter(controller, device, REBOOTING, TIMES.rebooting, "rebooted");
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
  enter(controller, device, UPGRADING, TIMES.upgrading, "upgraded", () => {
    device.firmwareVersion = nextFirmware(device);
  });
  return success();
};

const upgradeResult: Handler = (controller, request) => {
  const finished = request.device?.detailStatus !== UPGRADING.detailStatus;
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
