import { applyFault } from "../faults/apply.js";
import { type Answer, asAllowed, badRequest, empty, failure } from "../protocol/answer.js";
import { type Address, addressOf, BODY_LIMIT, type Call } from "../protocol/call.js";
import { record, recordOf } from "../protocol/log.js";
import type { Controller } from "../state/controller.js";
import { answerCall } from "./pipeline.js";
import { toResponse } from "./response.js";

/** The fetch of the platform, as far as clients use it. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request from a socket or from {@link createFetch}, its body read. */
export interface Incoming extends Pick<Call, "method" | "header" | "body"> {
  /** Path and query as sent, starting with a slash. */
  target: string;
}

/** Answers a request and logs it. Whatever goes wrong inside is answered like a fault of a controller: -1. */
export function answer(controller: Controller, { target, ...rest }: Incoming): Answer {
  controller.clock.runDue();
  const address = addressOf(target);
  const given = asAllowed(
    address ? answerAddress(controller, { ...address, ...rest }, address) : badUrl(controller, target),
  );
  const path = address?.pathname ?? target.replace(/[?#].*$/s, "");
  const call = { method: rest.method, path, query: address?.members ?? {}, body: rest.body };
  record(controller.requests, recordOf(call, given));
  return given;
}

function answerAddress(controller: Controller, call: Call, { pathname, segments }: Address): Answer {
  const { method } = call;
  const operation = (): string | undefined => controller.router(method, segments)?.operation.name;
  const rule = controller.faults.hit({ method, path: pathname, operation });
  const ordinary = (): Answer => answerSafely(controller, call);
  if (!rule) return ordinary();
  return { operation: operation(), ...withoutUndefined(applyFault(controller, rule, ordinary)) } as Answer;
}

function withoutUndefined(answer: Answer): Partial<Answer> {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}

function answerSafely(controller: Controller, call: Call): Answer {
  if (call.body.length > BODY_LIMIT) return empty(413);
  try {
    return answerCall(controller, call);
  } catch {
    return failure(-1);
  }
}

function badUrl(controller: Controller, target: string): Answer {
  return badRequest(target, controller.now());
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
    return toResponse(
      controller,
      answer(controller, { method: request.method, target, header, body }),
      request.signal,
    );
  };
}
