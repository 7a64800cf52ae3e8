import { ROW_RULES } from "../../generated/codes.js";
import { type Answer, failure } from "../../protocol/answer.js";
import type { Members, Request } from "../../state/controller.js";
import type { Rows } from "../types.js";

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
