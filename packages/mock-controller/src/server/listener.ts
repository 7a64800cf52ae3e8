import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type Answer, empty } from "../protocol/answer.js";
import { addressOf, MAX_BODY_BYTES } from "../protocol/call.js";
import { addRecord } from "../protocol/log.js";
import type { InnerClock } from "../state/clock.js";
import type { Controller } from "../state/controller.js";
import { answerRequest, bodyBytes, truncatedLength } from "./fetch.js";

const NO_BODY = new Uint8Array();

/** Answers requests of a socket. Bodies above the limit are refused while they come in. */
export function createListener(controller: Controller): RequestListener {
  return (message, response) => {
    const reply = (body: Uint8Array | undefined): void => {
      const sent = async (): Promise<void> =>
        send(controller.runtime.clock, response, respond(controller, message, body));
      sent().catch(() => response.destroy());
    };
    if (hasBody(message)) readBody(message).then(reply, () => response.destroy());
    else reply(NO_BODY);
  };
}

function respond(controller: Controller, message: IncomingMessage, body: Uint8Array | undefined): Answer {
  const { method = "GET", url: target = "/" } = message;
  if (!target.startsWith("/")) return empty(400);
  if (body) return answerRequest(controller, { method, target, header: headerReader(message), body });
  const { pathname: path = target, members: query = {} } = addressOf(target) ?? {};
  const entry = { method, path, query, operation: undefined };
  addRecord(controller.runtime.requests, { ...entry, status: 413, errorCode: undefined });
  return empty(413);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}

function headerReader({ headers }: IncomingMessage): (name: string) => string | undefined {
  return (name) => (Array.isArray(headers[name]) ? headers[name].join("; ") : headers[name]);
}

/** The whole body, or undefined as soon as it is above the limit; the rest is then read and dropped. */
function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    message.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    message.on("end", () => resolve(Buffer.concat(chunks)));
    message.on("error", reject);
  });
}

/** Writes an answer to a socket, with the faults of its delivery. */
function send(clock: InnerClock, response: ServerResponse, answer: Answer): void | Promise<void> {
  if (answer.delivery) return sendFaulty(clock, response, answer);
  const { status, headers, body } = answer;
  response.writeHead(status, { ...headers, ...lengthOf(status, Buffer.byteLength(body)) }).end(body);
}

/** 204 and 304 are sent without a length (RFC 9110, 8.6). */
function lengthOf(status: number, length: number): { "content-length"?: number } {
  return status === 204 || status === 304 ? {} : { "content-length": length };
}

async function sendFaulty(clock: InnerClock, response: ServerResponse, answer: Answer): Promise<void> {
  const { delay, close, truncateAt, trickle, afterwards } = answer.delivery ?? {};
  if (delay !== undefined) await clock.sleep(delay);
  if (close) {
    response.destroy();
    return;
  }
  const bytes = bodyBytes(answer.body);
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
