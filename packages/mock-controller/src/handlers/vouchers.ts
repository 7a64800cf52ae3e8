import type { Controller } from "../controller.js";
import { success } from "../protocol/answer.js";
import type { StoredRow } from "../state/types.js";
import { VOUCHER_STATUS, type Voucher, voucherStatus, vouchersOf } from "../state/vouchers.js";
import { answerDetail } from "./detail.js";
import type { Handler, Members } from "./types.js";
import { groupsOf, vouchersMeant } from "./voucher-lookup.js";

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

/** Unknown vouchers are answered with a sample, for those of groups that nobody created are not kept. */
const getVoucher: Handler = (controller, request) => {
  const id = request.params.id ?? "";
  const voucher = vouchersOf(controller, request.site?.siteId).get(id);
  const group = groupsOf(controller, request).get(voucher?.groupId ?? "") ?? {};
  const known = voucher ? { ...group, ...shownVoucher(controller, voucher, group) } : {};
  return answerDetail(controller, request, `voucher/${id}`, { ...known, id });
};

const deleteVoucher: Handler = (controller, request) => {
  vouchersOf(controller, request.site?.siteId).delete(request.params.id ?? "");
  return success();
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
