import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Controller } from "../controller.js";
import { answer } from "../fetch.js";
import { type Answer, empty } from "../protocol/answer.js";
import { BODY_LIMIT } from "../protocol/call.js";
import { record } from "../protocol/log.js";

/** Only path and query of a request count; the host it was sent to does not. */
const ORIGIN = "https://localhost";

/** Answers requests of a socket. Bodies above the limit are refused while they come in. */
export function createListener(controller: Controller): RequestListener {
  return (message, response) => {
    respond(controller, message)
      .then((given) => send(response, given))
      .catch(() => response.destroy());
  };
}

async function respond(controller: Controller, message: IncomingMessage): Promise<Answer> {
  const { method = "GET", url: target = "/" } = message;
  const url = target.startsWith("/") && URL.canParse(ORIGIN + target) ? new URL(ORIGIN + target) : undefined;
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

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}
