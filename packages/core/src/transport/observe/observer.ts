import { redactHeaders } from "../../observe/redact-headers.js";
import type { Reading } from "../../response/reading.js";
import type { Clock } from "../clock.js";
import type { Call } from "../exchange/call.js";
import type { ConnectEvent, OmadaHooks, RequestTrace } from "./hooks.js";

/** Tells the hooks of a client what happens. */
export interface Observer {
  connected(event: ConnectEvent): void;
  /** Notes when a call began. */
  began(call: Call): void;
  /** Notes that a call got its turn. */
  turned(call: Call): void;
  requested(call: Call, headers: Record<string, string>): void;
  /** @param ofGrant the answer hands out credentials */
  answered(
    call: Call,
    answer: Pick<Reading<unknown>, "status" | "errorCode" | "headers">,
    ofGrant?: boolean,
  ): void;
  retrying(call: Call, reason: string, delayMs: number): void;
  failed(call: Call, error: unknown): void;
}

/** @returns undefined when there is nobody to tell, so that nothing is spent on it */
export function createObserver(
  hooks: OmadaHooks | readonly OmadaHooks[] | undefined,
  clock: Clock,
): Observer | undefined {
  const listeners = [hooks ?? []].flat() as OmadaHooks[];
  if (listeners.length === 0) return undefined;
  let calls = 0;

  const tell = <E>(name: keyof OmadaHooks, makeEvent: () => E) => {
    let event: E | undefined;
    for (const listener of listeners) {
      if (listener[name] === undefined) continue;
      event ??= makeEvent();
      // A listener that fails is no reason for a call to, whether it throws or rejects later.
      try {
        const returned: unknown = (listener[name] as (event: E) => unknown)(event);
        if (returned !== undefined) Promise.resolve(returned).catch(() => undefined);
      } catch {}
    }
  };
  const trace = (call: Call): RequestTrace => ({
    callId: call.times.id,
    operation: call.operation,
    method: call.method,
    path: call.path,
    url: call.url,
    attempt: call.attempt,
  });
  const since = (start: number) => Math.round((clock.now() - start) * 1000) / 1000;

  return {
    connected: (event) => tell("onConnect", () => event),
    began(call) {
      call.times.id = ++calls;
      call.times.began = clock.now();
      call.times.queued = call.times.began;
    },
    turned(call) {
      call.times.queuedMs += since(call.times.queued);
    },
    requested(call, headers) {
      call.times.sent = clock.now();
      const { queuedMs } = call.times;
      tell("onRequest", () => ({ ...trace(call), headers: redactHeaders(headers), queuedMs }));
    },
    answered(call, { status, errorCode, headers }, ofGrant) {
      const durationMs = since(call.times.sent);
      tell("onResponse", () => ({
        ...trace(call),
        status,
        errorCode,
        headers: redactHeaders(headers, call.secrets, ofGrant),
        durationMs,
      }));
    },
    retrying(call, reason, delayMs) {
      call.times.queued = clock.now() + delayMs;
      tell("onRetry", () => ({ ...trace(call), reason, delayMs }));
    },
    failed(call, error) {
      const durationMs = since(call.times.began);
      tell("onError", () => ({ ...trace(call), error, gaveUp: call.gaveUp, durationMs }));
    },
  };
}
