import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import type { StoredRow } from "../../state/types.js";
import {
  groupsMeant,
  VOUCHER_STATUS,
  type Voucher,
  voucherGroupsOf,
  voucherStatus,
  vouchersIn,
  vouchersMeant,
  vouchersOf,
} from "./voucher-store.js";

/** A voucher with its group. */
interface Pair {
  voucher: Voucher;
  group: StoredRow;
}

/** The vouchers of the site, or of the group that the path names. */
function voucherPairsOf(controller: Controller, request: Request): Pair[] {
  const groups = voucherGroupsOf(controller, request);
  const { groupId } = request.params;
  const vouchers =
    groupId === undefined
      ? [...vouchersOf(controller, request.site?.siteId).values()]
      : vouchersIn(controller, request, groupId);
  return vouchers.map((voucher) => ({ voucher, group: groups.get(voucher.groupId) ?? {} }));
}

/** Those of them that were used first within the time that the query asks for. */
function usedWithin(controller: Controller, request: Request): Pair[] {
  const { query } = request.call;
  const from = Number(query.get("filters.timeStart") ?? 0);
  const to = Number(query.get("filters.timeEnd") ?? Number.POSITIVE_INFINITY);
  return voucherPairsOf(controller, request).filter(
    ({ voucher: { startTime } }) => startTime !== undefined && startTime >= from && startTime <= to,
  );
}

const priceOf = ({ unitPrice }: StoredRow): number => Number(unitPrice) || 0;

/** How many vouchers there are, what they cost, and how many minutes they are good for; by their groups. */
function summaryOf(groups: readonly StoredRow[]): Members {
  const total = (of: (group: StoredRow) => number): number =>
    groups.reduce((sum, group) => sum + of(group), 0);
  const currency = groups[0]?.currency;
  return {
    count: groups.length,
    amount: `${total(priceOf)}`,
    duration: total(({ duration }) => Number(duration) || 0),
    ...(typeof currency === "string" ? { currency } : {}),
  };
}

const groupsIn = (pairs: readonly Pair[]): StoredRow[] => pairs.map(({ group }) => group);

/** The group of every voucher that was ever created, deleted vouchers included. */
function groupsOfAllVouchers(controller: Controller, request: Request): StoredRow[] {
  const { groupId } = request.params;
  const groups = [...voucherGroupsOf(controller, request)].filter(
    ([id]) => groupId === undefined || id === groupId,
  );
  return groups.flatMap(([, group]) => Array.from({ length: Number(group.amount) || 0 }, () => group));
}

const voucherSummary: Handler = (controller, request) => {
  const pairs = voucherPairsOf(controller, request);
  const inStatus = (status: number): Members =>
    summaryOf(
      groupsIn(
        pairs.filter(
          ({ voucher, group }) => voucherStatus(voucher, group, controller.runtime.clock.now()) === status,
        ),
      ),
    );
  return answerDetail(controller, request, "voucher-summary", {
    created: summaryOf(groupsOfAllVouchers(controller, request)),
    current: summaryOf(groupsIn(pairs)),
    unused: inStatus(VOUCHER_STATUS.unused),
    inuse: inStatus(VOUCHER_STATUS.inUse),
    expired: inStatus(VOUCHER_STATUS.expired),
  });
};

const history: Handler = (controller, request) => {
  const used = usedWithin(controller, request);
  const usage = used.map(({ voucher, group }) => ({ ...summaryOf([group]), time: voucher.startTime }));
  return answerDetail(controller, request, "voucher-history", { summary: summaryOf(groupsIn(used)), usage });
};

/** Used vouchers by a member of their groups. */
const distribution =
  (row: (group: StoredRow, count: number) => Members): Handler =>
  (controller, request) => {
    const byKey = new Map<string, { group: StoredRow; count: number }>();
    for (const { group } of usedWithin(controller, request)) {
      const key = JSON.stringify(row(group, 0));
      const known = byKey.get(key) ?? { group, count: 0 };
      byKey.set(key, { ...known, count: known.count + 1 });
    }
    const rows = [...byKey.values()].map(({ group, count }) => row(group, count));
    return answerList(controller, request, rows, { key: (members) => JSON.stringify(members) });
  };

const byDuration = distribution(({ duration, durationType }, usedCount) => ({
  ...{ duration, durationType, usedCount },
  totalDuration: (Number(duration) || 0) * usedCount,
}));

const byPrice = distribution((group, usedCount) => ({
  ...{ unitPrice: `${priceOf(group)}`, currency: group.currency, usedCount },
  totalAmount: `${priceOf(group) * usedCount}`,
}));

/** Vouchers as they are printed: the unused ones of groups, or those that are named. */
const print =
  (meant: (controller: Controller, request: Request) => Voucher[]): Handler =>
  (controller, request) => {
    const rows = meant(controller, request).map((voucher) => {
      const { duration, durationType, limitNum, limitType } =
        voucherGroupsOf(controller, request).get(voucher.groupId) ?? {};
      return { code: voucher.code, duration, durationType, limitNum, limitType };
    });
    return answerList(controller, request, rows, { key: ({ code }) => `print/${code}` });
  };

function unusedOf(controller: Controller, request: Request): Voucher[] {
  const { groupId } = request.params;
  const groups = groupId === undefined ? groupsMeant(controller, request) : [groupId];
  return groups.flatMap((id) => {
    const group = voucherGroupsOf(controller, request).get(id) ?? {};
    return vouchersIn(controller, request, id).filter(
      (voucher) => voucherStatus(voucher, group, controller.runtime.clock.now()) === VOUCHER_STATUS.unused,
    );
  });
}

export const voucherStatisticsHandlers: Readonly<Record<string, Handler>> = {
  "voucher.getAllTimeVoucherSummary": voucherSummary,
  "voucher.getAllTimeVoucherSummaryForGroup": voucherSummary,
  "voucher.getVoucherHistoryStatistics": history,
  "voucher.getVoucherHistoryStatisticsForGroup": history,
  "voucher.getVoucherDistributionByDuration": byDuration,
  "voucher.getVoucherDistributionByDurationForGroup": byDuration,
  "voucher.getVoucherDistributionByPrice": byPrice,
  "voucher.getVoucherDistributionByPriceForGroup": byPrice,
  "voucher.printVoucherGroup": print(unusedOf),
  "voucher.printSelectedVoucherGroups": print(unusedOf),
  "voucher.printVouchers": print(vouchersMeant),
};
