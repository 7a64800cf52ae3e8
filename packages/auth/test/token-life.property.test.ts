import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clientCredentials } from "../src/index.js";
import { fakeController, granted, SECRET } from "./support/fake-controller.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout"] }));
afterEach(() => void vi.useRealTimers());

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("call" as const), callers: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 400_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("kill" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("jump" as const),
      ms: fc.integer({ min: -3_600_000, max: 3_600_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail" as const) }) },
);

it("never asks twice at once, never hands out an ended token, asks once per reason to ask", async () => {
  const life = fc.record({
    expiresIn: fc.integer({ min: 2, max: 600 }),
    renewBeforeSeconds: fc.integer({ min: 0, max: 900 }),
    answerMs: fc.integer({ min: 0, max: 900 }),
    steps: fc.array(step, { minLength: 1, maxLength: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(life, async ({ expiresIn, renewBeforeSeconds, answerMs, steps }) => {
      let [flights, mostFlights, needless, failing] = [0, 0, 0, false];
      /** Earliest age, by either clock, at which a token may be replaced. */
      const earliest = 1000 * (expiresIn - 1.5 * Math.min(renewBeforeSeconds, expiresIn / 2));
      const issued = new Map<string, { steady: number; wall: number; killed: boolean }>();
      const last = () => [...issued.values()].at(-1);
      const { context, minted } = fakeController(async (n) => {
        mostFlights = Math.max(mostFlights, ++flights);
        const [steady, wall, before] = [performance.now(), Date.now(), last()];
        const age = before && Math.max(steady - before.steady, wall - before.wall);
        if (age !== undefined && !before?.killed && age < earliest - 1) needless++;
        await new Promise((resolve) => setTimeout(resolve, answerMs));
        flights--;
        if (failing) return { errorCode: -7132 };
        issued.set(`AccessToken=AT-${n}`, { steady, wall, killed: false });
        return granted(n, expiresIn);
      });
      const auth = clientCredentials({ clientId: "id", clientSecret: SECRET, renewBeforeSeconds });
      const call = async (callers: number) => {
        const all = Promise.allSettled(Array.from({ length: callers }, () => auth.authorize(context())));
        await vi.advanceTimersByTimeAsync(answerMs);
        return (await all).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      };
      for (const one of steps) {
        if (one.kind === "pass") vi.advanceTimersByTime(one.ms);
        else if (one.kind === "jump") vi.setSystemTime(Date.now() + one.ms);
        else if (one.kind === "fail") failing = !failing;
        else {
          const before = minted.length;
          const given = await call(one.kind === "call" ? one.callers : 3);
          expect(minted.length - before).toBeLessThanOrEqual(1);
          expect(new Set(given.map((headers) => headers.Authorization)).size).toBeLessThanOrEqual(1);
          for (const headers of given) {
            const token = issued.get(headers.Authorization ?? "");
            expect(token?.killed).toBe(false);
            // The call took as long as an answer at most, so it was handed out before that.
            expect(performance.now() - answerMs - (token?.steady ?? 0)).toBeLessThan(expiresIn * 1000);
          }
          if (one.kind !== "kill") continue;
          for (const headers of given) {
            auth.invalidate({ errorCode: -44113 }, headers);
            Object.assign(issued.get(headers.Authorization ?? "") ?? {}, { killed: true });
          }
        }
      }
      expect(mostFlights).toBeLessThanOrEqual(1);
      expect(needless).toBe(0);
    }),
    { numRuns: 150 },
  );
});

it("asks once per invalidation, however often and late callers report the same token", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), async (reports) => {
      const { context, minted } = fakeController();
      const auth = clientCredentials({ clientId: "id", clientSecret: SECRET });
      const given = [await auth.authorize(context())];
      for (const pick of reports) {
        const headers = given[pick % given.length] as Record<string, string>;
        const isCurrent = headers === given.at(-1);
        auth.invalidate({ errorCode: -44112 }, headers);
        auth.invalidate({ errorCode: -44112 }, headers);
        const before = minted.length;
        const next = await auth.authorize(context());
        expect(minted.length - before).toBe(isCurrent ? 1 : 0);
        if (isCurrent) given.push(next);
        else expect(next).toEqual(given.at(-1));
      }
    }),
    { numRuns: 100 },
  );
});
