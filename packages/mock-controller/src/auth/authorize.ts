import { type Answer, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import { addresseeOf } from "./addressee.js";
import { answerCode } from "./code.js";
import { answerLogin } from "./login.js";
import { answerToken } from "./token.js";

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
  if (!endpoint || call.method !== "POST") return failure(-1600, controller.quirks.unknownPathStatus);
  return endpoint(addresseeOf(controller, call), call);
}
