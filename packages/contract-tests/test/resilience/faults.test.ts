import {
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaHttpError,
  isOmadaTimeoutError,
  OmadaError,
} from "@omada-sdk/core";
import { createNodeFetch, type NodeFetch } from "@omada-sdk/core/node";
import type { Fault } from "@omada-sdk/mock-controller";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf, listDevices, openBed, PROFILES, rename } from "./support/bed.js";
import { stoppedClock } from "./support/clocks.js";
import { startRelay } from "./support/relay.js";

interface Case {
  name: string;
  fault: Fault;
  /** Why a read is repeated; undefined when it is not. */
  reason?: RegExp;
  /** The controller said that it did nothing, so a write is repeated, too. */
  writeAgain?: boolean;
  /** What ends a call that is not repeated. */
  ends: (error: unknown) => boolean;
}

/** Codes of a connection that ended, by the moment in which it did. */
const CUT = /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/;

const CASES: readonly Case[] = [
  {
    name: "429 with Retry-After",
    fault: { kind: "rate-limit", retryAfterSeconds: 7 },
    reason: /^-7132$/,
    writeAgain: true,
    ends: (error) => isOmadaApiError(error, -7132),
  },
  {
    name: "429 of something in front",
    fault: { kind: "status", status: 429, body: "slow down" },
    reason: /^HTTP 429$/,
    writeAgain: true,
    ends: (error) => isOmadaHttpError(error) && error.status === 429,
  },
  {
    name: "a code for busy",
    fault: { kind: "code", code: -33004 },
    reason: /^-33004$/,
    writeAgain: true,
    ends: (error) => isOmadaApiError(error, -33004),
  },
  ...[502, 503, 504].map(
    (status): Case => ({
      name: `${status} with a page`,
      fault: { kind: "html", status },
      reason: new RegExp(`^HTTP ${status}$`),
      ends: (error) => isOmadaHttpError(error) && error.status === status,
    }),
  ),
  { name: "a web page with 200", fault: { kind: "html" }, ends: isOmadaHttpError },
  { name: "half a body", fault: { kind: "truncate" }, reason: CUT, ends: isOmadaConnectionError },
  {
    name: "a body cut at its start",
    fault: { kind: "truncate", bytes: 0 },
    reason: CUT,
    ends: isOmadaConnectionError,
  },
  { name: "a closed socket", fault: { kind: "close" }, reason: CUT, ends: isOmadaConnectionError },
  {
    name: "an unknown error",
    fault: { kind: "code", code: -987654, status: 500 },
    ends: (error) => isOmadaApiError(error, -987654),
  },
];

describe.each(PROFILES)("faults of %s", (profile) => {
  it.each(CASES)("$name: a read", async ({ fault, reason, ends }) => {
    const bed = await openBed(profile);
    await listDevices(bed);
    const { faults } = bed.controller;
    if (reason) {
      faults.add({ operation: "device.getDeviceList", times: 3, fault });
      await expect(listDevices(bed)).resolves.toHaveProperty("data");
      expect(bed.events.reasons()).toHaveLength(3);
      for (const seen of bed.events.reasons()) expect(seen).toMatch(reason);
      expect(bed.events.retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(bed.events.errors).toEqual([]);
    }
    faults.clear();
    const always = faults.add({ operation: "device.getDeviceList", fault });
    const error = await failureOf(listDevices(bed));
    expect(error).toBeInstanceOf(OmadaError);
    expect(error).toSatisfy(ends);
    expect(always.hits).toBe(reason ? 4 : 1);
    expect(bed.events.errors).toHaveLength(1);
    expect(bed.events.errors[0]?.error).toBe(error);
    faults.clear();
    await expect(listDevices(bed)).resolves.toHaveProperty("data");
  });

  it.each(CASES)("$name: a write is carried out once at most", async ({ fault, writeAgain, ends }) => {
    const bed = await openBed(profile);
    await listDevices(bed);
    const { faults } = bed.controller;
    faults.add({ operation: "ap.modifyGeneralConfig", times: 1, fault });
    if (writeAgain) await rename(bed, "Lobby");
    else expect(await failureOf(rename(bed, "Lobby"))).toSatisfy(ends);
    const delivered = fault.kind === "truncate";
    expect(bed.writes()).toBe(writeAgain || delivered ? 1 : 0);
    if (writeAgain || delivered) return;
    // The same, but what was asked for had been done before the answer was lost.
    faults.clear();
    faults.add({ operation: "ap.modifyGeneralConfig", times: 1, executes: true, fault });
    expect(await failureOf(rename(bed, "Lounge"))).toSatisfy(ends);
    expect(bed.writes()).toBe(1);
    expect(bed.controller.state.devices.get(bed.apMac)?.name).toBe("Lounge");
  });

  it("Retry-After is waited for as long as it says", async () => {
    const bed = await openBed(profile);
    bed.controller.faults.add({
      operation: "device.getDeviceList",
      times: 1,
      fault: { kind: "rate-limit", retryAfterSeconds: 7 },
    });
    await listDevices(bed);
    expect(bed.events.retries).toMatchObject([
      { operation: "device.getDeviceList", attempt: 1, reason: "-7132", delayMs: 7000 },
    ]);
  });

  it("Retry-After that exceeds the time left ends the call at once", async () => {
    const clock = stoppedClock();
    const bed = await openBed(profile, { clock, timeoutMs: 30_000 });
    bed.controller.faults.add({
      operation: "device.getDeviceList",
      fault: { kind: "rate-limit", retryAfterSeconds: 60 },
    });
    expect(isOmadaApiError(await failureOf(listDevices(bed)), -7132)).toBe(true);
    expect(bed.events.retries).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });

  it("waits grow, by chance, and are spent from one budget", async () => {
    const random = () => 1;
    const bed = await openBed(profile, { retry: { random, budget: 5 } });
    bed.controller.faults.add({ operation: "device.getDeviceList", fault: { kind: "status", status: 503 } });
    for (let call = 0; call < 3; call++) await failureOf(listDevices(bed));
    expect(bed.events.retries.map(({ delayMs }) => delayMs)).toEqual([250, 500, 1000, 250, 500]);
  });

  it("a slow body arrives whole, or ends with the time limit, and the connection is not used again", async () => {
    const clock = stoppedClock();
    const bed = await openBed(profile, { clock, timeoutMs: 30_000 });
    const { controller } = bed;
    const slow: Fault = { kind: "trickle", ms: 60_000, bytes: 512 };
    controller.faults.add({ operation: "device.getDeviceList", times: 1, fault: slow });
    let done = false;
    const whole = listDevices(bed).finally(() => {
      done = true;
    });
    while (!done) {
      await Promise.race([controller.clock.whenWaiting(), whole]);
      await controller.clock.advance(60_000);
    }
    await expect(whole).resolves.toHaveProperty("data.length", 6);

    controller.faults.add({ operation: "device.getDeviceList", nth: 1, fault: slow });
    const late = failureOf(listDevices(bed));
    await controller.clock.whenWaiting();
    await controller.clock.advance(60_000);
    await controller.clock.whenWaiting();
    clock.pass(30_000);
    expect(await late).toSatisfy(isOmadaTimeoutError);
    expect(clock.pending()).toEqual([]);
    await expect(listDevices(bed)).resolves.toHaveProperty("data.length", 6);
  });

  it("an answer that never comes ends with the time limit, the token request included", async () => {
    const clock = stoppedClock();
    const bed = await openBed(profile, { clock, timeoutMs: 30_000 });
    bed.controller.faults.add({ fault: { kind: "delay", ms: 1e9 } });
    for (const after of [0, 1]) {
      const late = failureOf(listDevices(bed));
      await bed.controller.clock.whenWaiting(after + 1);
      clock.pass(30_000);
      expect(await late).toSatisfy(isOmadaTimeoutError);
      bed.controller.faults.clear();
      await listDevices(bed);
      bed.controller.faults.add({ operation: "device.getDeviceList", fault: { kind: "delay", ms: 1e9 } });
    }
    expect(bed.events.retries).toEqual([]);
  });

  it("connections that end in the handshake are tried again, also for a write: nothing was sent", async () => {
    const bed = await openBed(profile);
    const relay = await startRelay(bed.controller.url);
    const fetches = [1, 2].map(() => createNodeFetch({ fingerprint256: bed.controller.fingerprint256 }));
    onTestFinished(async () => void (await Promise.all(fetches.map((fetch) => fetch.close()))));
    let current = fetches[0] as NodeFetch;
    let left = 2;
    const onRetry = () => {
      if (--left === 0) relay.manner = "pass";
    };
    const omada = await bed.connect({
      baseUrl: relay.url,
      fetch: (url, init) => current(url, init),
      hooks: [bed.events.hooks, { onRetry }],
    });
    const own = { ...bed, omada };
    await listDevices(own);
    // Without a connection that is open already.
    current = fetches[1] as NodeFetch;
    relay.manner = "hang-up";
    await rename(own, "Lobby");
    expect(bed.events.retries.map(({ operation }) => operation)).toEqual(
      [1, 2].map(() => "ap.modifyGeneralConfig"),
    );
    expect(bed.writes()).toBe(1);
  });

  it("over a hundred random schedules no write is done twice, and no row is lost or doubled", async () => {
    const bed = await openBed(profile, { retry: { baseMs: 0, attempts: 6, budget: 1e9 } }, { devices: 120 });
    const { omada, siteId, controller } = bed;
    const kinds: Fault[] = [
      ...CASES.map(({ fault }) => fault).filter(
        (fault) => fault.kind !== "html" || fault.status !== undefined,
      ),
      { kind: "token-death" },
      { kind: "token-death", code: -44112 },
    ];
    const silent = new Set(CASES.filter(({ writeAgain }) => !writeAgain).map(({ fault }) => fault));
    let whole = 0;
    let written = 0;
    for (let schedule = 0; schedule < 100; schedule++) {
      controller.faults.clear();
      for (const [index, fault] of kinds.entries())
        if ((schedule * 7 + index) % 3 === 0)
          controller.faults.add({
            path: /^\/openapi\//,
            probability: 0.06,
            // A controller that says it did nothing has done nothing; where it says nothing, it may have.
            executes: silent.has(fault) && (schedule + index) % 2 === 0,
            fault,
          });
      const before = bed.writes();
      const name = `Schedule ${schedule}`;
      const outcome = await rename(bed, name).then(
        () => "done",
        () => "failed",
      );
      expect(bed.writes() - before).toBeLessThanOrEqual(1);
      if (outcome === "done") {
        written++;
        expect(controller.state.devices.get(bed.apMac)?.name).toBe(name);
      }
      const rows = await omada
        .paginate(omada.device.getDeviceList, { siteId }, { pageSize: 30 })
        .toArray()
        .catch(() => undefined);
      if (!rows) continue;
      whole++;
      expect(rows.map(({ mac }) => mac)).toEqual(
        [...controller.state.devices.values()].filter((one) => one.siteId === siteId).map(({ mac }) => mac),
      );
    }
    // Most get through; the others end with an error, never with less than all.
    expect(whole).toBeGreaterThan(60);
    expect(written).toBeGreaterThan(60);
  });
});
