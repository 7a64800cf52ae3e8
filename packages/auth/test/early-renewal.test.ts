import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientCredentials, memoryTokenStore } from "../src/index.js";
import { deferred, fakeController, granted, SECRET } from "./support/fake-controller.js";

const options = { clientId: "id", clientSecret: SECRET };
const first = { Authorization: "AccessToken=AT-1" };
const second = { Authorization: "AccessToken=AT-2" };
const LIFE = 1000;

/** Time passes for both clocks, in seconds. */
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
/** Lets what is ready happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Takes the place of the clock that limits a request. */
let runOutOfTime: () => void;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    const limit = new AbortController();
    runOutOfTime = () => limit.abort(new DOMException("too long", "TimeoutError"));
    return limit.signal;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A grant in the last minute of its first token, and what answers the second request. */
async function inTheLastMinute() {
  const gate = deferred();
  const { context, minted } = fakeController((n) => (n === 2 ? gate.promise : granted(n, LIFE)));
  const auth = clientCredentials(options);
  await auth.authorize(context());
  pass(LIFE - 55);
  return { auth, context, minted, answer: gate.resolve };
}

describe("in the last minute of a token", () => {
  it("callers go on with it at once while one renewal hangs", async () => {
    const { auth, context, minted, answer } = await inTheLastMinute();
    const given = await Promise.all(Array.from({ length: 50 }, () => auth.authorize(context())));
    expect(new Set(given.map((headers) => headers.Authorization))).toEqual(new Set([first.Authorization]));
    for (let call = 0; call < 10; call++) expect(await auth.authorize(context())).toEqual(first);
    expect(minted).toHaveLength(2);
    answer(granted(2, LIFE));
    await expect.poll(() => auth.authorize(context())).toEqual(second);
    expect(minted).toHaveLength(2);
  });

  it("who started the renewal may abort: it goes on", async () => {
    const { auth, context, minted, answer } = await inTheLastMinute();
    const caller = new AbortController();
    expect(await auth.authorize(context({ signal: caller.signal }))).toEqual(first);
    await settle();
    caller.abort();
    await settle();
    expect(minted[1]?.init.signal?.aborted).toBe(false);
    answer(granted(2, LIFE));
    await expect.poll(() => auth.authorize(context())).toEqual(second);
  });

  it("a renewal that takes too long is given up, and the next one waits for half of the rest", async () => {
    const { auth, context, minted } = await inTheLastMinute();
    await auth.authorize(context());
    await settle();
    runOutOfTime();
    await settle();
    expect(minted[1]?.init.signal?.aborted).toBe(true);
    pass(26);
    expect(await auth.authorize(context())).toEqual(first);
    await settle();
    expect(minted).toHaveLength(2);
    pass(2);
    expect(await auth.authorize(context())).toEqual(first);
    await expect.poll(() => minted.length).toBe(3);
  });

  it("a renewal that fails stays quiet and does not come back at every call", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { auth, context, minted, answer } = await inTheLastMinute();
    answer({ errorCode: -7132 });
    for (let call = 0; call < 10; call++) {
      expect(await auth.authorize(context())).toEqual(first);
      await settle();
    }
    expect(minted).toHaveLength(2);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("a token that was refused is waited for", async () => {
    const { auth, context, answer } = await inTheLastMinute();
    await auth.authorize(context());
    auth.invalidate({ errorCode: -44112 }, first);
    const waiting = auth.authorize(context());
    answer(granted(2, LIFE));
    expect(await waiting).toEqual(second);
  });

  it("a process that finds it in a store uses it at once as well", async () => {
    const { context, minted } = fakeController((n) => granted(n, LIFE));
    const store = memoryTokenStore();
    await clientCredentials({ ...options, store }).authorize(context());
    pass(LIFE - 55);
    const other = clientCredentials({ ...options, store });
    expect(await other.authorize(context())).toEqual(first);
    expect(minted).toHaveLength(1);
    expect(await other.authorize(context())).toEqual(first);
    await expect.poll(() => other.authorize(context())).toEqual(second);
    expect(minted).toHaveLength(2);
  });
});

describe("after the end of a token", () => {
  it("callers wait for the renewal under way, and a new one starts when that took too long", async () => {
    const { auth, context, minted } = await inTheLastMinute();
    await auth.authorize(context());
    await settle();
    pass(60);
    const waiting = [auth.authorize(context()), auth.authorize(context())].map((one) =>
      expect(one).rejects.toThrow("failed (TimeoutError)"),
    );
    await settle();
    expect(minted).toHaveLength(2);
    runOutOfTime();
    await Promise.all(waiting);
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
  });

  it("callers who came one after the other are not held by one request that hangs", async () => {
    const { auth, context, minted } = await inTheLastMinute();
    pass(60);
    const [one, two] = [new AbortController(), new AbortController()];
    const early = auth.authorize(context({ signal: one.signal }));
    await settle();
    const late = auth.authorize(context({ signal: two.signal }));
    one.abort(new Error("no time"));
    await expect(early).rejects.toThrow("no time");
    runOutOfTime();
    await expect(late).rejects.toThrow("failed");
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
    expect(minted).toHaveLength(3);
  });
});
