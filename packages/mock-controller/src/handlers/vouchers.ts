import { answerCollection } from "../collections/answer.js";
import { planOf } from "../collections/plan.js";
import { rowsAt } from "../collections/store.js";
import type { StoredRow } from "../collections/types.js";
import type { Controller } from "../controller.js";
import { type Answer, failure, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import { hexFrom, randomOf, textFrom } from "../sample/random.js";
import { answerDetail } from "./detail.js";
import { answerList } from "./list.js";
import type { Handler, Request } from "./types.js";

/** Most vouchers that one group gets (an assumption); asking for more is refused. */
const MOST = 5000;
const UNUSED = 0;

/** The vouchers of a site by id. */
function vouchersOf({ state }: Controller, { call }: Request): Map<string, StoredRow> {
  const key = [...call.segments.slice(2, 5), "hotspot", "vouchers"].map(encodeURIComponent).join("/");
  const vouchers = state.collections.get(key) ?? new Map<string, StoredRow>();
  state.collections.set(key, vouchers);
  return vouchers;
}

/** Makes the vouchers of the new group: as many, and with codes as long, as the body asks for. */
const createGroup: Handler = (controller, request) => {
  const role = planOf(controller.model).roles.get(request.operation);
  const { amount, codeLength } = isRecord(request.body) ? request.body : {};
  const count = Number(amount ?? 0);
  if (!role || !(count >= 0 && count <= MOST)) return failure(-1001);
  const { rows, key } = rowsAt(controller, role, request.call.segments);
  const before = new Set(rows.keys());
  const answer = answerCollection(controller, request) ?? failure(-1);
  const id = [...rows.keys()].find((candidate) => !before.has(candidate));
  const group = id === undefined ? undefined : rows.get(id);
  if (!id || !group) return answer;
  const vouchers = vouchersOf(controller, request);
  const random = randomOf(`${controller.seed}/${key}/${id}`);
  for (let number = 0; number < count; number++) {
    const voucher = {
      id: hexFrom(random, 24),
      groupId: id,
      code: textFrom(random, Number(codeLength) || 6, "0123456789"),
    };
    vouchers.set(voucher.id, { ...voucher, status: UNUSED });
  }
  const counts = { totalCount: count, unusedCount: count, usedCount: 0, inUseCount: 0, expiredCount: 0 };
  rows.set(id, { ...group, ...counts, createdTime: controller.now(), portalNames: [] });
  return answer;
};

/** A group with a page of its vouchers. */
const groupDetail: Handler = (controller, request) => {
  const id = request.params.groupId ?? "";
  const role = planOf(controller.model).places.get(request.operation)?.at(-1);
  const group = role && rowsAt(controller, role, request.call.segments).rows.get(id);
  const vouchers = [...vouchersOf(controller, request).values()].filter((voucher) => voucher.groupId === id);
  return answerList(controller, request, vouchers, {
    key: (voucher) => `${voucher.id}`,
    pageMembers: { ...declaredOnly(group), id, totalCount: vouchers.length, unusedCount: vouchers.length },
  });
};

/** The members of a group that a page can show as they are. */
function declaredOnly(group: StoredRow | undefined): StoredRow {
  const { name, duration, durationType, limitType, createdTime } = group ?? {};
  const shown = { name, duration, durationType, limitType, createdTime };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** Unknown vouchers are answered with a sample, for those of groups that nobody created are not kept. */
const getVoucher: Handler = (controller, request) => {
  const id = request.params.id ?? "";
  return answerDetail(controller, request, `voucher/${id}`, {
    ...vouchersOf(controller, request).get(id),
    id,
  });
};

const deleteVoucher: Handler = (controller, request) => {
  const vouchers = vouchersOf(controller, request);
  const { body, params } = request;
  const many = isRecord(body) && Array.isArray(body.ids) ? body.ids.map(String) : [];
  for (const id of params.id === undefined ? many : [params.id]) vouchers.delete(id);
  return success();
};

const deleteGroup: Handler = (controller, request): Answer => {
  const vouchers = vouchersOf(controller, request);
  for (const [id, voucher] of vouchers) if (voucher.groupId === request.params.groupId) vouchers.delete(id);
  return answerCollection(controller, request) ?? success();
};

export const voucherHandlers: Readonly<Record<string, Handler>> = {
  "voucher.createVoucherGroup": createGroup,
  "voucher.getVoucherGroupDetail": groupDetail,
  "voucher.deleteVoucherGroup": deleteGroup,
  "voucher.getVoucher": getVoucher,
  "voucher.deleteVoucher": deleteVoucher,
  "voucher.deleteVouchers": deleteVoucher,
};
