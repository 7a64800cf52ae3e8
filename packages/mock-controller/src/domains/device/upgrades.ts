import { answerDetail } from "../../answers/detail.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";
import { issueId } from "../../state/ids.js";
import { setBounded } from "../../state/maps.js";
import type { Device, UpgradeTask } from "../../state/types.js";
import { isInStep, isReady, STEP_MS, startStep } from "./lifecycle.js";

/** The code when no device is ready for an upgrade (documented). */
const NO_DEVICE_READY = -39020;

/** The firmware version after that of a device: one minor version higher. */
function nextFirmware({ firmwareVersion }: Device): string {
  const [major = "1", minor = "0"] = firmwareVersion.split(".");
  return `${major}.${Number(minor) + 1}.0`;
}

/**
 * Upgrades a device to the next firmware.
 * @param from milliseconds since 1970
 */
function upgrade(controller: Controller, device: Device, from?: number): void {
  const done = (): void => {
    device.firmwareVersion = nextFirmware(device);
  };
  startStep(controller, device, "upgrading", done, from);
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
  if (!isReady(device)) return failure(NO_DEVICE_READY);
  upgrade(controller, device);
  return success();
};

const upgradeResult: Handler = (controller, request) => {
  const finished = !request.device || !isInStep(request.device, "upgrading");
  return answerDetail(controller, request, `${request.device?.mac}/upgrade`, { finished, success: finished });
};

export const firmwareHandlers: Readonly<Record<string, Handler>> = {
  "device.getFirmwareInfo": firmwareInfo,
  "device.onlineUpgrade": upgradeOne,
  "device.getOnlineUpgradeRes": upgradeResult,
};

/** The devices of the site that a body lists; undefined stands for one that is not there. */
function listedDevices({ state }: Controller, { body, site }: Request): (Device | undefined)[] {
  const macs = isRecord(body) && Array.isArray(body.macs) ? body.macs.map(String) : [];
  return macs.map((mac) => {
    const device = state.devices.get(mac);
    return device?.siteId === site?.siteId ? device : undefined;
  });
}

/** Whether none of the devices that a body lists can be upgraded. */
function noneReady({ behaviour: { quirks } }: Controller, devices: readonly (Device | undefined)[]): boolean {
  const known = devices.filter((device) => device !== undefined);
  return !known.some(isReady) && (known.length > 0 || quirks.checkReferences);
}

/** Creates a task for the devices that are ready; the answer holds its id. */
function createTask(controller: Controller, request: Request, devices: readonly (Device | undefined)[]) {
  const ready = devices.filter((device) => device !== undefined).filter(isReady);
  const task: UpgradeTask = {
    siteId: `${request.site?.siteId}`,
    waiting: ready.map(({ mac }) => mac),
    started: [],
  };
  const taskId = issueId(controller);
  setBounded(controller.state.upgrades, taskId, task);
  return { task, answer: answerDetail(controller, request, taskId, { taskId }) };
}

/**
 * Upgrades the next device of a task that is still ready, from a time in milliseconds since 1970. @returns whether
 * there was one
 */
function upgradeNext(controller: Controller, task: UpgradeTask, from: number): boolean {
  for (let mac = task.waiting.shift(); mac !== undefined; mac = task.waiting.shift()) {
    const device = controller.state.devices.get(mac);
    if (!device || !isReady(device)) continue;
    task.started.push(mac);
    upgrade(controller, device, from);
    return true;
  }
  return false;
}

/** With an uploaded file all devices are upgraded at once. The mock does not read the file. */
const upgradeManually: Handler = (controller, request) => {
  const devices = listedDevices(controller, request);
  if (controller.behaviour.quirks.checkReferences && devices.includes(undefined)) return failure(-39050);
  if (noneReady(controller, devices)) return failure(NO_DEVICE_READY);
  const { task, answer } = createTask(controller, request, devices);
  while (upgradeNext(controller, task, controller.runtime.clock.now()));
  return answer;
};

/** One device after the other (assumed from the name). */
const upgradeRolling: Handler = (controller, request) => {
  const devices = listedDevices(controller, request);
  if (noneReady(controller, devices)) return failure(NO_DEVICE_READY);
  const { task, answer } = createTask(controller, request, devices);
  continueRollingUpgrade(controller, task, controller.runtime.clock.now());
  return answer;
};

function continueRollingUpgrade(controller: Controller, task: UpgradeTask, from: number): void {
  if (!upgradeNext(controller, task, from)) return;
  controller.runtime.clock.at(from + STEP_MS.upgrading, (at) => continueRollingUpgrade(controller, task, at));
}

function taskOf({ state }: Controller, { params, site }: Request): UpgradeTask | undefined {
  const task = state.upgrades.get(params.taskId ?? "");
  return task?.siteId === site?.siteId ? task : undefined;
}

const taskResult: Handler = (controller, request) => {
  const task = taskOf(controller, request);
  if (!task) return failure(-1001);
  const running = task.started.filter((mac) => {
    const device = controller.state.devices.get(mac);
    return device !== undefined && isInStep(device, "upgrading");
  });
  const unfinishedCount = running.length + task.waiting.length;
  return answerDetail(controller, request, `${request.params.taskId}`, {
    finished: unfinishedCount === 0,
    unfinishedCount,
  });
};

/** Devices that still wait keep their firmware. */
const cancelRolling: Handler = (controller, request) => {
  const task = taskOf(controller, request);
  if (!task) return failure(-1001);
  task.waiting = [];
  return success();
};

export const upgradeTaskHandlers: Readonly<Record<string, Handler>> = {
  "device.manuallyUpgrade": upgradeManually,
  "device.getManuallyUpgradeRes": taskResult,
  "device.onlineRollingUpgrade": upgradeRolling,
  "device.onlineRollingUpgradeByQuery": upgradeRolling,
  "device.getRollingUpgradeRes": taskResult,
  "device.cancelRollingUpgrade": cancelRolling,
};
