import { isOmadaTlsError } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf, listDevices, openBed, PROFILES, rename } from "./support/bed.js";

describe.each(PROFILES)("a certificate of %s that is replaced", (profile) => {
  it("between two requests: the error names both, nothing is sent, and pinning the new one mends it", async () => {
    const bed = await openBed(profile);
    const { controller } = bed;
    await listDevices(bed);
    const pinned = controller.fingerprint256;
    controller.changeCertificate();
    const presented = controller.fingerprint256;
    expect(presented).not.toBe(pinned);
    const before = controller.requests.length;
    for (const call of [() => listDevices(bed), () => rename(bed, "Never")]) {
      const error = await failureOf(call());
      expect(error).toSatisfy(isOmadaTlsError);
      expect(error).toMatchObject({
        reason: "FINGERPRINT_MISMATCH",
        expectedFingerprint: pinned,
        actualFingerprint: presented,
      });
      expect(error.message).toContain(pinned);
      expect(error.message).toContain(presented);
    }
    // Only the connection that the change ended is worth another try; a wrong certificate is no trouble that passes.
    expect(bed.events.retries.length).toBeLessThanOrEqual(1);
    expect(controller.requests.length).toBe(before);

    const fetch = createNodeFetch({ fingerprint256: presented });
    onTestFinished(() => fetch.close());
    const again = await bed.connect({ fetch });
    await rename({ ...bed, omada: again }, "Lobby");
    expect(bed.writes()).toBe(1);
  });

  it("right after an answer, while pages are read: rows so far, then the error", async () => {
    const bed = await openBed(profile, {}, { devices: 40 });
    const { controller, omada, siteId } = bed;
    const pinned = controller.fingerprint256;
    controller.faults.add({ operation: "device.getDeviceList", nth: 2, fault: { kind: "certificate" } });
    const seen: string[] = [];
    const walk = async () => {
      const rows = omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 10, prefetch: 0 });
      for await (const { mac } of rows) seen.push(mac);
    };
    const error = await failureOf(walk());
    expect(error).toSatisfy(isOmadaTlsError);
    expect(error).toMatchObject({
      expectedFingerprint: pinned,
      actualFingerprint: controller.fingerprint256,
    });
    expect(seen.length).toBeGreaterThanOrEqual(10);
    expect(seen.length).toBeLessThan(40);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("and was trusted by its text is not trusted any more", async () => {
    const bed = await openBed(profile);
    const fetch = createNodeFetch({ ca: bed.controller.ca });
    onTestFinished(() => fetch.close());
    const omada = await bed.connect({ fetch });
    await listDevices({ ...bed, omada });
    bed.controller.changeCertificate();
    expect(await failureOf(listDevices({ ...bed, omada }))).toSatisfy(isOmadaTlsError);
  });

  it("is not the matter of another client that pinned nothing of it", async () => {
    const bed = await openBed(profile);
    const fetch = createNodeFetch({ insecure: true });
    onTestFinished(() => fetch.close());
    const omada = await bed.connect({ fetch });
    bed.controller.changeCertificate();
    await expect(listDevices({ ...bed, omada })).resolves.toBeDefined();
    expect(await failureOf(listDevices(bed))).toSatisfy(isOmadaTlsError);
  });
});
