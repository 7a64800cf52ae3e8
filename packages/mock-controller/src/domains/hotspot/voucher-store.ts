import { rowsOfPath } from "../../collections/store.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Request } from "../../state/controller.js";
import type { StoredRow } from "../../state/types.js";

/** A voucher; the members are called as in the Open API. */
export interface Voucher {
  /** 24 hexadecimal digits. */
  id: string;
  groupId: string;
  code: string;
  /** First use, in milliseconds since 1970. */
  startTime?: number;
  /** Logins with it so far. */
  used: number;
}

/** Values of `status`. */
export const VOUCHER_STATUS = { unused: 0, inUse: 1, expired: 2 } as const;
/** Values of `limitType`: so many uses, or so many clients at a time. Everything else is without a limit. */
const LIMIT = { uses: 0, online: 1 } as const;
const MINUTE = 60_000;

/** The vouchers of a site by id. */
export function vouchersOf(
  { state, credentials }: Controller,
  siteId: string | undefined,
): Map<string, Voucher> {
  const key = `${credentials.omadacId}/sites/${siteId}/hotspot/vouchers`;
  const vouchers = state.collections.get(key) ?? new Map<string, StoredRow>();
  state.collections.set(key, vouchers);
  return vouchers as Map<string, StoredRow & Voucher>;
}

/** How long a voucher lasts from its first use on, in milliseconds. */
export function lifetimeOf({ duration }: StoredRow): number {
  return (Number(duration) || 0) * MINUTE;
}

/** Unused until the first login, then in use for the duration of its group; never behind the end of the group. */
export function voucherStatus({ startTime }: Voucher, group: StoredRow, now: number): number {
  const end = Number(group.expirationTime) || Number.POSITIVE_INFINITY;
  if (now >= end) return VOUCHER_STATUS.expired;
  if (startTime === undefined) return VOUCHER_STATUS.unused;
  return now < startTime + lifetimeOf(group) ? VOUCHER_STATUS.inUse : VOUCHER_STATUS.expired;
}

/**
 * Whether one more client may log in with a voucher.
 * @param online clients that are authorized with it now
 */
export function acceptsLogin(voucher: Voucher, group: StoredRow, online: number, now: number): boolean {
  if (voucherStatus(voucher, group, now) === VOUCHER_STATUS.expired) return false;
  const limit = Number(group.limitNum) || 1;
  if (group.limitType === LIMIT.uses) return voucher.used < limit;
  return group.limitType !== LIMIT.online || online < limit;
}

/** How many vouchers are in which status, in the members of a group's row. Used are those that were used at all. */
export function voucherCounts(vouchers: readonly Voucher[], group: StoredRow, now: number) {
  const statuses = vouchers.map((voucher) => voucherStatus(voucher, group, now));
  const count = (status: number): number => statuses.filter((one) => one === status).length;
  return {
    totalCount: vouchers.length,
    unusedCount: count(VOUCHER_STATUS.unused),
    inUseCount: count(VOUCHER_STATUS.inUse),
    expiredCount: count(VOUCHER_STATUS.expired),
    usedCount: vouchers.filter(({ used }) => used > 0).length,
  };
}

/** Template of the voucher groups' path. */
export const VOUCHER_GROUPS = "/{omadacId}/sites/{siteId}/hotspot/voucher-groups";

/** The voucher groups of the site by id. */
export function voucherGroupsOf(controller: Controller, { call }: Request): ReadonlyMap<string, StoredRow> {
  return rowsOfPath(controller, VOUCHER_GROUPS, call.segments)?.rows ?? new Map();
}

/** The vouchers of a group. */
export function vouchersIn(controller: Controller, { site }: Request, groupId: string): Voucher[] {
  return [...vouchersOf(controller, site?.siteId).values()].filter((voucher) => voucher.groupId === groupId);
}

/**
 * The vouchers that a body selects: `type` 0 all of a group, 1 the listed ones, 2 the others; of a status where it
 * says so.
 */
export function vouchersMeant(controller: Controller, request: Request): Voucher[] {
  const { groupId, ids, type, status } = isRecord(request.body) ? request.body : {};
  const listed = new Set(Array.isArray(ids) ? ids : []);
  const known = [...vouchersOf(controller, request.site?.siteId).values()];
  return known.filter((voucher) => {
    if (groupId !== undefined && voucher.groupId !== groupId) return false;
    const group = voucherGroupsOf(controller, request).get(voucher.groupId) ?? {};
    if (status !== undefined && status !== voucherStatus(voucher, group, controller.runtime.clock.now()))
      return false;
    return type === 0 || listed.has(voucher.id) === (type !== 2);
  });
}

/** The groups that a body selects, by the same `type` as for vouchers. */
export function groupsMeant(controller: Controller, request: Request): string[] {
  const { groupIds, type } = isRecord(request.body) ? request.body : {};
  const listed = new Set(Array.isArray(groupIds) ? groupIds : []);
  const known = [...voucherGroupsOf(controller, request).keys()];
  return known.filter((id) => type === 0 || listed.has(id) === (type !== 2));
}
