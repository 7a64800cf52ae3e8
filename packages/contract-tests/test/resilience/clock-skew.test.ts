import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Bed, listDevices, openBed, PROFILES } from "./support/bed.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** How far the controller's clock is ahead of the machine's; two hours is the life of a token. */
const SKEWS = [-HOUR, 0, HOUR] as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Time passes, for every clock. */
const pass = (ms: number) => vi.advanceTimersByTime(ms);
/** Sets this machine's clock. */
const setBy = (ms: number) => vi.setSystemTime(Date.now() + ms);

const refusals = ({ controller }: Bed) =>
  controller.requests.filter(({ errorCode }) => errorCode === -44112).length;

describe.each(PROFILES)("clocks that differ, on %s", (profile) => {
  it.each(SKEWS)("from the start, by %i ms: tokens are renewed in time and none is refused", async (skew) => {
    const bed = await openBed(profile, {}, { now: () => Date.now() + skew });
    for (let minute = 0; minute < 6 * 60; minute += 30) {
      await listDevices(bed);
      pass(30 * MINUTE);
    }
    expect(refusals(bed)).toBe(0);
    // Six hours with tokens of two hours, which are replaced a minute or two early.
    expect(bed.tokenRequests().length).toBe(3);
  });

  it.each([-HOUR, HOUR])("because the controller's clock is set by %i ms: healed once", async (jump) => {
    let skew = 0;
    const bed = await openBed(profile, {}, { now: () => Date.now() + skew, tokenLifetimeSeconds: 1800 });
    await listDevices(bed);
    skew = jump;
    for (let call = 0; call < 3; call++) await listDevices(bed);
    expect(refusals(bed)).toBe(jump > 0 ? 1 : 0);
    expect(bed.tokenRequests()).toHaveLength(jump > 0 ? 2 : 1);
  });

  it.each([
    [-HOUR, 1],
    [HOUR, 2],
  ])("because this machine's clock is set by %i ms: %i tokens, none refused", async (jump, tokens) => {
    // The controller keeps the time that really passes.
    const bed = await openBed(profile, {}, { now: () => performance.now(), tokenLifetimeSeconds: 1800 });
    await listDevices(bed);
    setBy(jump);
    for (let call = 0; call < 3; call++) await listDevices(bed);
    expect(bed.tokenRequests()).toHaveLength(tokens);
    pass(1700 * 1000);
    await listDevices(bed);
    expect(refusals(bed)).toBe(0);
  });

  it("and a turn that comes after the token's end: the dead token is not sent", async () => {
    const bed = await openBed(profile, { pacing: { concurrency: 1 } }, { now: () => Date.now() });
    await listDevices(bed);
    const { clock, faults } = bed.controller;
    faults.add({ operation: "device.getDeviceList", nth: 1, fault: { kind: "delay", ms: 2 * HOUR } });
    const calls = [listDevices(bed), listDevices(bed)];
    await clock.whenWaiting();
    pass(2 * HOUR);
    await clock.advance(0);
    await Promise.all(calls);
    expect(refusals(bed)).toBe(0);
    expect(bed.tokenRequests()).toHaveLength(2);
  });

  it.each(SKEWS)(
    "by %i ms, and a Retry-After that is a date: the controller's own clock counts",
    async (skew) => {
      const bed = await openBed(profile);
      const now = Date.now() + skew;
      const headers = {
        date: new Date(now).toUTCString(),
        "retry-after": new Date(now + 3000).toUTCString(),
      };
      bed.controller.faults.add({
        operation: "device.getDeviceList",
        times: 1,
        fault: { kind: "status", status: 429, headers },
      });
      await listDevices(bed);
      expect(bed.events.retries).toMatchObject([{ reason: "HTTP 429", delayMs: 3000 }]);
    },
  );
});
