import fc from "fast-check";
import { expect, it } from "vitest";
import { createClient, type Grid, type GroupDefinition } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";

interface Row {
  readonly id: number;
}
interface Tags {
  log: { getRows(args: { page: number; pageSize: number }): Promise<Grid<Row>> };
}
const group: GroupDefinition<Tags> = {
  snapshot: { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
  group: "log",
  tags: ["log"],
  table: "#log\ngetRows G/v1/{}/rows q;*id",
};

const FAULTS: Record<string, () => Response> = {
  fine: () => Response.error(),
  unreachable: () => {
    throw Object.assign(new TypeError("fetch failed"), {
      cause: { code: "ECONNREFUSED", syscall: "connect" },
    });
  },
  cut: () =>
    new Response(new ReadableStream({ start: (stream) => stream.error(new Error("terminated")) }), {
      headers: { "content-type": "application/json" },
    }),
  unavailable: () => new Response(null, { status: 503 }),
  tooMany: () => new Response(null, { status: 429, headers: { "retry-after": "1" } }),
  busy: () => Response.json({ errorCode: -33004, msg: "Busy." }),
  expired: () => Response.json({ errorCode: -44112, msg: "Expired." }),
};

/** Before a request: a fault, and rows that are added or removed at a place between 0 and 1. */
const step = fc.record({
  fault: fc.constantFrom("fine", "fine", ...Object.keys(FAULTS)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  add: fc.nat({ max: 8 }),
  remove: fc.nat({ max: 8 }),
});

it("walking a list loses no row that stays and doubles none, while requests fail and the list changes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.record({
        rows: fc.nat({ max: 400 }),
        pageSize: fc.constantFrom(20, 50, 100),
        prefetch: fc.nat({ max: 4 }),
      }),
      async (steps, { rows: count, pageSize, prefetch }) => {
        const clock = new FakeClock();
        const left = [...steps];
        let next = 1_000_000;
        let rows: Row[] = Array.from({ length: count }, (_, id) => ({ id }));
        const gone = new Set<number>();
        const expired = new Set<string>();
        const { fetch, client } = fakeController(({ url }) => {
          const { fault = "fine", at = 0, add = 0, remove = 0 } = left.shift() ?? {};
          const place = Math.floor(at * rows.length);
          const fresh = Array.from({ length: add }, () => ({ id: next++ }));
          rows = [...rows];
          for (const { id } of rows.splice(place, remove, ...fresh)) gone.add(id);
          // A token is replaced once for a request, and no more.
          const again = fault === "expired" && expired.has(url);
          if (fault === "expired") expired.add(url);
          if (fault !== "fine" && !again) return (FAULTS[fault] as () => Response)();
          const query = new URL(url).searchParams;
          const [page, size] = [Number(query.get("page")), Number(query.get("pageSize"))];
          const data = rows.slice((page - 1) * size, page * size);
          return Response.json({ errorCode: 0, result: { totalRows: rows.length, currentPage: page, data } });
        });
        const gaps: unknown[] = [];
        const retry = { attempts: 50, budget: 100, random: () => 0.5 };
        const omada = await createClient<Tags>({ ...client, fetch, clock, retry, timeoutMs: 0 }, [group]);
        const options = { pageSize, prefetch, onGap: (gap: unknown) => void gaps.push(gap) };
        const walk = clock.run(omada.paginate(omada.log.getRows, {}, options).toArray());
        const seen = (await walk).map(({ id }) => id);
        expect(new Set(seen).size).toBe(seen.length);
        const stayed = Array.from({ length: count }, (_, id) => id).filter((id) => !gone.has(id));
        if (gaps.length === 0) expect(stayed.filter((id) => !seen.includes(id))).toEqual([]);
        expect(clock.pending).toBe(0);
      },
    ),
    { numRuns: Number(process.env.OMADA_FAULT_SCHEDULES ?? 1000) },
  );
}, 600_000);
