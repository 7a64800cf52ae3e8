import { answerDetail } from "../../answers/detail.js";
import { tells } from "../../answers/lies.js";
import { DEVICE_STATUS } from "../../events/device-status.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/accepts.js";
import type { Controller } from "../../state/controller.js";
import type { Handler } from "../../state/request.js";
import type { Device } from "../../state/types.js";
import { enter, isIn, TIMES } from "./device-steps.js";

function adopt(controller: Controller, device: Device): boolean {
  const age = controller.now() - controller.startedAt;
  if (tells(controller, "adopt-needs-pending") && age < TIMES.discovered) return false;
  if (isIn(device, "pending")) enter(controller, device, "adopting");
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
  if (isIn(device, "upgrading")) return -39008;
  if (isIn(device, "rebooting")) return -39009;
  return device.status === DEVICE_STATUS.connected.status ? 0 : -39007;
}

const reboot: Handler = (controller, { device }) => {
  if (!device) return failure(-39006);
  const refusal = rebootRefusal(device);
  if (refusal !== 0) return failure(refusal);
  enter(controller, device, "rebooting");
  return success();
};

export const lifecycleHandlers: Readonly<Record<string, Handler>> = {
  "device.adoptDevice": startAdopt,
  "device.batchAdopt": batchAdopt,
  "device.getDeviceAdoptResult": adoptResult,
  "device.rebootDevice": reboot,
};
