import type { Operation } from "@omada-sdk/model";
import type { Answer } from "../protocol/answer.js";
import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller, Request } from "../state/controller.js";
import { DEVICE_STATUS } from "../state/create.js";
import type { ControllerEvent, LogLevel } from "../state/logs.js";
import { pushBounded } from "../state/logs.js";
import type { Device } from "../state/types.js";
import { sendWebhooks } from "./webhooks.js";

/** What happened, as a test or a handler describes it. */
export type EventInput = Partial<Pick<ControllerEvent, "siteId" | "module" | "key">> &
  Pick<ControllerEvent, "content"> & {
    /** Makes it an alert too, of this level; it stays unresolved until a call resolves it. */
    alert?: LogLevel;
  };

/** Logs an event and sends it to the webhooks. The promise ends after the first attempt of every webhook. */
export function raiseEvent(
  controller: Controller,
  { alert, ...input }: EventInput,
  time: number = controller.runtime.clock.now(),
): Promise<void> {
  const { state, seed } = controller;
  const event: ControllerEvent = {
    siteId: undefined,
    module: "System",
    key: "MOCK_EVENT",
    ...input,
    id: hexFrom(randomOf(`${seed}/event/${controller.issued.events++}/${time}`), 24),
    time,
  };
  pushBounded(state.events, event);
  if (alert) pushBounded(state.alerts, { ...event, level: alert, resolved: false });
  return sendWebhooks(controller, event);
}

/** Whether an operation changes something; some only read by POST. */
export function isWrite({ method, paging }: Operation): boolean {
  return method !== "GET" && !paging;
}

/** Logs a write, whether it succeeded or not. */
export function audit(controller: Controller, { operation, site }: Request, { errorCode }: Answer): void {
  if (!isWrite(operation)) return;
  pushBounded(controller.state.audits, {
    siteId: site?.siteId,
    time: controller.runtime.clock.now(),
    auditType: operation.tag,
    label: operation.name,
    content: operation.title || operation.name,
    operator: controller.credentials.clientId,
    resource: "Open API",
    result: errorCode === 0 ? "Succeed" : "Failed",
    level: errorCode === 0 ? "Information" : "Error",
    ip: "127.0.0.1",
  });
}

/** Logs what happened to a device and sends it to the webhooks. */
export function raiseDeviceEvent(
  controller: Controller,
  { siteId, name }: Device,
  what: string,
  at: number = controller.runtime.clock.now(),
): Promise<void> {
  const event = {
    siteId,
    module: "Device",
    key: what.toUpperCase(),
    content: `${name} was ${what}.`,
  } as const;
  return raiseEvent(controller, what === "disconnected" ? { ...event, alert: "Error" } : event, at);
}

/** Takes the clients of an AP or a switch off the network, or brings those back that are not blocked. */
export function setClientsOnline({ state }: Controller, mac: string, online: boolean): void {
  for (const client of state.clients.values()) {
    if (client.apMac === mac || client.switchMac === mac) client.active = online && !client.blocked;
  }
}

/**
 * Takes a device off the network or brings it back. Going offline is an alert; clients of an AP or a switch go with
 * it, and come back with it unless they are blocked.
 * @returns after the first attempts of the webhooks; a device that is already in that state or not adopted stays as it
 *   is
 * @throws Error for a device that is not there
 */
export async function setDeviceOnline(controller: Controller, mac: string, online: boolean): Promise<void> {
  const device = controller.state.devices.get(mac);
  if (!device) throw new Error(`There is no device ${mac}.`);
  const from = online ? DEVICE_STATUS.disconnected : DEVICE_STATUS.connected;
  if (device.status !== from.status) return;
  Object.assign(device, online ? DEVICE_STATUS.connected : DEVICE_STATUS.disconnected);
  setClientsOnline(controller, mac, online);
  await raiseDeviceEvent(controller, device, online ? "connected" : "disconnected");
}
