import { customerOf } from "../collections/customers.js";
import { type Answer, failure } from "../protocol/answer.js";
import { type Call, parseForm, parseJson } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";
import type { Controller } from "../state/controller.js";
import type { ControllerState } from "../state/types.js";
import { answerLogin } from "./login.js";
import { answerCode, answerToken } from "./tokens.js";

type Endpoint = (controller: Controller, call: Call) => Answer;

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  token: answerToken,
  login: answerLogin,
  code: answerCode,
};

/** Answers `POST /openapi/authorize/…`; other paths give undefined. */
export function authorize(controller: Controller, call: Call): Answer | undefined {
  const [root, area, name = "", ...rest] = call.segments;
  if (root !== "openapi" || area !== "authorize") return undefined;
  const endpoint = rest.length === 0 && Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
  if (!endpoint || call.method !== "POST")
    return failure(-1600, controller.behaviour.quirks.unknownPathStatus);
  return endpoint(controllerFor(controller, call), call);
}

/**
 * The controller whose tokens a call to `/openapi/authorize/…` concerns: the customer that the call names by an id, a
 * code or a refresh token; otherwise the controller itself.
 */
function controllerFor(controller: Controller, call: Call): Controller {
  const form = parseForm(call);
  const body = form ? undefined : parseJson(call.body);
  const json = body?.ok && isRecord(body.value) ? body.value : {};
  const sent = (name: string): string => `${call.query.get(name) ?? form?.get(name) ?? json[name] ?? ""}`;
  const id = call.query.get("omadac_id") ?? sent("omadacId");
  if (id !== "") return (id !== controller.credentials.omadacId && customerOf(controller, id)) || controller;
  const isKnown = ({ codes, refreshTokens }: ControllerState): boolean =>
    codes.has(sent("code")) || refreshTokens.has(sent("refresh_token"));
  return [...controller.customers.values()].find(({ state }) => isKnown(state)) ?? controller;
}
