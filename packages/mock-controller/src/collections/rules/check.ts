import { type Answer, failure } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Request } from "../../state/controller.js";
import { idsIn } from "../body.js";
import { REFERENCES } from "../references.js";
import { rowsInScope } from "../store.js";
import type { Role, Rows, StoredRow } from "../types.js";
import { checkBuiltIn, checkInUse } from "./in-use.js";
import { checkUnique } from "./unique.js";

/** Checks a write to a collection against the other rows of the controller; undefined when it is allowed. */
export function checkRules(
  controller: Controller,
  request: Request,
  { kind, at }: Role,
  place: Rows,
): Answer | undefined {
  if (!controller.behaviour.quirks.checkReferences || kind === "list" || kind === "get") return undefined;
  const { body, call } = request;
  if (kind === "delete-many")
    return checkDeletion(controller, request, place, idsIn(place.rows.keys(), body));
  const id = kind === "create" ? undefined : (call.segments[at] ?? "");
  if (kind === "delete") return checkDeletion(controller, request, place, [id ?? ""]);
  const builtIn = checkBuiltIn(request, place.rows.get(id ?? "") ?? {});
  if (builtIn || !isRecord(body)) return builtIn;
  return checkUnique(request, place, body, id) ?? checkSsidLimit(place, body, id);
}

/** Checks rows in order; the first one that cannot be deleted decides. */
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

/**
 * SSIDs that a band of a WLAN group can have (documented; seen on AP groups, which WLAN groups are called from 6.3
 * on).
 */
export const MAX_SSIDS = 8;

const SSID_PATH = /\/wlans\/\{wlanId\}\/ssids$/;
/** Bits of an SSID's `band`: 2.4, 5 and 6 GHz. */
const BANDS = [1, 2, 4];

/**
 * Refuses an SSID on a band of its WLAN group that is full.
 * @param id of the row that is written; undefined for a new one
 */
function checkSsidLimit(
  { collection, rows }: Rows,
  { band }: StoredRow,
  id: string | undefined,
): Answer | undefined {
  if (typeof band !== "number" || !SSID_PATH.test(collection.path)) return undefined;
  const others = [...rows].flatMap(([other, row]) => (other === id ? [] : [Number(row.band)]));
  const isFull = BANDS.some(
    (bit) => (band & bit) !== 0 && others.filter((sent) => (sent & bit) !== 0).length >= MAX_SSIDS,
  );
  return isFull ? failure(-33238) : undefined;
}

/** Refuses a body that names rows that do not exist. */
export function checkReferences(controller: Controller, request: Request): Answer | undefined {
  const { operation, body } = request;
  if (operation.method === "GET" || !controller.behaviour.quirks.checkReferences || !isRecord(body))
    return undefined;
  for (const { member, to, code, from } of REFERENCES) {
    if (from ? !from.test(operation.path) : !operation.errorCodes.includes(code)) continue;
    const ids = valuesOf(body, member);
    const known = ids.length > 0 ? rowsInScope(controller, request, to)?.rows : undefined;
    if (known && ids.some((id) => !known.has(id))) return failure(code);
  }
  return undefined;
}

/** The ids in a member, at any depth. An empty text names nothing. */
function valuesOf(value: unknown, member: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === member
      ? [inner].flat().filter((id) => typeof id === "string" && id !== "")
      : valuesOf(inner, member),
  );
}
