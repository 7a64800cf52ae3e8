import fc from "fast-check";
import { expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";

/**
 * What happens to one request. `done` says whether the controller carries it out, `answer` what the caller gets.
 */
interface Fate {
  readonly done: boolean;
  readonly answer: "result" | "slow result" | "error" | "cut" | Response;
  /** How an error looks. */
  readonly error?: { code: string; syscall?: string };
}

const envelope = (errorCode: number, status = 200) => Response.json({ errorCode, msg: "No." }, { status });
const fates: Record<string, () => Fate> = {
  fine: () => ({ done: true, answer: "result" }),
  slow: () => ({ done: true, answer: "slow result" }),
  unreachable: () => ({ done: false, answer: "error", error: { code: "ECONNREFUSED", syscall: "connect" } }),
  resetBefore: () => ({ done: false, answer: "error", error: { code: "ECONNRESET" } }),
  resetAfter: () => ({ done: true, answer: "error", error: { code: "UND_ERR_SOCKET" } }),
  cutAfter: () => ({ done: true, answer: "cut" }),
  tooMany: () => ({ done: false, answer: new Response(null, { status: 429 }) }),
  tooManyLater: () => ({
    done: false,
    answer: new Response(null, { status: 429, headers: { "retry-after": "2" } }),
  }),
  busy: () => ({ done: false, answer: envelope(-33004) }),
  busyIn503: () => ({ done: false, answer: envelope(-7132, 503) }),
  gatewayBefore: () => ({ done: false, answer: new Response("<html>", { status: 502 }) }),
  gatewayAfter: () => ({ done: true, answer: new Response("", { status: 504 }) }),
  expired: () => ({ done: false, answer: envelope(-44112) }),
  unauthorized: () => ({ done: false, answer: envelope(-44116, 401) }),
  page: () => ({ done: true, answer: new Response("<html>", { headers: { "content-type": "text/html" } }) }),
  general: () => ({ done: true, answer: envelope(-1) }),
};
const fate = fc.constantFrom(...Object.keys(fates));
const tokenFate = fc.constantFrom("fine", "fine", "fine", "unavailable", "unreachable");
const calls = fc.array(
  fc.record({ write: fc.boolean(), site: fc.nat({ max: 2 }), timeoutMs: fc.constantFrom(0, 1500, 30_000) }),
  { minLength: 1, maxLength: 6 },
);

function cut(): Response {
  const body = new ReadableStream({
    start: (controller) =>
      controller.error(Object.assign(new Error("terminated"), { code: "UND_ERR_SOCKET" })),
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

it("no write is carried out twice and no result is lost, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(
      calls,
      fc.array(fate, { maxLength: 24 }),
      fc.array(tokenFate, { maxLength: 6 }),
      fc.integer(),
      async (plan, schedule, tokens, seed) => {
        const clock = new FakeClock();
        const done = new Map<string, number>();
        const answered = new Set<string>();
        const left = [...schedule];
        const fake = fakeController(
          async ({ url, init }) => {
            const number = new URL(url).searchParams.get("number") as string;
            const { done: carriedOut, answer, error } = (fates[left.shift() ?? "fine"] as () => Fate)();
            if (carriedOut) done.set(number, (done.get(number) ?? 0) + 1);
            if (answer === "error")
              throw Object.assign(new TypeError("fetch failed"), { cause: { ...error } });
            if (answer === "cut") return cut();
            if (answer instanceof Response) return answer;
            if (answer === "slow result")
              await new Promise<void>((resolve, reject) => {
                const cancel = clock.timer(resolve, 1000);
                init.signal?.addEventListener("abort", () => {
                  cancel();
                  reject(init.signal?.reason);
                });
              });
            answered.add(number);
            return Response.json({ errorCode: 0, result: number });
          },
          {
            type: [1, 10, 11][seed & 1] ?? 1,
            token: () => {
              const next = tokens.shift() ?? "fine";
              if (next === "unreachable")
                throw Object.assign(new TypeError("x"), { cause: { code: "ECONNREFUSED" } });
              return next === "fine" ? undefined : new Response(null, { status: 503 });
            },
          },
        );
        let random = seed >>> 0;
        const retry = {
          random: () => {
            random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
            return random / 2 ** 32;
          },
        };
        const omada = await createClient({ ...fake.client, fetch: fake.fetch, clock, retry }, []);
        const outcomes = await clock.run(
          Promise.allSettled(
            plan.map(({ write, site, timeoutMs }, number) =>
              omada.request(write ? "PATCH" : "GET", `/openapi/v1/{omadacId}/sites/${site}/x`, {
                query: { number },
                timeoutMs,
              }),
            ),
          ),
        );
        for (const [index, { write }] of plan.entries()) {
          const number = `${index}`;
          const outcome = outcomes[index] as PromiseSettledResult<unknown>;
          if (write) expect(done.get(number) ?? 0).toBeLessThanOrEqual(1);
          expect(outcome.status === "fulfilled").toBe(answered.has(number));
          if (outcome.status === "fulfilled") expect(outcome.value).toBe(number);
          // What the caller hears nothing was done for really was not done, and the other way round it is not lost.
          if (outcome.status === "fulfilled") expect(done.get(number)).toBeGreaterThanOrEqual(1);
        }
        expect(clock.pending).toBe(0);
        left.length = 0;
        tokens.length = 0;
        await expect(
          clock.run(omada.request("PATCH", "/openapi/v1/{omadacId}/x", { query: { number: "last" } })),
        ).resolves.toBe("last");
        expect(clock.pending).toBe(0);
      },
    ),
    { numRuns: Number(process.env.OMADA_FAULT_SCHEDULES ?? 1000) },
  );
}, 600_000);
