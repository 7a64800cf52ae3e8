import { describe, expect, it, vi } from "vitest";
import { createClock, createTimers } from "../src/state/clock.js";
import { session } from "./support.js";

describe("the clock", () => {
  it("ends tokens without waiting", async () => {
    const s = await session({ profile: "6.2" });
    const list = (): Promise<{ errorCode: number }> => s.envelope("GET", "/sites?page=1&pageSize=10");
    const before = s.mock.clock.now();
    await s.mock.clock.advance(7_100_000);
    expect(await list()).toMatchObject({ errorCode: 0 });
    await s.mock.clock.advance(100_000);
    expect(await list()).toMatchObject({ errorCode: -44112 });
    expect(s.mock.clock.now() - before).toBeGreaterThanOrEqual(7_200_000);
    expect(() => s.mock.clock.advance(-1)).toThrow(RangeError);
  });

  it("sets the timer of a task again that went off before its time", async () => {
    vi.useFakeTimers();
    try {
      // The platform's timers run ahead of the clock: each goes off after half of what it was to wait.
      const begin = Date.now();
      const now = () => begin + (Date.now() - begin) / 2;
      const timers = createTimers(now, true);
      const done: [string, number][] = [];
      timers.add(begin + 20, () => void done.push(["first", now() - begin]));
      timers.add(
        begin + 3_000_000_000,
        () => void done.push(["after more than a timer takes", now() - begin]),
      );
      await vi.advanceTimersByTimeAsync(60);
      expect(done).toEqual([["first", expect.toSatisfy((at: number) => at >= 20 && at < 22)]]);
      await vi.advanceTimersByTimeAsync(6_000_000_100);
      expect(done).toHaveLength(2);
      expect(done[1]?.[1]).toBeGreaterThanOrEqual(3_000_000_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it("loses no answer of many that come late, one after the other", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ fault: { kind: "delay", ms: 20 } });
    for (let call = 0; call < 100; call++)
      expect((await s.envelope("GET", "/sites?page=1&pageSize=10")).errorCode, `call ${call}`).toBe(0);
  });

  it("runs tasks in the order of their times, each once", async () => {
    let time = 1000;
    const clock = createClock(() => time);
    const done: string[] = [];
    clock.after(20, () => void done.push("second"));
    clock.after(10, () => void done.push("first"));
    clock.after(10, async () => {
      await Promise.resolve();
      clock.after(5, () => void done.push("third"));
    });
    await clock.advance(9);
    expect(done).toEqual([]);
    await clock.advance(21);
    expect(done).toEqual(["first", "second"]);
    time += 5;
    clock.runDue();
    expect(done).toEqual(["first", "second", "third"]);
    clock.after(1, () => void done.push("never"));
    clock.stop();
    await clock.advance(100);
    expect(done).toHaveLength(3);
  });

  it("runs with the time of the machine by itself", async () => {
    vi.useFakeTimers();
    try {
      const clock = createClock();
      const task = vi.fn();
      clock.after(1000, task);
      await vi.advanceTimersByTimeAsync(999);
      expect(task).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(task).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the log of calls", () => {
  it("says what was called, with which body", async () => {
    const s = await session({ profile: "6.2" });
    const [mac] = s.mock.state.devices.keys();
    await s.envelope("PATCH", `/sites/${s.siteId}/aps/${mac}/general-config`, { name: "Lobby" });
    await s.envelope("GET", "/sites?page=1&pageSize=10");
    expect(s.mock.requests.of("site.getSiteList")).toHaveLength(1);
    expect(s.mock.requests.last("ap.modifyGeneralConfig")).toMatchObject({ body: { name: "Lobby" } });
    expect(s.mock.requests.last()).toMatchObject({ operation: "site.getSiteList" });
    expect(s.mock.requests.last("ap.nothing")).toBeUndefined();
    expect(Array.isArray(s.mock.requests.map((entry) => entry.path))).toBe(true);
    s.mock.requests.clear();
    expect(s.mock.requests).toHaveLength(0);
  });
});
