import type { Answer } from "../protocol/answer.js";
import type { Controller } from "../state/controller.js";

/** Turns an answer into what fetch gives, with the faults of its delivery. */
export async function toResponse(
  controller: Controller,
  answer: Answer,
  signal: AbortSignal,
): Promise<Response> {
  const { status, headers, delivery = {} } = answer;
  if (delivery.delay !== undefined) await unlessAborted(controller.clock.sleep(delivery.delay), signal);
  if (delivery.close) throw lost();
  const bytes = bytesOf(answer.body);
  const body = bodyOf(controller, bytes, answer, signal);
  delivery.afterwards?.();
  return new Response(bytes.length > 0 ? body : null, { status, headers });
}

/** The error of a fetch whose connection ended. */
function lost(): TypeError {
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
  return new TypeError("fetch failed", { cause });
}

export function bytesOf(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
}

/** How many bytes are sent before the connection ends; undefined for all of them. */
export function truncatedLength(length: number, at: number | "half" | undefined): number | undefined {
  if (at === undefined) return undefined;
  return Math.min(at === "half" ? Math.floor(length / 2) : at, Math.max(length - 1, 0));
}

function bodyOf(
  { clock }: Controller,
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
          stream.error(Object.assign(new TypeError("terminated"), { cause: lost().cause }));
        else stream.close();
        return;
      }
      if (trickle) await unlessAborted(clock.sleep(trickle.delay), signal);
      stream.enqueue(bytes.slice(sent, Math.min(sent + step, end)));
      sent += step;
    },
  });
}

function unlessAborted(waiting: Promise<void>, signal: AbortSignal): Promise<void> {
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
