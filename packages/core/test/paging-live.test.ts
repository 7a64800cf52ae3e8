import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LiveList, type LiveRow, liveList } from "./support/live-list.js";

const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

/** One change of a list: rows added and removed at a place between 0 and 1. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  add: fc.integer({ min: 0, max: 40 }),
  remove: fc.integer({ min: 0, max: 40 }),
});

function apply(
  list: LiveList,
  { at, add, remove }: { at: number; add: number; remove: number },
  fresh: () => number,
) {
  const place = Math.floor(at * list.rows.length);
  list.rows.splice(place, remove, ...Array.from({ length: add }, () => ({ id: fresh() })));
}

describe("a list that changes while it is walked", () => {
  it.each([
    [10_000, undefined, 40],
    [10_000, 100, 15],
    [300, 10, 40],
  ])(
    "of %i rows, pages of %s: no row twice, and every row that stays comes",
    async (count, pageSize, numRuns) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { maxLength: 60 }),
          fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 0, max: 6 }),
          async (changes, order, prefetch) => {
            let next = 1_000_000;
            let turn = 0;
            const { list, paginate, gaps } = liveList(count, {
              // Answers overtake each other, so a later page may be older than the one before.
              latency: () => order[turn++ % order.length] as number,
              onAnswer: (live) => {
                const one = changes.shift();
                if (one) apply(live, one, () => next++);
              },
            });
            const before = new Set(ids(list.rows));
            const seen = ids(await paginate({ prefetch, pageSize }).toArray());
            expect(new Set(seen).size).toBe(seen.length);
            const there = new Set(seen);
            const stayed = ids(list.rows).filter((id) => before.has(id));
            expect(gaps).toEqual([]);
            expect(stayed.filter((id) => !there.has(id))).toEqual([]);
          },
        ),
        { numRuns },
      );
    },
  );

  it("ends and says so when rows move faster than they can be read", async () => {
    let next = 1_000_000;
    const { list, paginate, gaps } = liveList(500, {
      onAnswer: (live) => {
        live.rows.unshift(...Array.from({ length: 50 }, () => ({ id: next++ })));
      },
    });
    const seen = ids(await paginate({ pageSize: 10 }).toArray());
    expect(new Set(seen).size).toBe(seen.length);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps[0]).toMatchObject({ operation: "test.list" });
    expect(list.asked.length).toBeLessThan(1000);
  });

  it("reads the seam again when rows before it are removed", async () => {
    const { list, paginate, gaps } = liveList(30, {
      onAnswer: (live, { page }) => {
        if (page === 2 && live.rows.length === 30) live.rows.splice(0, 5);
      },
    });
    const seen = ids(await paginate({ pageSize: 10, prefetch: 0 }).toArray());
    expect(seen).toEqual(Array.from({ length: 30 }, (_, id) => id));
    const asked = list.asked.map(({ page, pageSize }) => `${page}/${pageSize}`);
    expect(asked.slice(0, 4)).toEqual(["1/10", "2/9", "1/10", "2/9"]);
    expect(gaps).toEqual([]);
  });

  it("does not hand out rows of earlier pages with .pages()", async () => {
    const { paginate } = liveList(25, { extra: { clientStat: { total: 25 } } });
    const pages: Array<{ data: { id: number }[] }> = [];
    for await (const page of paginate({ pageSize: 10 }).pages()) pages.push(page);
    expect(pages.flatMap(({ data }) => ids(data))).toEqual(Array.from({ length: 25 }, (_, id) => id));
    for (const page of pages) expect(page).toHaveProperty("clientStat", { total: 25 });
  });
});

describe("rows without a key", () => {
  it("come in pages of one size and as they are", async () => {
    const { list, paginate } = liveList(25, { operation: { rowKey: undefined } });
    expect(await paginate({ pageSize: 10 }).toArray()).toHaveLength(25);
    expect(list.asked.map(({ page, pageSize }) => `${page}/${pageSize}`)).toEqual(["1/10", "2/10", "3/10"]);
  });

  it("may be given one, or have theirs ignored", async () => {
    const given = liveList(25, { operation: { rowKey: undefined } });
    expect(await given.paginate({ pageSize: 10, rowKey: ["id"] }).toArray()).toHaveLength(25);
    expect(given.list.asked[1]).toMatchObject({ page: 2, pageSize: 9 });
    const ignored = liveList(25);
    expect(await ignored.paginate({ pageSize: 10, rowKey: false }).toArray()).toHaveLength(25);
    expect(ignored.list.asked[1]).toMatchObject({ page: 2, pageSize: 10 });
  });

  it("do not come twice when others are put on top of them", async () => {
    let next = 1_000_000;
    const { paginate } = liveList(95, {
      operation: { rowKey: undefined },
      onAnswer: (live) => void live.rows.unshift({ id: next++ }),
    });
    const seen = ids(await paginate({ pageSize: 10, prefetch: 0 }).toArray());
    // The first page was answered after the first row was put on top.
    expect(seen).toEqual([1_000_000, ...Array.from({ length: 95 }, (_, id) => id)]);
  });

  it("come once where others of the list have a key", async () => {
    for (const pageSize of [2, 5, 10, 100]) {
      const { list, paginate, gaps } = liveList(333);
      list.rows = list.rows.map(({ id }) => (id % 3 === 0 ? ({ name: id } as never) : { id }));
      expect(await paginate({ pageSize }).toArray()).toEqual(list.rows);
      expect(gaps).toEqual([]);
    }
  });

  it("all come from a list that does not change, although they are alike", async () => {
    for (const pageSize of [1, 2, 5, 10]) {
      const { list, paginate } = liveList(60, { operation: { rowKey: undefined } });
      list.rows = list.rows.map(({ id }) => ({ id: Math.floor(id / 20) }));
      expect(await paginate({ pageSize }).toArray()).toEqual(list.rows);
    }
  });

  it("that are nested too deeply to be compared are an error of ours", async () => {
    const { list, paginate } = liveList(20, { operation: { rowKey: undefined } });
    const depth = 50_000;
    list.rows = list.rows.map(() => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`));
    await expect(paginate({ pageSize: 10 }).toArray()).rejects.toMatchObject({ name: "OmadaError" });
  });

  it("are recognised when several rows share what was taken for their key", async () => {
    const shared = liveList(25);
    shared.list.rows = shared.list.rows.map(({ id }) => ({ id: id < 12 ? id : 7 }));
    expect(ids(await shared.paginate({ pageSize: 10 }).toArray())).toEqual(ids(shared.list.rows));
    const missing = liveList(25, { operation: { rowKey: ["mac"] } });
    expect(await missing.paginate({ pageSize: 10 }).toArray()).toHaveLength(25);
  });
});

describe("requests", () => {
  it("run ahead in order and within bounds", async () => {
    const { list, paginate } = liveList(1000, { latency: ({ page }) => (page % 3 === 0 ? 5 : 1) });
    const seen = ids(await paginate({ pageSize: 50, prefetch: 3 }).toArray());
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, id) => id));
    expect(list.mostOpen).toBe(3);
    const lazy = liveList(1000);
    for await (const row of lazy.paginate({ pageSize: 10, prefetch: 0 })) if (row.id === 9) break;
    expect(lazy.list.asked).toHaveLength(1);
  });

  it("under way are aborted when the caller stops, or the signal does", async () => {
    const early = liveList(1000, { latency: ({ page }) => (page === 1 ? 0 : 20) });
    for await (const row of early.paginate({ pageSize: 100 })) if (row.id === 150) break;
    expect(early.list.asked.length).toBeGreaterThan(2);
    expect(early.list.asked.slice(2).every(({ signal }) => signal?.aborted)).toBe(true);

    const controller = new AbortController();
    const stopped = liveList(1000, { latency: () => 5 });
    const all = stopped.paginate({ pageSize: 100, signal: controller.signal }).toArray();
    setTimeout(() => controller.abort(new Error("enough")), 12);
    await expect(all).rejects.toThrow("enough");
  });

  it("stop at `max`, which also bounds the size of the page", async () => {
    const { list, paginate } = liveList(10_000);
    expect(await paginate().toArray({ max: 15 })).toHaveLength(15);
    expect(list.asked.map(({ pageSize }) => pageSize)).toEqual([15]);
  });

  it("take the size that the operation allows", async () => {
    const ranged = liveList(250, { operation: { maxPageSize: 100 } });
    expect(await ranged.paginate().toArray()).toHaveLength(250);
    expect(ranged.list.asked[0]).toMatchObject({ pageSize: 100 });
    const chosen = liveList(450, { sizes: [10, 15, 20, 30, 50, 100] });
    expect(ids(await chosen.paginate().toArray())).toEqual(Array.from({ length: 450 }, (_, id) => id));
    const sizes = chosen.list.asked.map(({ pageSize }) => pageSize);
    expect(sizes.slice(0, 2)).toEqual([1000, 100]);
    // Those under way when the first odd size is refused are given up.
    const settled = sizes.slice(sizes.lastIndexOf(sizes.findLast((size) => size % 5 !== 0) ?? 0) + 1);
    expect(settled).toEqual([30, 100, 30, 100, 100, 100, 30, 100]);
    expect(sizes.length).toBeLessThan(20);
    for (const max of [3, 12, 25, 99, 150])
      expect(ids(await chosen.paginate().toArray({ max }))).toEqual(
        Array.from({ length: max }, (_, id) => id),
      );
    await expect(chosen.paginate({ pageSize: 500 }).toArray()).rejects.toMatchObject({ code: -1001 });
  });

  it("end when the number of the page makes no difference, however the rows look", async () => {
    let uptime = 0;
    const volatile = liveList(10, {
      extra: { totalRows: undefined },
      onAnswer: (live, { page, pageSize }) => {
        const first = (page - 1) * pageSize;
        live.rows = [];
        for (let id = 0; id < 10; id++) live.rows[first + id] = { id, uptime: uptime++ } as LiveRow;
      },
    });
    await expect(volatile.paginate({ pageSize: 10 }).toArray()).rejects.toThrow(/the same rows/);
    expect(volatile.list.asked.length).toBeLessThan(40);
  });

  it("read 10,000 rows at 5 ms at least ten times faster than small pages one after the other", async () => {
    const slow = liveList(10_000, { latency: () => 5 });
    const time = async (run: () => Promise<unknown>) => {
      const start = performance.now();
      await run();
      return performance.now() - start;
    };
    const one = await time(() => slow.paginate({ pageSize: 100, prefetch: 0, rowKey: false }).toArray());
    const many: number[] = [];
    // The fastest of several runs: other work of the computer delays some of them.
    for (let run = 0; run < 8; run++) {
      const quick = liveList(10_000, { latency: () => 5 });
      many.push(await time(() => quick.paginate().toArray()));
      expect(quick.list.asked.length).toBeLessThanOrEqual(11);
    }
    expect(slow.list.asked).toHaveLength(100);
    expect(one / Math.min(...many)).toBeGreaterThan(10);
  });
});
