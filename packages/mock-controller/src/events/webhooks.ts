import type { FetchLike } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import type { ControllerEvent, WebhookDispatch } from "../state/logs.js";
import { pushBounded } from "../state/logs.js";

type Setting = Readonly<Record<string, unknown>>;

const MINUTE = 60_000;
/** Attempts to deliver a message whose policy has retries (documented); they are spread evenly. */
const MAX_ATTEMPTS = 5;
/** Time between attempts by `retryPolicy`: none, five attempts within an hour, five within a day. */
const RETRY_MS: Readonly<Record<number, number>> = { 1: 15 * MINUTE, 2: 360 * MINUTE };

/**
 * Sends an event to every webhook that a call created; the made-up ones send nothing. Ends after the first attempts.
 */
export async function sendWebhooks(controller: Controller, event: ControllerEvent): Promise<void> {
  const { state, credentials } = controller;
  // Those of the controller, and those of the MSP that it belongs to.
  const keys = [`${credentials.omadacId}/webhook/settings`, `msp/${credentials.omadacId}/webhook/settings`];
  const settings = keys.flatMap((key) =>
    [...(state.collections.get(key) ?? [])].filter(([id]) => state.created.has(`${key}/${id}`)),
  );
  await Promise.all(settings.map(([, setting]) => sendTo(controller, event, setting)));
}

/** Sends an event to the addresses of one webhook. */
export async function sendTo(
  controller: Controller,
  event: ControllerEvent,
  setting: Setting,
): Promise<void> {
  const urls = Array.isArray(setting.urlList) ? setting.urlList.map(String) : [];
  const content = JSON.stringify(payloadOf(controller, event, setting));
  await Promise.all(
    urls.map((url) => {
      const dispatch = { webhookId: `${setting.webhookId}`, url, content, attempts: [], delivered: false };
      pushBounded(controller.state.dispatches, dispatch);
      return attempt(controller, dispatch, RETRY_MS[Number(setting.retryPolicy)], event.time);
    }),
  );
}

/** Makes one attempt, and plans the next one where the policy has retries. */
async function attempt(
  controller: Controller,
  dispatch: WebhookDispatch,
  pause: number | undefined,
  attemptTime: number,
): Promise<void> {
  const messageCode = await post(controller, dispatch);
  dispatch.attempts.push({ attemptTime, messageCode });
  dispatch.delivered = messageCode >= 200 && messageCode < 300;
  if (dispatch.delivered || pause === undefined || dispatch.attempts.length >= MAX_ATTEMPTS) return;
  controller.runtime.clock.at(attemptTime + pause, (at) => attempt(controller, dispatch, pause, at));
}

async function post(controller: Controller, { url, content }: WebhookDispatch): Promise<number> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await controller.runtime.webhookFetch(url, {
      method: "POST",
      headers,
      body: content,
      redirect: "manual",
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Values of `template`. */
const GOOGLE_CHAT = 1;

/**
 * The body of a webhook. Omada's template as receivers saw it: the secret is called `shardSecret` here, though the
 * setting is `shardedSecret`. The body for Google Chat is not described anywhere; it is what that service asks for.
 */
function payloadOf(
  { state, behaviour: { profile } }: Controller,
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

/**
 * A fetch that stops waiting for a receiver that does not answer, even where the inner fetch ignores abort signals.
 * @param timeoutMs milliseconds of real time, as a receiver does not use the mock's clock
 */
export function fetchWithTimeout(inner: FetchLike, timeoutMs: number): FetchLike {
  return async (input, init) => {
    const stop = new AbortController();
    let alarm: NodeJS.Timeout | undefined;
    const givenUp = new Promise<never>((_, reject) => {
      alarm = setTimeout(() => {
        stop.abort();
        reject(new Error(`No answer within ${timeoutMs} ms.`));
      }, timeoutMs);
    });
    try {
      return await Promise.race([inner(input, { ...init, signal: stop.signal }), givenUp]);
    } finally {
      clearTimeout(alarm);
    }
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The fetch of the platform for addresses on this machine; everything else is refused. */
export const loopbackFetch: FetchLike = (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (!LOOPBACK.test(hostname)) return Promise.reject(new Error(`${hostname} is not on this machine.`));
  return fetch(input, init);
};
