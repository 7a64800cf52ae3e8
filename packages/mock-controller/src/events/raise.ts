import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import type { ControllerEvent, LogLevel } from "../state/logs.js";
import { keep } from "./keep.js";
import { sendWebhooks } from "./send.js";

/** What happened, as a test or a handler tells it. */
export type EventInput = Partial<Pick<ControllerEvent, "siteId" | "module" | "key">> &
  Pick<ControllerEvent, "content"> & {
    /** Makes it an alert too, of this level; it stays unresolved until somebody resolves it. */
    alert?: LogLevel;
  };

/** Logs an event and tells it to the webhooks. The promise ends when the first tries of all of them are done. */
export function raiseEvent(
  controller: Controller,
  { alert, ...input }: EventInput,
  time: number = controller.now(),
): Promise<void> {
  const { state, seed } = controller;
  const event: ControllerEvent = {
    siteId: undefined,
    module: "System",
    key: "MOCK_EVENT",
    ...input,
    id: hexFrom(randomOf(`${seed}/event/${controller.eventsRaised++}/${time}`), 24),
    time,
  };
  keep(state.events, event);
  if (alert) keep(state.alerts, { ...event, level: alert, resolved: false });
  return sendWebhooks(controller, event);
}
