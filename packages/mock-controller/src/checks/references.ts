import { planOf } from "../collections/plan.js";
import { rowsAt } from "../collections/store.js";
import type { StoredRow } from "../collections/types.js";
import type { Controller } from "../controller.js";
import type { Request } from "../handlers/types.js";
import { type Answer, failure } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";

/** A member that names rows of another collection. */
interface Reference {
  /** Which writes, by the end of their path. */
  from: RegExp;
  member: string;
  /** Template of the collection's path. */
  to: string;
  code: number;
}

const SITE = "/{omadacId}/sites/{siteId}";

/** References that are followed; the codes are those that the documents give for something that is not there. */
const REFERENCES: readonly Reference[] = [
  {
    from: /\/lan-profiles(\/\{\w+\})?$/,
    member: "nativeNetworkId",
    to: `${SITE}/lan-networks`,
    code: -33503,
  },
  { from: /\/ports\/\{port\}\/profile$/, member: "profileId", to: `${SITE}/lan-profiles`, code: -33507 },
  { from: /\/\{apMac\}\/wlan-group$/, member: "wlanId", to: `${SITE}/wireless-network/wlans`, code: -39306 },
  { from: /\/hotspot\/localusers(\/\{id\})?$/, member: "portals", to: `${SITE}/portals`, code: -42062 },
  { from: /\/voucher-groups$/, member: "portals", to: `${SITE}/portals`, code: -42062 },
  { from: /\{omadacId\}\/users(\/\{userID\})?$/, member: "roleId", to: "/{omadacId}/roles", code: -30102 },
];

/** Collections in which a name can be given once. */
const NAMES: readonly { path: string; member: string; code: number }[] = [
  { path: `${SITE}/lan-networks`, member: "name", code: -33500 },
  { path: `${SITE}/lan-profiles`, member: "name", code: -33506 },
  { path: `${SITE}/wireless-network/wlans/{wlanId}/ssids`, member: "name", code: -33219 },
  { path: `${SITE}/profiles/radius-server/users`, member: "username", code: -34024 },
  { path: `${SITE}/hotspot/localusers`, member: "userName", code: -42013 },
  { path: `${SITE}/hotspot/voucher-groups`, member: "name", code: -42059 },
  { path: "/{omadacId}/roles", member: "name", code: -30156 },
];

/** Checks that what a body refers to is there, and that the name of something new is not taken. */
export function checkReferences(controller: Controller, request: Request): Answer | undefined {
  const { operation, body } = request;
  if (operation.method === "GET" || !controller.quirks.checkReferences || !isRecord(body)) return undefined;
  for (const { from, member, to, code } of REFERENCES) {
    if (!from.test(operation.path) || body[member] === undefined || body[member] === null) continue;
    const rows = rowsOf(controller, request, to);
    if (rows && [body[member]].flat().some((id) => !rows.has(String(id)))) return failure(code);
  }
  const role = planOf(controller.model).roles.get(operation);
  if (role?.kind !== "create") return undefined;
  const rule = NAMES.find(({ path }) => path === role.collection.path);
  if (!rule || body[rule.member] === undefined) return undefined;
  const { rows } = rowsAt(controller, role, request.call.segments);
  const taken = [...rows.values()].some((row) => row[rule.member] === body[rule.member]);
  return taken ? failure(rule.code) : undefined;
}

function rowsOf(
  controller: Controller,
  { params }: Request,
  path: string,
): Map<string, StoredRow> | undefined {
  const collection = planOf(controller.model).collections.get(path);
  const segments = path
    .split("/")
    .map((part) => (part.startsWith("{") ? params[part.slice(1, -1)] : part) ?? "");
  // The first part is empty and stands for `openapi`; the version follows it.
  return (
    collection &&
    rowsAt(controller, { kind: "list", collection, at: segments.length + 1 }, ["", ...segments]).rows
  );
}
