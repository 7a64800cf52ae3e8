import { describe, expect, it } from "vitest";
import { createClient, defaultLimits, type PacingLimits } from "../src/index.js";
import { createPacer, siteOf, type Turn } from "../src/transport/pacing/pacer.js";
import { FakeClock, idle } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";

const { signal: never } = new AbortController();

/** Enters turns and notes the order in which they begin. */
function waitingRoom(limits: Partial<PacingLimits>) {
  const clock = new FakeClock();
  const pacer = createPacer(
    { concurrency: 1, writeGapMs: 0, writesPerSite: 9, maxQueueMs: 1000, ...limits },
    clock,
  );
  const begun: string[] = [];
  const enter = async (name: string, turn: Turn, signal = never, again = false) => {
    await pacer.enter(turn, signal, again);
    begun.push(name);
  };
  const end = (turn: Turn) => {
    pacer.leave(turn);
    pacer.finish(turn);
  };
  return { clock, pacer, begun, enter, end };
}

const overdue = (ms: number) => new Error(`not within ${ms}`);
const reading = (site: string): Turn => ({ sites: [site], write: false, holds: false, overdue });
const writing = (...sites: string[]): Turn => ({ sites, write: true, holds: false, overdue });

describe("a pacer", () => {
  it("lets only so many through at a time", async () => {
    const { pacer, begun, enter } = waitingRoom({ concurrency: 2 });
    for (const name of ["a", "b", "c", "d"]) void enter(name, reading("s"));
    await idle();
    expect(begun).toEqual(["a", "b"]);
    pacer.leave(reading("s"));
    await idle();
    expect(begun).toEqual(["a", "b", "c"]);
  });

  it("lets the sites take turns, each in order", async () => {
    const { pacer, begun, enter } = waitingRoom({});
    for (const name of ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]) void enter(name, reading(name.charAt(0)));
    for (let turn = 0; turn < 7; turn++) {
      await idle();
      pacer.leave(reading(""));
    }
    expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
  });

  it("lets one write per site through, and reads beside it", async () => {
    const { begun, enter, end } = waitingRoom({ concurrency: 9, writesPerSite: 1 });
    const [a1, b1] = [writing("a"), writing("b")];
    void enter("a1", a1);
    void enter("a2", writing("a"));
    void enter("b1", b1);
    void enter("read", reading("a"));
    await idle();
    expect(begun).toEqual(["a1", "b1", "read"]);
    end(b1);
    await idle();
    expect(begun).not.toContain("a2");
    end(a1);
    await idle();
    expect(begun).toContain("a2");
  });

  it("keeps a site for a write that waits to be repeated", async () => {
    const { pacer, begun, enter, end } = waitingRoom({ concurrency: 9, writesPerSite: 1 });
    const first = writing("a");
    await enter("first", first);
    void enter("second", writing("a"));
    pacer.leave(first);
    await idle();
    expect(begun).toEqual(["first"]);
    await enter("first again", first, never, true);
    end(first);
    await idle();
    expect(begun).toEqual(["first", "first again", "second"]);
  });

  it("lets a write about several sites have them all at once, and does not let it starve", async () => {
    const { begun, enter, end } = waitingRoom({ concurrency: 9, writesPerSite: 1 });
    const [a, b, both] = [writing("a"), writing("b"), writing("a", "b")];
    for (const [name, turn] of Object.entries({ a, b, both })) void enter(name, turn);
    const late = writing("a");
    void enter("late", late);
    await idle();
    end(a);
    await idle();
    expect(begun).toEqual(["a", "b"]);
    end(b);
    await idle();
    expect(begun).toEqual(["a", "b", "both"]);
    end(both);
    await idle();
    expect(begun).toEqual(["a", "b", "both", "late"]);
  });

  it("ends a wait that takes too long, and lets who waited behind it through", async () => {
    const { clock, begun, enter, end } = waitingRoom({ concurrency: 9, writesPerSite: 1, maxQueueMs: 100 });
    const hung = writing("a");
    await enter("hung", hung);
    const late = enter("late", writing("a", "b"));
    clock.timer(() => undefined, 60);
    clock.step();
    const behind = enter("behind", writing("b"));
    await expect(clock.run(late)).rejects.toThrow("not within 100");
    await behind;
    expect([clock.now(), begun]).toEqual([100, ["hung", "behind"]]);
    expect(clock.pending).toBe(0);
    end(hung);
    await enter("next", writing("a"));
    expect(begun.at(-1)).toBe("next");
  });

  it("keeps a gap between the end of a write and the next, and none before reads", async () => {
    const { clock, begun, enter, end } = waitingRoom({ concurrency: 9, writeGapMs: 200, writesPerSite: 1 });
    const [w1, w2, w3, r] = [writing("a"), writing("b"), writing("a"), reading("a")];
    await enter("w1", w1);
    clock.timer(() => end(w1), 50);
    const second = enter("w2", w2);
    const third = enter("w3", w3);
    await enter("r", r);
    await clock.run(second);
    expect(clock.now()).toBe(250);
    end(w2);
    await clock.run(third);
    expect(clock.now()).toBe(450);
    expect(begun).toEqual(["w1", "r", "w2", "w3"]);
    end(w3);
    end(r);
    expect(clock.pending).toBe(0);
  });

  it("forgets who gives up waiting", async () => {
    const { pacer, begun, enter } = waitingRoom({});
    await enter("a", reading("s"));
    const abort = new AbortController();
    const gone = Promise.all([
      enter("b", reading("s"), abort.signal),
      enter("c", reading("t"), abort.signal),
    ]);
    const last = enter("d", reading("s"));
    abort.abort(new Error("enough"));
    await expect(gone).rejects.toThrow("enough");
    pacer.leave(reading("s"));
    await last;
    expect(begun).toEqual(["a", "d"]);
  });

  it("lets a repeated request go ahead of its site", async () => {
    const { pacer, begun, enter } = waitingRoom({});
    await enter("a", reading("s"));
    void enter("b", reading("s"));
    void enter("a again", reading("s"), never, true);
    pacer.leave(reading("s"));
    await idle();
    expect(begun).toEqual(["a", "a again"]);
  });
});

describe("a client", () => {
  const connect = async (options = {}, controller = {}) => {
    let running = 0;
    let most = 0;
    const fake = fakeController(async () => {
      most = Math.max(most, ++running);
      await idle();
      running--;
      return undefined;
    }, controller);
    const omada = await createClient({ ...fake.client, fetch: fake.fetch, ...options }, []);
    const send = (method: "GET" | "PATCH", site = "s") =>
      omada.request(method, `/openapi/v1/{omadacId}/sites/${site}/x`);
    return { ...fake, send, most: () => most };
  };
  const times = (count: number) => Array.from({ length: count });

  it.each([
    [{ type: 1 }, { concurrency: 8, writeGapMs: 0 }],
    [{ type: 10 }, { concurrency: 4, writeGapMs: 200 }],
    [{ type: 11 }, { concurrency: 4, writeGapMs: 100 }],
    [{ type: 99 }, { concurrency: 4, writeGapMs: 200 }],
    [undefined, { concurrency: 4, writeGapMs: 100 }],
  ])("has the limits of a controller with %j", (info, limits) => {
    expect(defaultLimits(info)).toMatchObject({ ...limits, writesPerSite: 1 });
  });

  it("keeps to the limits of the controller, or to others, or to none", async () => {
    const software = await connect();
    await Promise.all(times(20).map(() => software.send("GET")));
    expect(software.most()).toBe(8);
    const hardware = await connect({}, { type: 11 });
    await Promise.all(times(20).map(() => hardware.send("GET")));
    expect(hardware.most()).toBe(4);
    const chosen = await connect({ pacing: { concurrency: 3 } });
    await Promise.all(times(20).map(() => chosen.send("GET")));
    expect(chosen.most()).toBe(3);
    const free = await connect({ pacing: false });
    await Promise.all(times(20).map((_, n) => free.send(n % 2 ? "GET" : "PATCH")));
    expect(free.most()).toBe(20);
  });

  it("sends one write at a time per site", async () => {
    const { send, most } = await connect();
    await Promise.all(times(5).map(() => send("PATCH")));
    expect(most()).toBe(1);
    await Promise.all(["a", "b", "a", "b", "c"].map((site) => send("PATCH", site)));
    expect(most()).toBe(3);
  });

  it("keeps the order of the writes to a site when the first has to be repeated", async () => {
    const clock = new FakeClock();
    const bodies: unknown[] = [];
    const busy = fakeController(({ init }) => {
      bodies.push(init.body);
      return bodies.length === 1 ? Response.json({ errorCode: -33004, msg: "Busy." }) : undefined;
    });
    const omada = await createClient({ ...busy.client, fetch: busy.fetch, clock }, []);
    const write = (name: string, signal?: AbortSignal) =>
      omada.request("PATCH", "/openapi/v1/{omadacId}/sites/s/x", { body: { name }, signal });
    await clock.run(Promise.all([write("old"), write("new")]));
    expect(bodies.map((body) => JSON.parse(String(body)).name)).toEqual(["old", "old", "new"]);

    // One that is given up while it waits does not keep the site.
    bodies.length = 0;
    const abort = new AbortController();
    const given = write("given up", abort.signal);
    await expect.poll(() => bodies.length).toBe(1);
    abort.abort(new Error("enough"));
    await expect(given).rejects.toThrow("enough");
    await expect(clock.run(write("next"))).resolves.toBe("ok");
  });

  it("does not count waiting for a turn as time of the call", async () => {
    const clock = new FakeClock();
    const slow = fakeController(() => new Promise((resolve) => clock.timer(() => resolve(undefined), 900)));
    const options = { ...slow.client, fetch: slow.fetch, clock, timeoutMs: 1000, pacing: { concurrency: 1 } };
    const omada = await createClient(options, []);
    const calls = times(5).map(() => omada.request("GET", "/openapi/v1/{omadacId}/x"));
    await expect(clock.run(Promise.all(calls))).resolves.toHaveLength(5);
    expect(clock.now()).toBe(4500);
    expect(clock.pending).toBe(0);
  });

  it("lets a call end while it waits, without sending it", async () => {
    const { send: _, ...fake } = await connect();
    const omada = await createClient({ ...fake.client, fetch: fake.fetch, pacing: { concurrency: 1 } }, []);
    const abort = new AbortController();
    const first = omada.request("GET", "/openapi/v1/{omadacId}/first");
    const second = omada.request("GET", "/openapi/v1/{omadacId}/second", { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    await expect(first).resolves.toBe("ok");
    expect(fake.seen.map(({ url }) => url.split("/").at(-1))).toEqual(["first"]);
  });

  it.each([
    [{ concurrency: 0 }, /concurrency/],
    [{ writeGapMs: -1 }, /writeGapMs/],
    [{ writesPerSite: Number.NaN }, /writesPerSite/],
  ])("refuses %j", async (pacing, message) => {
    await expect(connect({ pacing })).rejects.toThrow(message);
  });
});

it.each([
  ["https://h/openapi/v1/id/sites/abc/devices?x=1", "/sites/abc"],
  ["https://h/openapi/v1/id/sites/abc?x=/sites/other", "/sites/abc"],
  ["https://h/openapi/v1/id/sitetemplates/t1/x", "/sitetemplates/t1"],
  ["https://h/openapi/v1/id/sites?page=1", undefined],
  ["https://h/openapi/v1/id/users", undefined],
])("the site of %s is %j", (url, site) => {
  expect(siteOf(url)).toBe(site);
});

it("a write that hangs does not stop its site for ever", async () => {
  const clock = new FakeClock();
  const { client, fetch, seen } = fakeController(({ url }) =>
    url.endsWith("/hang") ? new Promise(() => undefined) : undefined,
  );
  const omada = await createClient({ ...client, fetch, clock, timeoutMs: 0, retry: false }, []);
  const write = (name: string) =>
    omada.request("POST", "/openapi/v1/{omadacId}/sites/s/{name}", { path: { name } });
  void write("hang").catch(() => undefined);
  const waiting = write("waiting");
  const read = omada.request("GET", "/openapi/v1/{omadacId}/sites/s/read");
  await expect(read).resolves.toBe("ok");
  await expect(clock.run(waiting)).rejects.toMatchObject({
    name: "OmadaTimeoutError",
    timeoutMs: 600_000,
    outcome: "not-sent",
    message: expect.stringMatching(/did not get its turn within 600000 ms\. It was not sent: .*maxQueueMs/),
  });
  expect(clock.now()).toBe(600_000);
  expect(seen.some(({ url }) => url.endsWith("/waiting"))).toBe(false);
  const patient = { ...client, fetch, pacing: { maxQueueMs: 0 } };
  await expect(createClient(patient, [])).rejects.toThrow(/pacing\.maxQueueMs is a number/);
});
