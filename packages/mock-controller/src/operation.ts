import { checkBody } from "./checks/body.js";
import { checkQuery } from "./checks/query.js";
import { checkTarget } from "./checks/target.js";
import { answerCollection } from "./collections/answer.js";
import { checkItems } from "./collections/check.js";
import { checkReferences } from "./collections/rules/references.js";
import type { Controller } from "./controller.js";
import { audit } from "./events/audit.js";
import { answerByDefault, answerSampled } from "./handlers/default.js";
import { HANDLERS } from "./handlers/index.js";
import type { Request } from "./handlers/types.js";
import { answerWithLies } from "./lies/apply.js";
import { asDeclared, asKnown, emptyListAt } from "./lies/known-answers.js";
import { type Answer, failure, json } from "./protocol/answer.js";
import type { Call } from "./protocol/call.js";
import type { Match } from "./router/trie.js";
import type { AccessToken } from "./state/types.js";

/** Operations after which every access token is gone. */
const TOKEN_ENDING: ReadonlySet<string> = new Set(["site.batchSiteCopy", "site.batchSiteImport"]);

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
  if (controller.quirks.brokenOperations.includes(operation.name)) {
    const known = controller.model.refused?.find(({ name }) => name === operation.name);
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
  const declared =
    controller.quirks.lies.length === 0
      ? handle(controller, request)
      : answerWithLies(
          controller,
          request,
          (told) => handle(controller, told),
          (told) => answerSampled(controller, told),
        );
  const answer = asKnown(controller, operation, declared);
  audit(controller, request, answer);
  if (answer.errorCode === 0 && TOKEN_ENDING.has(operation.name) && controller.quirks.siteCopyEndsTokens) {
    controller.state.accessTokens.clear();
  }
  return operation.envelope || !controller.quirks.bareAnswers ? answer : bareOf(answer);
}

function handle(controller: Controller, request: Request): Answer {
  const handler = HANDLERS.get(request.operation.name);
  if (handler) return handler(controller, request);
  return answerCollection(controller, request) ?? answerByDefault(controller, request);
}

/** The result without its envelope; errors keep theirs. */
function bareOf(answer: Answer): Answer {
  if (answer.errorCode !== 0) return answer;
  const { result } = JSON.parse(`${answer.body}`) as { result?: unknown };
  return result === undefined ? answer : json(result);
}
