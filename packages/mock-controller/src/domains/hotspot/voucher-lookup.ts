import { rowsOfPath } from "../../collections/store.js";
import { isRecord } from "../../schema/accepts.js";
import type { Controller } from "../../state/controller.js";
import type { Request } from "../../state/request.js";
import type { StoredRow } from "../../state/types.js";
import { type Voucher, voucherStatus, vouchersOf } from "./voucher-state.js";

/** Template of the voucher groups' path. */
export const GROUPS = "/{omadacId}/sites/{siteId}/hotspot/voucher-groups";

/** The voucher groups of the site by id. */
export function groupsOf(controller: Controller, { call }: Request): ReadonlyMap<string, StoredRow> {
  return rowsOfPath(controller, GROUPS, call.segments)?.rows ?? new Map();
}

/** The vouchers of a group. */
export function vouchersIn(controller: Controller, { site }: Request, groupId: string): Voucher[] {
  return [...vouchersOf(controller, site?.siteId).values()].filter((voucher) => voucher.groupId === groupId);
}

/** The vouchers that a body means: `type` 0 all of a group, 1 the listed ones, 2 the others; of a status where it says so. */
export function vouchersMeant(controller: Controller, request: Request): Voucher[] {
  const { groupId, ids, type, status } = isRecord(request.body) ? request.body : {};
  const listed = new Set(Array.isArray(ids) ? ids : []);
  const known = [...vouchersOf(controller, request.site?.siteId).values()];
  return known.filter((voucher) => {
    if (groupId !== undefined && voucher.groupId !== groupId) return false;
    const group = groupsOf(controller, request).get(voucher.groupId) ?? {};
    if (status !== undefined && status !== voucherStatus(voucher, group, controller.now())) return false;
    return type === 0 || listed.has(voucher.id) === (type !== 2);
  });
}

/** The groups that a body means, by the same `type` as for vouchers. */
export function groupsMeant(controller: Controller, request: Request): string[] {
  const { groupIds, type } = isRecord(request.body) ? request.body : {};
  const listed = new Set(Array.isArray(groupIds) ? groupIds : []);
  const known = [...groupsOf(controller, request).keys()];
  return known.filter((id) => type === 0 || listed.has(id) === (type !== 2));
}
