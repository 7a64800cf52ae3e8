import { type Answer, failure } from "../../protocol/answer.js";
import type { Members, Request } from "../../state/controller.js";
import type { Rows } from "../types.js";

/** Members that no two rows may share, by the code that operations list for a value that is taken. */
const UNIQUE: Readonly<Record<number, string>> = {
  [-30106]: "name",
  [-30156]: "name",
  [-30170]: "entityId",
  [-30171]: "name",
  [-30172]: "name",
  [-33006]: "name",
  [-33200]: "name",
  [-33219]: "name",
  [-33500]: "name",
  [-33506]: "name",
  [-33702]: "name",
  [-33709]: "name",
  [-33733]: "name",
  [-33756]: "name",
  [-33777]: "name",
  [-33781]: "name",
  [-33794]: "name",
  [-34004]: "name",
  [-34024]: "username",
  [-34229]: "name",
  [-34514]: "ip",
  [-34515]: "mac",
  [-34523]: "name",
  [-34609]: "username",
  [-34702]: "name",
  [-34706]: "customerName",
  [-35104]: "filterName",
  [-35105]: "ruleName",
  [-39971]: "name",
  [-40069]: "name",
  [-40100]: "name",
  [-42013]: "userName",
  [-42051]: "name",
  [-42059]: "name",
  [-43205]: "publicKey",
  [-43402]: "name",
  [-44201]: "name",
  [-44702]: "name",
};

/** Names that are unique although the operations list no code for it. */
const ASSUMED_UNIQUE: readonly (readonly [path: RegExp, code: number])[] = [[/\/lan-profiles$/, -33506]];

/** Lists that may not name anything twice, by the code that operations list for that. */
const DISTINCT: Readonly<Record<number, string>> = { [-44203]: "urlList" };

/**
 * Refuses a value that another row has.
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
    const member = UNIQUE[code];
    if (member !== undefined && isTaken(rows, member, body[member], id)) return failure(code);
    const list = body[DISTINCT[code] ?? ""];
    if (Array.isArray(list) && new Set(list).size < list.length) return failure(code);
  }
  return undefined;
}

function isTaken(rows: Rows["rows"], member: string, value: unknown, id: string | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  return [...rows].some(([other, row]) => other !== id && row[member] === value);
}
