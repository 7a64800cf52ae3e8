import { ROW_RULES, type RowRule } from "../generated/codes.js";
import { type Answer, failure } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { ofSite } from "../state/maps.js";
import { idsIn } from "./body.js";
import { REFERENCES, SITE } from "./references.js";
import { rowsInScope } from "./store.js";
import type { Role, Rows, StoredRow } from "./types.js";

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

/** Names that are unique although the operations list no code for it. */
const ASSUMED_UNIQUE: readonly (readonly [path: RegExp, code: number])[] = [[/\/lan-profiles$/, -33506]];

/**
 * Refuses a value that another row has, and a list that names something twice.
 * @param id of the row that is written; undefined for a new one
 */
export function checkUnique(
  { operation }: Request,
  { collection, rows }: Rows,
  body: Members,
  id: string | undefined,
): Answer | undefined {
  const assumed = ASSUMED_UNIQUE.filter(([path]) => path.test(collection.path)).map(([, code]) => code);
  for (const code of [...operation.errorCodes, ...assumed]) {
    const { unique, distinct } = ROW_RULES[code] ?? {};
    if (unique !== undefined && isTaken(rows, unique, body[unique], id)) return failure(code);
    const list = distinct === undefined ? undefined : body[distinct];
    if (Array.isArray(list) && new Set(list).size < list.length) return failure(code);
  }
  return undefined;
}

function isTaken(rows: Rows["rows"], member: string, value: unknown, id: string | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  return [...rows].some(([other, row]) => other !== id && row[member] === value);
}

const ACLS = ["eap-acls", "osg-acls", "osw-acls"].map((name) => `${SITE}/acls/${name}`);

/** Refuses a change of a row that came with the controller. */
function checkBuiltIn({ operation }: Request, row: StoredRow): Answer | undefined {
  const code = operation.errorCodes.find((listed) => row[ROW_RULES[listed]?.builtIn ?? ""] === true);
  return code === undefined ? undefined : failure(code);
}

/** Refuses to delete a row that something else uses. */
function checkInUse(
  controller: Controller,
  request: Request,
  { rows }: Rows,
  id: string,
): Answer | undefined {
  const row = rows.get(id) ?? {};
  const code = request.operation.errorCodes.find((listed) =>
    usersOf(row, ROW_RULES[listed]).some((path) =>
      rowsOfUse(controller, request, path).some((user) => mentions(user, id)),
    ),
  );
  return code === undefined ? undefined : failure(code);
}

/** What a rule says can use a row. Access rules name rows of one type. */
function usersOf(row: StoredRow, { usedBy = [], usedByAcl }: RowRule = {}): readonly string[] {
  return usedByAcl !== undefined && row.type === usedByAcl ? [...usedBy, ...ACLS] : usedBy;
}

function rowsOfUse(controller: Controller, request: Request, by: string): object[] {
  const { state, credentials } = controller;
  const { site } = request;
  if (by === "clients") return [...ofSite(state.clients, site?.siteId)];
  if (by === "ports") return [...state.ports.values()].filter(({ siteId }) => siteId === site?.siteId);
  if (by === "ssids") {
    const below = `${credentials.omadacId}/sites/${site?.siteId}/wireless-network/wlans/`;
    return [...state.collections].flatMap(([key, rows]) => (key.startsWith(below) ? [...rows.values()] : []));
  }
  return [...(rowsInScope(controller, request, by)?.rows.values() ?? [])];
}

/** Whether an id stands anywhere inside a value. */
function mentions(value: unknown, id: string): boolean {
  if (value === id) return true;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((inner) => mentions(inner, id))
  );
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
