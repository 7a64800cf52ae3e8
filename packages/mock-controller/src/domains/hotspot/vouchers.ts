import { answerDetail } from "../../answers/detail.js";
import { failure, success } from "../../protocol/answer.js";
import type { Controller } from "../../state/controller.js";
import type { Handler, Members } from "../../state/request.js";
import type { StoredRow } from "../../state/types.js";
import { groupsOf, vouchersMeant } from "./voucher-lookup.js";
import { VOUCHER_STATUS, type Voucher, voucherStatus, vouchersOf } from "./voucher-state.js";

/** A voucher with its status and times as they are now. */
export function shownVoucher(controller: Controller, voucher: Voucher, group: StoredRow): Members {
  const now = controller.now();
  const status = voucherStatus(voucher, group, now);
  const usedMs = voucher.startTime === undefined ? 0 : now - voucher.startTime;
  const leftMs = Math.max(0, (Number(group.duration) || 0) * 60_000 - usedMs);
  return {
    ...voucher,
    status,
    valid: status !== VOUCHER_STATUS.expired,
    timeUsedSec: Math.floor(usedMs / 1000),
    timeLeftSec: Math.floor(leftMs / 1000),
    trafficUsed: 0,
  };
}

/** Documented without a code of its own for an unknown voucher. */
const UNKNOWN = -1001;

const getVoucher: Handler = (controller, request) => {
  const voucher = vouchersOf(controller, request.site?.siteId).get(request.params.id ?? "");
  if (!voucher) return failure(UNKNOWN);
  const group = groupsOf(controller, request).get(voucher.groupId) ?? {};
  const known = { ...group, ...shownVoucher(controller, voucher, group), id: voucher.id };
  return answerDetail(controller, request, `voucher/${voucher.id}`, known);
};

const deleteVoucher: Handler = (controller, request) => {
  const deleted = vouchersOf(controller, request.site?.siteId).delete(request.params.id ?? "");
  return deleted ? success() : failure(UNKNOWN);
};

const deleteVouchers: Handler = (controller, request) => {
  const vouchers = vouchersOf(controller, request.site?.siteId);
  for (const { id } of vouchersMeant(controller, request)) vouchers.delete(id);
  return success();
};

export const voucherHandlers: Readonly<Record<string, Handler>> = {
  "voucher.getVoucher": getVoucher,
  "voucher.deleteVoucher": deleteVoucher,
  "voucher.deleteVouchers": deleteVouchers,
};
