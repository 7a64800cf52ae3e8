import { redact } from "../../errors/redact.js";
import { SECRET_NAME, type SecretHolder, secretsOfCall } from "../../errors/secrets.js";
import type { Reading } from "../../response/reading.js";
import type { Clock } from "../timing.js";
import type { ConnectEvent, ErrorEvent, OmadaHooks, RequestTrace } from "./hooks.js";

/** When a call began, waited and was sent; only filled in for hooks. */
export interface CallTimes {
  id: number;
  began: number;
  queued: number;
  queuedMs: number;
  sent: number;
}

/** A call as hooks see it. */
export interface ObservedCall
  extends Omit<RequestTrace, "callId" | "attempt">,
    Pick<ErrorEvent, "gaveUp">,
    SecretHolder {
  readonly attempt: number;
  readonly times: CallTimes;
}

/** Reports to the hooks of a client. */
export interface Observer {
  connected(event: ConnectEvent): void;
  /** Notes when a call began. */
  began(call: ObservedCall): void;
  /** Notes that a call got its turn. */
  turned(call: ObservedCall): void;
  requested(call: ObservedCall, headers: Record<string, string>): void;
  /** @param ofGrant the answer holds credentials */
  answered(
    call: ObservedCall,
    answer: Pick<Reading<unknown>, "status" | "errorCode" | "headers">,
    ofGrant?: boolean,
  ): void;
  retrying(call: ObservedCall, reason: string, delayMs: number): void;
  failed(call: ObservedCall, error: unknown): void;
}

/** @returns undefined when there are no hooks, so that calls spend no time on them */
export function createObserver(
  hooks: OmadaHooks | readonly OmadaHooks[] | undefined,
  clock: Clock,
): Observer | undefined {
  const listeners = [hooks ?? []].flat() as OmadaHooks[];
  if (listeners.length === 0) return undefined;
  let calls = 0;

  const report = <E>(name: keyof OmadaHooks, makeEvent: () => E) => {
    let event: E | undefined;
    for (const listener of listeners) {
      if (listener[name] === undefined) continue;
      event ??= makeEvent();
      // The call goes on when a hook fails, whether it throws or rejects later.
      try {
        const returned: unknown = (listener[name] as (event: E) => unknown)(event);
        if (returned !== undefined) Promise.resolve(returned).catch(() => undefined);
      } catch {}
    }
  };
  const trace = (call: ObservedCall): RequestTrace => ({
    callId: call.times.id,
    operation: call.operation,
    method: call.method,
    path: call.path,
    url: call.url,
    attempt: call.attempt,
  });
  const since = (start: number) => Math.round((clock.now() - start) * 1000) / 1000;

  return {
    connected: (event) => report("onConnect", () => event),
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
      report("onRequest", () => ({ ...trace(call), headers: redactHeaders(headers), queuedMs }));
    },
    answered(call, { status, errorCode, headers }, ofGrant) {
      const durationMs = since(call.times.sent);
      report("onResponse", () => ({
        ...trace(call),
        status,
        errorCode,
        headers: redactHeaders(headers, secretsOfCall(call), ofGrant),
        durationMs,
      }));
    },
    retrying(call, reason, delayMs) {
      call.times.queued = clock.now() + delayMs;
      report("onRetry", () => ({ ...trace(call), reason, delayMs }));
    },
    failed(call, error) {
      const durationMs = since(call.times.began);
      report("onError", () => ({ ...trace(call), error, gaveUp: call.gaveUp, durationMs }));
    },
  };
}

/** Headers shown of answers to a grant, if their values match `HARMLESS_VALUE`; others might hold a secret. */
const HARMLESS_NAME = /^(?:content-type|content-length|date|retry-after)$/;
const HARMLESS_VALUE =
  /^(?:\d{1,12}|[a-z]{1,20}\/[a-z.+-]{1,40}(?:; ?charset=[a-z\d-]{1,12})?|[a-z]{3}, \d\d [a-z]{3} \d{4} [\d:]{8} GMT)$/i;

/**
 * Copies headers with the values of credentials replaced by "***".
 * @param secrets values that may not appear in any
 * @param ofGrant the answer holds credentials: only harmless headers are shown
 */
export function redactHeaders(
  headers: Pick<Headers, "forEach"> | Record<string, string>,
  secrets: readonly string[] = [],
  ofGrant = false,
): Record<string, string> {
  const copy: Record<string, string> = {};
  const add = (value: string, name: string) => {
    const key = name.toLowerCase();
    const isHidden =
      SECRET_NAME.test(key) || (ofGrant && !(HARMLESS_NAME.test(key) && HARMLESS_VALUE.test(value)));
    // A name can repeat a secret, just as a value can.
    const isNameHidden = ofGrant && !HARMLESS_NAME.test(key) && key !== "set-cookie";
    const shownName = isNameHidden ? "***" : redact(key, secrets);
    copy[shownName] = isHidden ? "***" : redact(value, secrets);
  };
  if (typeof headers.forEach === "function") headers.forEach(add);
  else for (const [name, value] of Object.entries(headers)) add(value, name);
  return copy;
}
