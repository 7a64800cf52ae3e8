import { dropTokens } from "../auth/tokens.js";
import { applyFault } from "../faults/apply.js";
import { type Answer, badRequest, empty, failure, withAllowedBody } from "../protocol/answer.js";
import { type Address, addressOf, type Call, type FetchLike, MAX_BODY_BYTES } from "../protocol/call.js";
import { addRecord, recordOf } from "../protocol/log.js";
import type { InnerClock } from "../state/clock.js";
import type { Controller } from "../state/controller.js";
import { answerCall } from "./pipeline.js";

/** A request from a socket or from {@link createFetch}, its body read. */
export interface Incoming extends Pick<Call, "method" | "header" | "body"> {
  /** Path and query as sent, starting with a slash. */
  target: string;
}

/** Answers a request and logs it. An exception inside gives -1, as controllers answer internal errors. */
export function answerRequest(controller: Controller, { target, ...rest }: Incoming): Answer {
  controller.runtime.clock.runDue();
  const address = addressOf(target);
  const given = withAllowedBody(
    address
      ? answerAddress(controller, { ...address, ...rest }, address)
      : badRequest(target, controller.runtime.clock.now()),
  );
  const path = address?.pathname ?? target.replace(/[?#].*$/s, "");
  const call = { method: rest.method, path, query: address?.members ?? {}, body: rest.body };
  addRecord(controller.runtime.requests, recordOf(call, given));
  return given;
}

function answerAddress(controller: Controller, call: Call, { pathname, segments }: Address): Answer {
  const { method } = call;
  const operation = (): string | undefined => controller.behaviour.router(method, segments)?.operation.name;
  const rule = controller.runtime.faults.hit({ method, path: pathname, operation });
  const ordinary = (): Answer => answerSafely(controller, call);
  if (!rule) return ordinary();
  const faulty = applyFault(rule, ordinary, {
    dropTokens: () => dropTokens(controller),
    changeCertificate: () => controller.runtime.changeCertificate?.(),
  });
  return { operation: operation(), ...withoutUndefined(faulty) } as Answer;
}

function withoutUndefined(answer: Answer): Partial<Answer> {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}

function answerSafely(controller: Controller, call: Call): Answer {
  if (call.body.length > MAX_BODY_BYTES) return empty(413);
  try {
    return answerCall(controller, call);
  } catch {
    return failure(-1);
  }
}

/** A fetch that is answered by the mock in this process, without a socket. The host of the address does not matter. */
export function createFetch(controller: Controller): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const body = new Uint8Array(await request.arrayBuffer());
    const url = new URL(request.url);
    const header = (name: string): string | undefined =>
      request.headers.get(name) ?? (name === "host" ? url.host : undefined);
    const target = url.pathname + url.search;
    const given = answerRequest(controller, { method: request.method, target, header, body });
    return toResponse(controller.runtime.clock, given, request.signal);
  };
}

/** Turns an answer into what fetch gives, with the faults of its delivery. */
async function toResponse(clock: InnerClock, answer: Answer, signal: AbortSignal): Promise<Response> {
  const { status, headers, delivery = {} } = answer;
  if (delivery.delay !== undefined) await abortable(clock.sleep(delivery.delay), signal);
  if (delivery.close) throw connectionLost();
  const bytes = bodyBytes(answer.body);
  const body = responseBody(clock, bytes, answer, signal);
  delivery.afterwards?.();
  return new Response(bytes.length > 0 ? body : null, { status, headers });
}

/** The error of a fetch whose connection ended. */
function connectionLost(): TypeError {
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
  return new TypeError("fetch failed", { cause });
}

export function bodyBytes(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
}

/** How many bytes are sent before the connection ends; undefined for all of them. */
export function truncatedLength(length: number, at: number | "half" | undefined): number | undefined {
  if (at === undefined) return undefined;
  return Math.min(at === "half" ? Math.floor(length / 2) : at, Math.max(length - 1, 0));
}

function responseBody(
  clock: InnerClock,
  bytes: Uint8Array<ArrayBuffer>,
  { delivery = {} }: Answer,
  signal: AbortSignal,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> {
  const { truncateAt, trickle } = delivery;
  if (truncateAt === undefined && trickle === undefined) return bytes;
  const end = truncatedLength(bytes.length, truncateAt) ?? bytes.length;
  const step = trickle?.bytes ?? Math.max(end, 1);
  let sent = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(stream) {
      if (sent >= end) {
        if (end < bytes.length)
          stream.error(Object.assign(new TypeError("terminated"), { cause: connectionLost().cause }));
        else stream.close();
        return;
      }
      if (trickle) await abortable(clock.sleep(trickle.delay), signal);
      stream.enqueue(bytes.slice(sent, Math.min(sent + step, end)));
      sent += step;
    },
  });
}

function abortable(waiting: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    waiting.then(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, reject);
  });
}
