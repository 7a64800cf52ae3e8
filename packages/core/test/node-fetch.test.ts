import { describe, expect, it } from "vitest";
import type { TlsOptions } from "../src/node/index.js";
import { createNodeFetch, fetchFingerprint } from "../src/node/index.js";
import { createCertificate } from "./support/certificate.js";
import { envelope, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

const other = createCertificate({ dns: ["elsewhere"], ips: [] });

describe.concurrent("createNodeFetch", () => {
  const connectWith = async (make: (certificate: { cert: string; fingerprint256: string }) => TlsOptions) => {
    const controller = await startController((_, response) => envelope(response, "ok"));
    const fetch = createNodeFetch(make(controller.certificate));
    try {
      const omada = await connectTo(controller, { fetch });
      return await omada.request("GET", "/openapi/v1/{omadacId}/x");
    } finally {
      await fetch.close();
    }
  };

  it.each<[string, Parameters<typeof connectWith>[0]]>([
    ["a pinned certificate", ({ fingerprint256 }) => ({ fingerprint256 })],
    [
      "a pin in lower case",
      ({ fingerprint256 }) => ({ fingerprint256: fingerprint256.replaceAll(":", "").toLowerCase() }),
    ],
    ["a certificate given as ca", ({ cert }) => ({ ca: cert })],
    ["one of several ca", ({ cert }) => ({ ca: [other.cert, cert], allowHostMismatch: true })],
    ["anything when insecure", () => ({ insecure: true })],
  ])("accepts %s", async (_, make) => {
    await expect(connectWith(make)).resolves.toBe("ok");
  });

  it("refuses a self-signed certificate by default and says what to do", async () => {
    await expect(connectWith(() => ({}))).rejects.toMatchObject({
      name: "OmadaTlsError",
      reason: "DEPTH_ZERO_SELF_SIGNED_CERT",
      message: expect.stringContaining("createNodeFetch"),
    });
    const controller = await startController(() => undefined);
    await expect(connectTo(controller, { fetch: undefined })).rejects.toMatchObject({
      name: "OmadaTlsError",
    });
  });

  it("refuses another certificate than the pinned one before anything is sent, naming both", async () => {
    const controller = await startController(() => undefined);
    const fetch = createNodeFetch({ fingerprint256: other.fingerprint256 });
    await expect(connectTo(controller, { fetch, omadacId: "a" })).rejects.toMatchObject({
      name: "OmadaTlsError",
      expectedFingerprint: other.fingerprint256,
      actualFingerprint: controller.certificate.fingerprint256,
    });
    expect(controller.seen).toEqual([]);
    await fetch.close();
  });

  it.each<[TlsOptions, RegExp]>([
    [{ fingerprint256: "AB:CD" }, /64 hexadecimal/],
    [{ fingerprint256: "" }, /64 hexadecimal/],
    [{ ca: "x", insecure: true }, /exclude each other/],
    [{ allowHostMismatch: true }, /needs ca/],
  ])("refuses %j", (options, message) => {
    expect(() => createNodeFetch(options)).toThrow(message);
  });

  it("takes the built-in Request, headers and form data", async () => {
    const controller = await startController((request, response) => envelope(response, request.body));
    const form = new FormData();
    form.append("name", "value");
    form.append("file", new File(["x"], "x.txt"));
    const sent = await controller.fetch(`${controller.origin}/a`, { method: "POST", body: form });
    expect((await sent.json()).result).toMatch(/name="file"; filename="x\.txt"/);
    const request = new Request(`${controller.origin}/b`, {
      method: "PUT",
      body: "text",
      headers: { "x-a": "1" },
    });
    expect((await (await controller.fetch(request)).json()).result).toBe("text");
    expect(controller.seen[1]).toMatchObject({ method: "PUT", headers: { "x-a": "1" } });
    expect((await controller.fetch(new URL("/c", controller.origin))).status).toBe(200);
  });
});

describe.concurrent("fetchFingerprint", () => {
  it("reads what createNodeFetch pins", async () => {
    const controller = await startController(() => undefined);
    expect(await fetchFingerprint(controller.origin)).toBe(controller.certificate.fingerprint256);
  });

  it("fails clearly where there is no TLS", async () => {
    const plain = await startController(() => undefined, { plain: true });
    await expect(fetchFingerprint(plain.origin.replace("http:", "https:"))).rejects.toMatchObject({
      name: "OmadaTlsError",
    });
  });
});
