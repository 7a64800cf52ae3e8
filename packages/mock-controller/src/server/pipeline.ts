import { authorize } from "../auth/authorize.js";
import { answerWebLogin } from "../auth/login.js";
import { checkToken } from "../auth/session.js";
import { customerOf } from "../collections/customers.js";
import {
  type Answer,
  empty,
  failure,
  html,
  json,
  methodNotAllowed,
  pagesNotSimulated,
  unknownController,
} from "../protocol/answer.js";
import { type Call, isWebPath } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import { serveDocuments } from "./documents/serve.js";
import { answerOperation } from "./operation.js";

/**
 * Answers a call in the order in which controllers check: public pages, token endpoints, controller id, web login,
 * token, route, query and body, permission, site; then the operation itself.
 */
export function answerCall(controller: Controller, call: Call): Answer {
  return (
    servePublicPages(controller, call) ??
    serveDocuments(controller, call) ??
    authorize(controller, call) ??
    answerForCustomer(controller, call) ??
    checkControllerId(controller, call) ??
    answerWebLogin(controller, call) ??
    answerWithToken(controller, call)
  );
}

/** `/openapi/vN/<id>/…` with the id of a customer of the MSP is answered as that customer's controller. */
function answerForCustomer(controller: Controller, call: Call): Answer | undefined {
  const [first, second = "", id = ""] = call.segments;
  if (first !== "openapi" || !/^v\d+$/.test(second) || id === "msp" || id === controller.credentials.omadacId)
    return undefined;
  const customer = customerOf(controller, id);
  return customer && answerCall(customer, call);
}

/**
 * `/openapi/vN/<id>/…`, `/openapi/vN/msp/<id>/…` and `/<id>/api/…` need the id of this controller. Nothing else is
 * looked at before, so a path without the id fails here too. `/api/v2/…` without an id gives 401 where there are web
 * pages, but `/api/v2/info` 404 (observed on 5.15.24.19).
 */
function checkControllerId(
  { credentials, behaviour: { quirks } }: Controller,
  { segments }: Call,
): Answer | undefined {
  const [first, second = "", third = "", fourth = ""] = segments;
  if (first === "openapi") {
    if (!/^v\d+$/.test(second)) return undefined;
    const id = third === "msp" ? fourth : third;
    return id === credentials.omadacId ? undefined : unknownController();
  }
  if (first === "api" && second === "v2" && third !== "info" && quirks.webSession !== "none")
    return empty(401);
  if (second !== "api") return empty(404);
  return first === credentials.omadacId ? undefined : unknownController();
}

function answerWithToken(controller: Controller, call: Call): Answer {
  const token = checkToken(controller, call);
  if ("status" in token) return token;
  if (isOverLimit(controller)) return failure(-7132, 429);
  if (isWebPath(call)) return pagesNotSimulated(controller.behaviour.quirks.unknownPathStatus);
  const match = controller.behaviour.router(call.method, call.segments);
  const recorded = controller.runtime.replay?.(call);
  if (recorded) return match ? { ...recorded, operation: match.operation.name } : recorded;
  if (!match) return answerUnrouted(controller, call);
  const dispatch = (inner: Call): Answer => answerCall(controller, inner);
  const answer = answerOperation(controller, call, match, token, dispatch);
  return { ...answer, operation: match.operation.name };
}

/** Answers an unknown path, or one that only takes other methods; some controllers answer the two differently. */
function answerUnrouted(
  { behaviour: { quirks, router }, runtime }: Controller,
  { method, segments, pathname }: Call,
): Answer {
  const allowed = ALL_METHODS.filter((other) => other !== method && router(other, segments));
  return quirks.otherMethod === "not-allowed" && allowed.length > 0
    ? methodNotAllowed(pathname, allowed, runtime.clock.now())
    : failure(-1600, quirks.unknownPathStatus);
}

const ALL_METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"];

const DAY = 86_400_000;

/** Counts a call; a limit of calls per day counts from the first of them. */
function isOverLimit({ behaviour: { quirks }, runtime: { calls, clock } }: Controller): boolean {
  if (quirks.dailyLimit === 0) return false;
  if (clock.now() - calls.since >= DAY) Object.assign(calls, { since: clock.now(), count: 0 });
  return ++calls.count > quirks.dailyLimit;
}

const PAGES = new Set(["", "login", "doc.html", "swagger-ui/index.html"]);

/** Answers what needs no token: `/api/info`, `/{omadacId}/api/info`, and the web pages. */
function servePublicPages(controller: Controller, call: Call): Answer | undefined {
  const { segments, method } = call;
  if (segments[0] === "openapi") return undefined;
  const path = segments.join("/");
  if (path === "api/info") return method === "GET" ? controllerInfo(controller) : empty(404);
  if (segments.length === 3 && path.endsWith("/api/info")) return scopedInfo(controller, call);
  if (method !== "GET") return undefined;
  const [first, second] = segments;
  const isLogin = segments.length === 2 && first === controller.credentials.omadacId && second === "login";
  return PAGES.has(path) || isLogin ? html("Mock controller") : undefined;
}

function scopedInfo(controller: Controller, call: Call): Answer {
  if (!controller.behaviour.profile.info || call.method !== "GET") return empty(404);
  return call.segments[0] === controller.credentials.omadacId
    ? controllerInfo(controller)
    : unknownController();
}

/** A cloud host does not serve it: 404 with an empty body (observed). */
function controllerInfo({ behaviour: { profile }, credentials }: Controller): Answer {
  if (!profile.info) return empty(404);
  const result = { ...profile.info, omadacId: credentials.omadacId };
  return { ...json({ errorCode: 0, msg: "Success.", result }), errorCode: 0 };
}
