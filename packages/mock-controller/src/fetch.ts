import type { Controller } from "./controller.js";
import { answerCall } from "./pipeline.js";
import { type Answer, badRequest, empty, failure } from "./protocol/answer.js";
import { addressOf, BODY_LIMIT, type Call } from "./protocol/call.js";
import { record } from "./protocol/log.js";

/** The fetch of the platform, as far as clients use it. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request from a socket or from {@link createFetch}, its body read. */
export interface Incoming extends Pick<Call, "method" | "header" | "body"> {
  url: URL;
}

/** Answers a request and logs it. Whatever goes wrong inside is answered like a fault of a controller: -1. */
export function answer(controller: Controller, { url, ...rest }: Incoming): Answer {
  const address = addressOf(url);
  const given = address ? answerSafely(controller, { ...address, ...rest }) : badUrl(controller, url);
  record(controller.requests, {
    method: rest.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    operation: given.operation,
    status: given.status,
    errorCode: given.errorCode,
  });
  return given;
}

function answerSafely(controller: Controller, call: Call): Answer {
  if (call.body.length > BODY_LIMIT) return empty(413);
  try {
    return answerCall(controller, call);
  } catch {
    return failure(-1);
  }
}

function badUrl(controller: Controller, url: URL): Answer {
  return badRequest(url.pathname, controller.now());
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
    return toResponse(answer(controller, { method: request.method, url, header, body }));
  };
}

function toResponse({ status, headers, body }: Answer): Response {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new Response(bytes.length > 0 ? Uint8Array.from(bytes) : null, { status, headers });
}
