import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Controller } from "../controller.js";
import { answer } from "../fetch.js";
import { type Answer, empty } from "../protocol/answer.js";
import { BODY_LIMIT } from "../protocol/call.js";
import { record } from "../protocol/log.js";

/** Answers requests of a socket. Bodies above the limit are refused while they come in. */
export function createListener(controller: Controller, origin: string): RequestListener {
  return (message, response) => {
    respond(controller, origin, message)
      .then((given) => send(response, given, message))
      .catch(() => response.destroy());
  };
}

async function respond(controller: Controller, origin: string, message: IncomingMessage): Promise<Answer> {
  const { method = "GET", url: target = "/" } = message;
  const url = URL.canParse(origin + target) && target.startsWith("/") ? new URL(origin + target) : undefined;
  if (!url) return empty(400);
  const body = await readBody(message);
  if (!body) {
    const query = Object.fromEntries(url.searchParams);
    const entry = {
      method,
      path: url.pathname,
      query,
      operation: undefined,
      status: 413,
      errorCode: undefined,
    };
    record(controller.requests, entry);
    return empty(413);
  }
  return answer(controller, { method, url, header: headerReader(message), body });
}

function headerReader({ headers }: IncomingMessage): (name: string) => string | undefined {
  return (name) => (Array.isArray(headers[name]) ? headers[name].join("; ") : headers[name]);
}

async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: Answer, message: IncomingMessage): void {
  const unread = message.complete ? {} : { connection: "close" };
  response.writeHead(status, { ...headers, ...unread });
  response.end(body);
}
