import { answerDetail } from "../../answers/detail.js";
import { failure, success } from "../../protocol/answer.js";
import type { Controller } from "../../state/controller.js";
import type { Handler } from "../../state/request.js";
import type { Device } from "../../state/types.js";
import { enter, isIn, isReady } from "./device-steps.js";

/** No device is ready for upgrading (documented). */
export const NOT_READY = -39020;

/** The firmware after a device's own: one minor version further. */
function nextFirmware({ firmwareVersion }: Device): string {
  const [major = "1", minor = "0"] = firmwareVersion.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}

/**
 * Upgrades a device to the next firmware.
 * @param from milliseconds since 1970
 */
export function upgrade(controller: Controller, device: Device, from?: number): void {
  const done = (): void => {
    device.firmwareVersion = nextFirmware(device);
  };
  enter(controller, device, "upgrading", done, from);
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

const upgradeOne: Handler = (controller, { device }) => {
  if (!device) return failure(-39050);
  if (!isReady(device)) return failure(NOT_READY);
  upgrade(controller, device);
  return success();
};

const upgradeResult: Handler = (controller, request) => {
  const finished = !request.device || !isIn(request.device, "upgrading");
  return answerDetail(controller, request, `${request.device?.mac}/upgrade`, { finished, success: finished });
};

export const firmwareHandlers: Readonly<Record<string, Handler>> = {
  "device.getFirmwareInfo": firmwareInfo,
  "device.onlineUpgrade": upgradeOne,
  "device.getOnlineUpgradeRes": upgradeResult,
};
