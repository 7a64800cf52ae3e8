import { type Operation, resolveSchema } from "@omada-sdk/codegen/model";
import { LIES } from "../behaviour/lies/table.js";
import type { Effect, LieName } from "../behaviour/lies/types.js";
import { type Answer, failure } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Request } from "../state/controller.js";

/**
 * Answers a request with the lies that are switched on.
 * @param honest carries the request out and answers it
 * @param made answers it without carrying it out
 */
export function answerWithLies(
  controller: Controller,
  request: Request,
  honest: (request: Request) => Answer,
  made: (request: Request) => Answer,
): Answer {
  let told = request;
  for (const name of controller.behaviour.quirks.lies) {
    const effect = effectOn(controller, told, name);
    if (effect?.kind === "not-stored") return made(told);
    if (effect?.kind === "refused") return failure(effect.code);
    if (effect?.kind === "stored-but-failed") {
      honest(told);
      return failure(effect.code);
    }
    if (effect?.kind === "ignored") told = { ...told, body: without(told.body, effect.members) };
  }
  return honest(told);
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
