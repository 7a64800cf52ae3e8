import type { Controller } from "../controller.js";
import { hexFrom, randomOf } from "../sample/random.js";
import type { ControllerEvent } from "../state/logs.js";
import { sendWebhooks } from "../webhooks/send.js";
import { keep } from "./keep.js";

/** What happened, as a test or a handler tells it. */
export type EventInput = Partial<Pick<ControllerEvent, "siteId" | "module" | "key">> &
  Pick<ControllerEvent, "content">;

/** Logs an event and tells it to the webhooks. The promise ends when the first tries of all of them are done. */
export function raiseEvent(
  controller: Controller,
  input: EventInput,
  time: number = controller.now(),
): Promise<void> {
  const { state, seed } = controller;
  const number = state.events.length;
  const event: ControllerEvent = {
    siteId: undefined,
    module: "System",
    key: "MOCK_EVENT",
    ...input,
    id: hexFrom(randomOf(`${seed}/event/${number}/${time}`), 24),
    time,
  };
  keep(state.events, event);
  return sendWebhooks(controller, event);
}
