import type { KnownAnswer, Operation } from "@omada-sdk/model";
import { isAmong, runningVersion } from "../behaviour/profiles/versions.js";
import { frameOf, shapeOf } from "../collections/rows.js";
import { UNKNOWN_IDS } from "../generated/behaviour.js";
import { type Answer, success } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";
import type { Controller } from "../state/controller.js";
import { listQueryOf, pageOf } from "./paging.js";

/** The answer as the build is known to send it, where that is not what its document declares. */
export function asKnown(controller: Controller, { name }: Operation, answer: Answer): Answer {
  const known = knownOf(controller).filter((each) => each.name === name);
  if (known.length === 0 || answer.errorCode !== 0) return answer;
  if (known.some(({ noResult }) => noResult)) return success();
  const { result } = JSON.parse(`${answer.body}`) as { result?: unknown };
  return success(known.reduce(changed, result));
}

/** A body whose members are called as in the document, where they are read by another name at the same path. */
export function asDeclared(controller: Controller, { method, path }: Operation, body: unknown): unknown {
  if (method === "GET") return body;
  const { operations } = controller.behaviour.model;
  return knownOf(controller)
    .filter(({ name }) => operations.some((each) => each.path === path && each.name === name))
    .flatMap(({ member = "", calledOnWire, ...rest }) =>
      calledOnWire === undefined ? [] : [{ ...rest, member: calledOnWire, calledOnWire: member }],
    )
    .reduce(changed, body);
}

function knownOf({ behaviour: { model, profile } }: Controller): KnownAnswer[] {
  const version = runningVersion(profile);
  return (model.answers ?? []).filter((each) => isAmong(version, each));
}

/** A value with one member otherwise, however deep it stands. */
function changed(value: unknown, known: KnownAnswer): unknown {
  if (Array.isArray(value)) return value.map((item) => changed(item, known));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (name !== known.member) return [name, changed(member, known)];
    return [known.calledOnWire ?? name, known.isText ? String(member) : member];
  });
  return Object.fromEntries(entries);
}

const UNKNOWN_SITE = -33000;

/**
 * The empty list that controllers answer at some paths instead of saying that a device is unknown.
 * @param refusal the answer elsewhere
 */
export function emptyListAt(
  controller: Controller,
  call: Call,
  operation: Operation,
  refusal: Answer,
): Answer | undefined {
  const seen = Object.values(UNKNOWN_IDS).some(
    ({ answer, paths }) => "empty" in answer && paths.test(operation.path),
  );
  if (!seen || refusal.errorCode === UNKNOWN_SITE) return undefined;
  const isPage = shapeOf(controller, operation).kind === "page";
  return success(isPage ? { ...frameOf(controller, operation), ...pageOf([], listQueryOf(call)) } : []);
}
