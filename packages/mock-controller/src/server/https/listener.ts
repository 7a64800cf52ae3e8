import type { IncomingMessage, RequestListener } from "node:http";
import { type Answer, empty } from "../../protocol/answer.js";
import { addressOf, BODY_LIMIT } from "../../protocol/call.js";
import { record } from "../../protocol/log.js";
import type { Controller } from "../../state/controller.js";
import { answer } from "../fetch.js";
import { send } from "./send.js";

const NO_BODY = new Uint8Array();

/** Answers requests of a socket. Bodies above the limit are refused while they come in. */
export function createListener(controller: Controller): RequestListener {
  return (message, response) => {
    const reply = (body: Uint8Array | undefined): void => {
      const sent = async (): Promise<void> => send(controller, response, respond(controller, message, body));
      sent().catch(() => response.destroy());
    };
    if (hasBody(message)) readBody(message).then(reply, () => response.destroy());
    else reply(NO_BODY);
  };
}

function respond(controller: Controller, message: IncomingMessage, body: Uint8Array | undefined): Answer {
  const { method = "GET", url: target = "/" } = message;
  if (!target.startsWith("/")) return empty(400);
  if (body) return answer(controller, { method, target, header: headerReader(message), body });
  const { pathname: path = target, members: query = {} } = addressOf(target) ?? {};
  const entry = { method, path, query, operation: undefined };
  record(controller.requests, { ...entry, status: 413, errorCode: undefined });
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
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else resolve(undefined);
    });
    message.on("end", () => resolve(Buffer.concat(chunks)));
    message.on("error", reject);
  });
}
