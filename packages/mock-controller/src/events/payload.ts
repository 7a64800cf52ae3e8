import type { Controller } from "../state/controller.js";
import type { ControllerEvent } from "../state/logs.js";

/** Values of `template`. */
const GOOGLE_CHAT = 1;

/**
 * The body of a webhook. Omada's template as receivers saw it: the secret is called `shardSecret` here, though the
 * setting is `shardedSecret`. The body for Google Chat is not described anywhere; it is what that service asks for.
 */
export function payloadOf(
  { state, profile }: Controller,
  event: ControllerEvent,
  { template, shardedSecret }: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (template === GOOGLE_CHAT) return { text: event.content };
  const site = event.siteId === undefined ? undefined : state.sites.get(event.siteId)?.name;
  return {
    ...(site === undefined ? {} : { Site: site }),
    description: "This is a webhook message of the mock controller",
    shardSecret: shardedSecret ?? "",
    text: [event.content],
    Controller: `Mock controller ${profile.id}`,
    timestamp: event.time,
  };
}
