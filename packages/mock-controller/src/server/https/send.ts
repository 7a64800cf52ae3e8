import type { ServerResponse } from "node:http";
import type { Answer } from "../../protocol/answer.js";
import type { Controller } from "../../state/controller.js";
import { bytesOf, truncatedLength } from "../response.js";

/** Writes an answer to a socket, with the faults of its delivery. */
export function send(controller: Controller, response: ServerResponse, answer: Answer): void | Promise<void> {
  if (answer.delivery) return sendFaulty(controller, response, answer);
  const { status, headers, body } = answer;
  response.writeHead(status, { ...headers, ...lengthOf(status, Buffer.byteLength(body)) }).end(body);
}

/** 204 and 304 are sent without a length (RFC 9110, 8.6). */
function lengthOf(status: number, length: number): { "content-length"?: number } {
  return status === 204 || status === 304 ? {} : { "content-length": length };
}

async function sendFaulty({ clock }: Controller, response: ServerResponse, answer: Answer): Promise<void> {
  const { delay, close, truncateAt, trickle, afterwards } = answer.delivery ?? {};
  if (delay !== undefined) await clock.sleep(delay);
  if (close) {
    response.destroy();
    return;
  }
  const bytes = bytesOf(answer.body);
  if (afterwards) response.once("finish", afterwards);
  response.writeHead(answer.status, { ...answer.headers, ...lengthOf(answer.status, bytes.length) });
  const end = truncatedLength(bytes.length, truncateAt) ?? bytes.length;
  const step = trickle?.bytes ?? Math.max(end, 1);
  for (let sent = 0; sent < end && !response.destroyed; sent += step) {
    if (trickle) await clock.sleep(trickle.delay);
    await new Promise((resolve) => response.write(bytes.subarray(sent, Math.min(sent + step, end)), resolve));
  }
  if (end < bytes.length) response.destroy();
  else response.end();
}
