import { answerCollection } from "../answers/collection.js";
import { answerByDefault, answerSampled } from "../answers/default.js";
import { asDeclared, asKnown, emptyListAt } from "../answers/known-answers.js";
import { answerWithLies } from "../answers/lies.js";
import { checkReferences } from "../collections/rules.js";
import { HANDLERS } from "../domains/index.js";
import { audit, isWrite } from "../events/raise.js";
import { type Answer, failure, json } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Match } from "../protocol/router.js";
import type { Controller, Request } from "../state/controller.js";
import type { AccessToken } from "../state/types.js";
import { checkQuery } from "./check-query.js";
import { checkBody, checkItems, checkTarget } from "./check-request.js";

/** Operations after which every access token is gone. */
const ENDS_TOKENS: ReadonlySet<string> = new Set(["site.batchSiteCopy", "site.batchSiteImport"]);

/** Answers a routed call whose token is good: checks the request, then hands it to the operation's handler. */
export function answerOperation(
  controller: Controller,
  call: Call,
  match: Match,
  token: AccessToken,
  dispatch: Request["dispatch"],
): Answer {
  const { operation, params } = match;
  const refused = checkQuery(controller, call, operation);
  if (refused) return refused;
  const body = checkBody(controller, call, operation);
  if ("status" in body) return body;
  if (operation.authorizationCodeOnly && token.mode !== "user") return failure(-44118);
  const target = checkTarget(controller, params);
  if ("status" in target) return emptyListAt(controller, call, operation, target) ?? target;
  const unknownItem = checkItems(controller, call, operation);
  if (unknownItem) return unknownItem;
  if (controller.behaviour.quirks.brokenOperations.includes(operation.name)) {
    const known = controller.behaviour.model.refused?.find(({ name }) => name === operation.name);
    return failure(known?.errorCode ?? -1);
  }
  const request: Request = {
    operation,
    params,
    call,
    body: asDeclared(controller, operation, body.value),
    dispatch,
    ...target,
  };
  const dangling = checkReferences(controller, request);
  if (dangling) return dangling;
  const declared = answerNoted(controller, request);
  const answer = asKnown(controller, operation, declared);
  audit(controller, request, answer);
  if (
    answer.errorCode === 0 &&
    ENDS_TOKENS.has(operation.name) &&
    controller.behaviour.quirks.siteCopyEndsTokens
  ) {
    controller.state.accessTokens.clear();
  }
  return operation.envelope || !controller.behaviour.quirks.bareAnswers ? answer : withoutEnvelope(answer);
}

/** Answers a request with or without lies; whatever a write changed is changed when it returns, even where it fails. */
function answerNoted(controller: Controller, request: Request): Answer {
  try {
    if (controller.behaviour.quirks.lies.length === 0) return answerWithHandler(controller, request);
    return answerWithLies(
      controller,
      request,
      (current) => answerWithHandler(controller, current),
      (current) => answerSampled(controller, current),
    );
  } finally {
    if (isWrite(request.operation)) controller.runtime.changes.note();
  }
}

function answerWithHandler(controller: Controller, request: Request): Answer {
  const handler = HANDLERS.get(request.operation.name);
  if (handler) return handler(controller, request);
  return answerCollection(controller, request) ?? answerByDefault(controller, request);
}

/** The result without its envelope; errors keep theirs. */
function withoutEnvelope(answer: Answer): Answer {
  if (answer.errorCode !== 0) return answer;
  const { result } = JSON.parse(`${answer.body}`) as { result?: unknown };
  return result === undefined ? answer : json(result);
}
