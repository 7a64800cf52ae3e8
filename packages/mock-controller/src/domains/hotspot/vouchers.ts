import { answerCollection, createRow } from "../../answers/collection.js";
import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { rowsOfPath, visibleRows } from "../../collections/store.js";
import { type Answer, failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import { hexFrom, randomOf, textFrom } from "../../schema/random.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import type { StoredRow } from "../../state/types.js";
import {
  groupsMeant,
  VOUCHER_GROUPS,
  VOUCHER_STATUS,
  type Voucher,
  voucherCounts,
  voucherGroupsOf,
  voucherStatus,
  vouchersIn,
  vouchersMeant,
  vouchersOf,
} from "./voucher-store.js";

/** A voucher with its status and times as they are now. */
function shownVoucher(controller: Controller, voucher: Voucher, group: StoredRow): Members {
  const now = controller.runtime.clock.now();
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

/** The documents list no code of its own for an unknown voucher. */
const UNKNOWN_VOUCHER = -1001;

const getVoucher: Handler = (controller, request) => {
  const voucher = vouchersOf(controller, request.site?.siteId).get(request.params.id ?? "");
  if (!voucher) return failure(UNKNOWN_VOUCHER);
  const group = voucherGroupsOf(controller, request).get(voucher.groupId) ?? {};
  const known = { ...group, ...shownVoucher(controller, voucher, group), id: voucher.id };
  return answerDetail(controller, request, `voucher/${voucher.id}`, known);
};

const deleteVoucher: Handler = (controller, request) => {
  const deleted = vouchersOf(controller, request.site?.siteId).delete(request.params.id ?? "");
  return deleted ? success() : failure(UNKNOWN_VOUCHER);
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

/** Vouchers of one group; a request for more is refused (documented). */
const MAX_VOUCHERS = 5000;

/** Makes the vouchers of the new group: as many, and with codes as long, as the body asks for. */
const createVoucherGroup: Handler = (controller, request) => {
  const { amount, codeLength, unitPrice } = isRecord(request.body) ? request.body : {};
  const count = Number(amount ?? 0);
  if (!(count >= 0 && count <= MAX_VOUCHERS)) return failure(-1001);
  const { answer, place, id } = createRow(controller, request);
  const group = place?.rows.get(id ?? "");
  if (!place || !group || id === undefined) return answer;
  const vouchers = vouchersOf(controller, request.site?.siteId);
  const random = randomOf(`${controller.seed}/${place.key}/${id}`);
  for (let number = 0; number < count; number++) {
    const code = textFrom(random, Number(codeLength) || 6, "0123456789");
    const voucher = { id: hexFrom(random, 24), groupId: id, code, used: 0 };
    vouchers.set(voucher.id, voucher);
  }
  const price = unitPrice === undefined ? {} : { unitPrice: `${unitPrice}` };
  Object.assign(group, { ...price, createdTime: controller.runtime.clock.now(), portalNames: [] });
  return answer;
};

/** Counts of a group that a call created. Groups that the mock made up keep their sampled counts. */
function voucherCountsOf(controller: Controller, request: Request, group: StoredRow): Members {
  const vouchers = vouchersIn(controller, request, `${group.id}`);
  const made = vouchers.length === 0 && !isRecord(group.rateLimit);
  return made ? {} : voucherCounts(vouchers, group, controller.runtime.clock.now());
}

const listGroups: Handler = (controller, request) => {
  const groups = visibleRows(
    rowsOfPath(controller, VOUCHER_GROUPS, request.call.segments),
    controller.runtime.clock.now(),
  );
  const rows = groups.map(
    (group): StoredRow => ({ ...group, ...voucherCountsOf(controller, request, group) }),
  );
  return answerList(controller, request, rows, { key: ({ id }) => `voucher-group/${id}` });
};

/** A group with a page of its vouchers. */
const groupDetail: Handler = (controller, request) => {
  const id = request.params.groupId ?? "";
  const group = voucherGroupsOf(controller, request).get(id) ?? {};
  const vouchers = vouchersIn(controller, request, id).map((voucher) =>
    shownVoucher(controller, voucher, group),
  );
  return answerList(controller, request, vouchers, {
    key: (voucher) => `${voucher.id}`,
    pageMembers: {
      ...declaredOnly(group),
      id,
      ...voucherCountsOf(controller, request, group),
      totalCount: vouchers.length,
    },
  });
};

/** The members of a group that a page can show as they are. */
function declaredOnly(group: StoredRow): StoredRow {
  const { name, duration, durationType, limitType, createdTime } = group;
  const members = { name, duration, durationType, limitType, createdTime };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

const deleteVoucherGroup: Handler = (controller, request): Answer => {
  const answer = answerCollection(controller, request) ?? success();
  if (answer.errorCode === 0) dropVouchers(controller, request, request.params.groupId ?? "");
  return answer;
};

function dropVouchers(controller: Controller, request: Request, groupId: string): void {
  const vouchers = vouchersOf(controller, request.site?.siteId);
  for (const { id } of vouchersIn(controller, request, groupId)) vouchers.delete(id);
}

const deleteVoucherGroups: Handler = (controller, request) => {
  const groups = rowsOfPath(controller, VOUCHER_GROUPS, request.call.segments)?.rows;
  for (const id of groupsMeant(controller, request)) {
    dropVouchers(controller, request, id);
    groups?.delete(id);
  }
  return success();
};

/** Deletes the expired vouchers of one group or of several. */
const clearInvalid: Handler = (controller, request) => {
  const { groupId } = request.params;
  const vouchers = vouchersOf(controller, request.site?.siteId);
  for (const id of groupId === undefined ? groupsMeant(controller, request) : [groupId]) {
    const group = voucherGroupsOf(controller, request).get(id) ?? {};
    for (const voucher of vouchersIn(controller, request, id)) {
      if (voucherStatus(voucher, group, controller.runtime.clock.now()) === VOUCHER_STATUS.expired)
        vouchers.delete(voucher.id);
    }
  }
  return success();
};

export const voucherGroupHandlers: Readonly<Record<string, Handler>> = {
  "voucher.createVoucherGroup": createVoucherGroup,
  "voucher.getGridVoucherGroups": listGroups,
  "voucher.getVoucherGroupDetail": groupDetail,
  "voucher.deleteVoucherGroup": deleteVoucherGroup,
  "voucher.deleteSelectedVoucherGroups": deleteVoucherGroups,
  "voucher.clearInvalidVouchersInaGroup": clearInvalid,
  "voucher.clearInvalidVouchersInSelectedGroups": clearInvalid,
};
