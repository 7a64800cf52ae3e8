import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveList } from "./support/live-list.js";

const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

/** Small sizes are where pages can hardly overlap, so they come as often as all others together. */
const size = fc.oneof(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 1000 }));
const cap = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 1000 }),
);
/** Around the places where no page overlaps: 2,520 rows for pages of 10. */
const length = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.constantFrom(0, 1, 2, 6, 12, 59, 60, 61, 300, 420, 840, 2519, 2520, 2521, 3000, 5000),
);
const prefetch = fc.integer({ min: 0, max: 6 });

/** Most requests for a list that does not change: pages overlap, and small ones are half of what they were. */
function mostRequests(rows: number, page: number): number {
  return 2 * Math.ceil(rows / page) + 12;
}

describe("whatever the size of pages", () => {
  it("every row of a list that stays as it is comes once, in order", { timeout: 60_000 }, async () => {
    const scenario = fc.record({ size: fc.option(size, { nil: undefined }), cap, length, prefetch });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ size, cap, length, prefetch }) => {
        const { list, paginate, gaps } = liveList(length, { cap });
        expect(ids(await paginate({ pageSize: size, prefetch }).toArray())).toEqual(ids(list.rows));
        expect(gaps).toEqual([]);
        const page = Math.min(size ?? 1000, cap ?? 1000);
        expect(list.asked.length).toBeLessThanOrEqual(mostRequests(length, page) + prefetch);
        if (page >= 100) expect(list.asked.length).toBeLessThanOrEqual(1.25 * (length / page) + 4 + prefetch);
      }),
      { numRuns: 200 },
    );
  });

  it.each([2, 3, 5, 10, 12])("%i: 3,000 rows come whole", async (pageSize) => {
    const { list, paginate } = liveList(3000);
    expect(ids(await paginate({ pageSize }).toArray())).toEqual(ids(list.rows));
  });

  it("12: 30,000 rows come whole", async () => {
    const { list, paginate } = liveList(30_000);
    expect(ids(await paginate({ pageSize: 12 }).toArray())).toEqual(ids(list.rows));
  });

  it("10 where the caller names none: 3,000 rows come whole", async () => {
    const { list, paginate } = liveList(3000, { cap: 10 });
    expect(ids(await paginate().toArray())).toEqual(ids(list.rows));
  });

  it("every row that stays comes once while the list changes", { timeout: 60_000 }, async () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      add: fc.nat({ max: 12 }),
      remove: fc.nat({ max: 12 }),
    });
    const scenario = fc.record({
      size,
      cap,
      length: fc.integer({ min: 0, max: 800 }),
      prefetch,
      changes: fc.array(change, { maxLength: 25 }),
      order: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ size, cap, length, prefetch, changes, order }) => {
        let next = 1_000_000;
        let turn = 0;
        const left = [...changes];
        const { list, paginate, gaps } = liveList(length, {
          cap,
          // Answers overtake each other, so a later page may be older than the one before.
          latency: () => ((turn++ & 31) === 0 ? (order[turn % order.length] as number) : 0),
          onAnswer: (live) => {
            const one = left.shift();
            if (!one) return;
            const fresh = Array.from({ length: one.add }, () => ({ id: next++ }));
            live.rows.splice(Math.floor(one.at * live.rows.length), one.remove, ...fresh);
          },
        });
        const before = ids(list.rows);
        const seen = ids(await paginate({ pageSize: size, prefetch }).toArray());
        expect(new Set(seen).size).toBe(seen.length);
        const there = new Set(seen);
        const now = new Set(ids(list.rows));
        const lost = before.filter((id) => now.has(id) && !there.has(id));
        // What could not be read twice is reported, and only then something may be missing.
        if (gaps.length === 0) expect(lost).toEqual([]);
        expect(gaps.length === 0 || Math.min(size, cap ?? 1000) <= 12).toBe(true);
      }),
      { numRuns: 120, seed: 20_261_121 },
    );
  });
});
