import { type Operation, resolveSchema } from "@omada-sdk/model";
import { LIES } from "../behaviour/lies/table.js";
import type { Effect, LieName } from "../behaviour/lies/types.js";
import { type Answer, failure } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Request } from "../state/controller.js";

/**
 * Answers a request with the lies that are switched on.
 * @param execute carries the request out and answers it
 * @param pretend answers it without carrying it out
 */
export function answerWithLies(
  controller: Controller,
  request: Request,
  execute: (request: Request) => Answer,
  pretend: (request: Request) => Answer,
): Answer {
  let current = request;
  for (const name of controller.behaviour.quirks.lies) {
    const effect = effectOn(controller, current, name);
    if (effect?.kind === "not-stored") return pretend(current);
    if (effect?.kind === "refused") return failure(effect.code);
    if (effect?.kind === "stored-but-failed") {
      execute(current);
      return failure(effect.code);
    }
    if (effect?.kind === "ignored") current = { ...current, body: without(current.body, effect.members) };
  }
  return execute(current);
}

function effectOn(controller: Controller, { operation, body }: Request, name: LieName): Effect | undefined {
  const { calls, when, effect } = LIES[name];
  if (!calls.test(`${operation.method} ${operation.path}`)) return undefined;
  return !when || when(isRecord(body) ? body : {}, declaredMembers(controller, operation))
    ? effect
    : undefined;
}

/** The members that a body needs: the required ones, or where none are marked, all. */
function declaredMembers({ behaviour: { model } }: Controller, { body }: Operation): readonly string[] {
  const { required, properties } = body ? resolveSchema(model.schemas, body.schema) : {};
  return required && required.length > 0 ? required : Object.keys(properties ?? {});
}

function without(body: unknown, members: readonly string[]): unknown {
  if (!isRecord(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !members.includes(name)));
}
