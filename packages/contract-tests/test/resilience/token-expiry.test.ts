import { isOmadaApiError, isOmadaAuthError } from "@omada-sdk/core";
import { describe, expect, it } from "vitest";
import { type Bed, failureOf, listDevices, openBed, PROFILES, rename, TOKEN_PATH } from "./support/bed.js";

/** What a program does: reads, a walk over pages, a write, and a call by path. */
async function work(bed: Bed) {
  const { omada, siteId, apMac } = bed;
  const sites = await omada.site.getSiteList({ page: 1, pageSize: 10 });
  const devices = await omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 10 }).toArray();
  await rename(bed, "Lobby");
  const { name } = await omada.ap.getGeneralConfig({ siteId, apMac });
  const site = await omada.request<{ name: string }>("GET", "/openapi/v1/{omadacId}/sites/{siteId}", {
    path: { siteId },
  });
  return { sites: sites.data.length, macs: devices.map(({ mac }) => mac), name, site: site.name };
}

const DEVICES = 25;

describe.each(PROFILES)("a token that ends on %s", (profile) => {
  it("at any request of a program is replaced once, and the program sees nothing of it", async () => {
    const undisturbed = await openBed(profile, {}, { devices: DEVICES });
    const expected = await work(undisturbed);
    expect(expected.macs).toHaveLength(DEVICES);
    const steps = undisturbed.calls().length;
    expect(steps).toBeGreaterThanOrEqual(7);

    for (const code of [-44113, -44112, -44116])
      for (let step = 1; step <= steps; step++) {
        const bed = await openBed(profile, {}, { devices: DEVICES });
        bed.controller.faults.add({
          path: /^\/openapi\/v1/,
          nth: step,
          fault: { kind: "token-death", code },
        });
        const seen = { ...(await work(bed)), tokens: bed.tokenRequests().length, writes: bed.writes() };
        // Answers of requests that were under way together may be refused together.
        expect({ step, code, ...seen }).toEqual({ step, code, ...expected, tokens: 2, writes: 1 });
        const reasons = bed.events.reasons();
        expect(new Set(reasons)).toEqual(new Set(["token"]));
      }
  });

  it("while the request waits for its turn is replaced once it was refused", async () => {
    const bed = await openBed(profile, { pacing: { concurrency: 1 } });
    await listDevices(bed);
    const { controller } = bed;
    controller.faults.add({
      operation: "device.getDeviceList",
      times: 1,
      fault: { kind: "delay", ms: 60_000 },
    });
    const first = listDevices(bed);
    await controller.clock.whenWaiting();
    const second = bed.omada.site.getSiteList({ page: 1, pageSize: 10 });
    controller.expireTokens();
    await controller.clock.advance(60_000);
    await expect(first).resolves.toBeDefined();
    await expect(second).resolves.toBeDefined();
    expect(bed.tokenRequests()).toHaveLength(2);
    expect(bed.calls().map(({ errorCode }) => errorCode)).toEqual([0, 0, -44112, 0]);
  });

  it("with HTTP 401 in front of it is replaced as well", async () => {
    const bed = await openBed(profile);
    await listDevices(bed);
    for (const status of [401, 200]) {
      bed.controller.faults.clear();
      bed.controller.faults.add({
        operation: "ap.modifyGeneralConfig",
        times: 1,
        fault: { kind: "code", code: -44116, status },
      });
      await rename(bed, `HTTP ${status}`);
    }
    expect(bed.tokenRequests()).toHaveLength(3);
    expect(bed.writes()).toBe(2);
  });

  it("while the client waits to repeat a request is replaced before that", async () => {
    const bed = await openBed(profile);
    await listDevices(bed);
    const { faults } = bed.controller;
    faults.add({ operation: "device.getDeviceList", nth: 1, fault: { kind: "status", status: 503 } });
    faults.add({ operation: "device.getDeviceList", nth: 2, fault: { kind: "token-death" } });
    await expect(listDevices(bed)).resolves.toBeDefined();
    expect(bed.events.reasons()).toEqual(["HTTP 503", "token"]);
    expect(bed.tokenRequests()).toHaveLength(2);
  });

  it("although it was just replaced ends the call: one renewal, one repetition, no loop", async () => {
    const bed = await openBed(profile);
    await listDevices(bed);
    const before = bed.calls().length;
    bed.controller.faults.add({ operation: "ap.modifyGeneralConfig", fault: { kind: "token-death" } });
    const error = await failureOf(rename(bed, "Never"));
    expect(isOmadaApiError(error, -44113)).toBe(true);
    expect(bed.calls().length - before).toBe(2);
    expect(bed.tokenRequests()).toHaveLength(2);
    expect(bed.writes()).toBe(0);
  });

  it("is replaced although the token endpoint is in trouble for a while, also for a write", async () => {
    const bed = await openBed(profile);
    await listDevices(bed);
    const { faults, state } = bed.controller;
    state.accessTokens.clear();
    faults.add({ path: TOKEN_PATH, nth: 1, fault: { kind: "status", status: 503 } });
    faults.add({ path: TOKEN_PATH, nth: 2, fault: { kind: "close" } });
    faults.add({ path: TOKEN_PATH, nth: 3, fault: { kind: "rate-limit", retryAfterSeconds: 3 } });
    await rename(bed, "Lobby");
    expect(bed.writes()).toBe(1);
    expect(bed.tokenRequests()).toHaveLength(1 + 4);
    expect(bed.events.retries).toContainEqual(expect.objectContaining({ reason: "-7132", delayMs: 3000 }));
  });

  it("and cannot be replaced, because the application is gone, is reported once and sent no more", async () => {
    const bed = await openBed(profile);
    await listDevices(bed);
    bed.controller.credentials.clientSecret = "f".repeat(32);
    bed.controller.state.accessTokens.clear();
    const before = bed.calls().length;
    const error = await failureOf(rename(bed, "Never"));
    expect(isOmadaAuthError(error, -44106)).toBe(true);
    expect(bed.calls().length - before).toBe(1);
    expect(bed.tokenRequests()).toHaveLength(2);
  });
});
