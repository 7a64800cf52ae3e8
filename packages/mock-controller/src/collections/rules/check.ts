import type { Answer } from "../../protocol/answer.js";
import { isRecord } from "../../schema/accepts.js";
import type { Controller } from "../../state/controller.js";
import type { Request } from "../../state/request.js";
import { idsIn } from "../body.js";
import type { Role, Rows } from "../types.js";
import { checkBuiltIn, checkInUse } from "./in-use.js";
import { checkSsidLimit } from "./ssid-limit.js";
import { checkUnique } from "./unique.js";

/** Checks a write to a collection against the other rows of the controller; undefined when nothing is in its way. */
export function checkRules(
  controller: Controller,
  request: Request,
  { kind, at }: Role,
  place: Rows,
): Answer | undefined {
  if (!controller.quirks.checkReferences || kind === "list" || kind === "get") return undefined;
  const { body, call } = request;
  if (kind === "delete-many")
    return checkDeletion(controller, request, place, idsIn(place.rows.keys(), body));
  const id = kind === "create" ? undefined : (call.segments[at] ?? "");
  if (kind === "delete") return checkDeletion(controller, request, place, [id ?? ""]);
  const builtIn = checkBuiltIn(request, place.rows.get(id ?? "") ?? {});
  if (builtIn || !isRecord(body)) return builtIn;
  return checkUnique(request, place, body, id) ?? checkSsidLimit(place, body, id);
}

/** The first of some rows that cannot go decides. */
function checkDeletion(
  controller: Controller,
  request: Request,
  place: Rows,
  ids: readonly string[],
): Answer | undefined {
  for (const id of ids) {
    const refused =
      checkBuiltIn(request, place.rows.get(id) ?? {}) ?? checkInUse(controller, request, place, id);
    if (refused) return refused;
  }
  return undefined;
}
