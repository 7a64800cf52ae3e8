import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { fetchControllerInfo, isOmadaTlsError } from "../src/index.js";
import { createNodeFetch, filePinStore, trustOnFirstUse } from "../src/node/index.js";
import { createCertificate } from "./support/certificate.js";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";
import { runProgram } from "./support/run-program.js";

const folder = mkdtempSync(join(tmpdir(), "omada-core-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const start = () => startController((_, response) => envelope(response, "ok"));
const path = "/openapi/v1/{omadacId}/x";

describe("the tls option", () => {
  it("accepts what createNodeFetch accepts, for this client only", async () => {
    const controller = await start();
    const { fingerprint256, cert } = controller.certificate;
    for (const tls of [{ fingerprint256 }, { ca: cert }, { insecure: true }]) {
      const omada = await connectTo(controller, { fetch: undefined, tls });
      await expect(omada.request("GET", path)).resolves.toBe("ok");
      await expect(connectTo(controller, { fetch: undefined })).rejects.toSatisfy(isOmadaTlsError);
    }
    await expect(fetchControllerInfo(controller.origin, { tls: { fingerprint256 } })).resolves.toMatchObject({
      omadacId: OMADAC_ID,
    });
    expect(process.env.NODE_TLS_REJECT_UNAUTHORIZED).toBeUndefined();
  });

  it("has connections that end with close(), and with a question that needs no client", async () => {
    const controller = await start();
    const { fingerprint256 } = controller.certificate;
    const tls = { fingerprint256 };
    const omada = await connectTo(controller, { fetch: undefined, tls });
    const shared = await connectTo(controller);
    expect(await controller.openSockets()).toBe(2);
    await omada.close();
    await shared.close();
    await expect.poll(() => controller.openSockets()).toBe(1);
    const other = await connectTo(controller);
    await expect(other.request("GET", path)).resolves.toBe("ok");
    const before = await controller.openSockets();
    await fetchControllerInfo(controller.origin, { tls });
    await expect.poll(() => controller.openSockets()).toBe(before);
  });

  it.each(["0", "1", undefined])("verifies with ca, NODE_TLS_REJECT_UNAUTHORIZED being %s", async (value) => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", value);
    const controller = await start();
    const stranger = createCertificate();
    for (const allowHostMismatch of [false, true]) {
      const tls = { ca: stranger.cert, allowHostMismatch };
      await expect(connectTo(controller, { fetch: undefined, tls })).rejects.toMatchObject({
        name: "OmadaTlsError",
        outcome: "not-sent",
      });
    }
    const own = { ca: controller.certificate.cert };
    await expect(connectTo(controller, { fetch: undefined, tls: own })).resolves.toBeDefined();
    const { fingerprint256 } = stranger;
    await expect(connectTo(controller, { fetch: undefined, tls: { fingerprint256 } })).rejects.toMatchObject({
      reason: "FINGERPRINT_MISMATCH",
    });
    const expired = controller.swapCertificate(new Date(Date.now() - 1000));
    await expect(
      connectTo(controller, { fetch: undefined, tls: { ca: expired.cert } }),
    ).rejects.toMatchObject({ reason: "CERT_HAS_EXPIRED" });
  });

  it("accepts a pinned certificate whose time is over, and says so once", async () => {
    const controller = await start();
    const warnings: string[] = [];
    const logger = { warn: (message: string) => void warnings.push(message) };
    const expired = controller.swapCertificate(new Date(Date.now() - 60_000));
    const tls = { fingerprint256: expired.fingerprint256 };
    const omada = await connectTo(controller, { fetch: undefined, tls, logger });
    // Connections of their own for calls at the same time.
    await Promise.all([1, 2, 3].map(() => omada.request("GET", path)));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The pinned certificate of https:\/\/127\.0\.0\.1:\d+ expired on .* still accepted/,
      ),
    ]);
    const valid = controller.swapCertificate();
    const other = { fingerprint256: valid.fingerprint256 };
    await connectTo(controller, { fetch: undefined, tls: other, logger });
    expect(warnings).toHaveLength(1);
  });

  it("refuses what contradicts it", async () => {
    const controller = await start();
    await expect(connectTo(controller, { tls: { insecure: true } })).rejects.toThrow(/fetch and tls exclude/);
    const tls = { insecure: true, ca: "x" };
    await expect(connectTo(controller, { fetch: undefined, tls })).rejects.toThrow(/exclude each other/);
  });

  it.each([
    ["Bun", /On Bun pass fetch/],
    ["Deno", /createHttpClient/],
    ["neither", /the platform decides/],
  ])("says what to do on %s", async (name, message) => {
    const controller = await start();
    if (name === "neither") vi.stubGlobal("process", { env: {} });
    else vi.stubGlobal(name, {});
    const connecting = connectTo(controller, { fetch: undefined, tls: { insecure: true } });
    const outcome = await connecting.catch((error: Error) => error);
    vi.unstubAllGlobals();
    expect(outcome).toMatchObject({ name: "OmadaError", message: expect.stringMatching(message) });
  });
});

describe("a certificate that is replaced between two requests", () => {
  it("ends a pinned connection with both fingerprints, and no request gets through", async () => {
    const controller = await start();
    const omada = await connectTo(controller);
    await expect(omada.request("GET", path)).resolves.toBe("ok");
    const { fingerprint256 } = controller.swapCertificate();
    const failure = await omada.request<Error>("GET", path).catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: "OmadaTlsError",
      expectedFingerprint: controller.certificate.fingerprint256,
      actualFingerprint: fingerprint256,
    });
    expect(failure.message).toContain(fingerprint256);
    expect(failure.message).toContain(controller.certificate.fingerprint256);
    expect(controller.seen).toHaveLength(1);
  });

  it("also ends one that trusts the certificate itself, and none that trusts any", async () => {
    const controller = await start();
    const trusting = await connectTo(controller, {
      fetch: undefined,
      tls: { ca: controller.certificate.cert },
    });
    const insecure = await connectTo(controller, { fetch: undefined, tls: { insecure: true } });
    controller.swapCertificate();
    await expect(trusting.request("GET", path)).rejects.toMatchObject({ name: "OmadaTlsError" });
    await expect(insecure.request("GET", path)).resolves.toBe("ok");
  });
});

describe("trustOnFirstUse", () => {
  const connectWith = async (fingerprint256: string, controller: Awaited<ReturnType<typeof start>>) => {
    const fetch = createNodeFetch({ fingerprint256 });
    try {
      return await (await connectTo(controller, { fetch })).request("GET", path);
    } finally {
      await fetch.close();
    }
  };

  it("asks once, remembers, and notices a change", async () => {
    const controller = await start();
    const file = join(folder, "new", "pins.json");
    const pins = filePinStore(file);
    const confirm = vi.fn(() => true);
    const first = await trustOnFirstUse(`${controller.origin}/`, { pins, confirm });
    expect(first).toBe(controller.certificate.fingerprint256);
    expect(confirm).toHaveBeenCalledWith(controller.origin, first);
    expect(await connectWith(first, controller)).toBe("ok");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ [controller.origin]: first });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    controller.swapCertificate();
    const again = await trustOnFirstUse(controller.origin, { pins: filePinStore(file), confirm });
    expect(again).toBe(first);
    expect(confirm).toHaveBeenCalledTimes(1);
    await expect(connectWith(again, controller)).rejects.toMatchObject({ reason: "FINGERPRINT_MISMATCH" });
  });

  it("takes no for an answer, and remembers nothing then", async () => {
    const controller = await start();
    const pins = filePinStore(join(folder, "refused.json"));
    await expect(trustOnFirstUse(controller.origin, { pins, confirm: async () => false })).rejects.toThrow(
      controller.certificate.fingerprint256,
    );
    expect(await pins.get(controller.origin)).toBeUndefined();
  });

  it("of two first uses that see different certificates lets one win, and names both to the other", async () => {
    const controller = await start();
    const first = controller.certificate.fingerprint256;
    const pins = filePinStore(join(folder, "race.json"));
    let second = "";
    const losing = trustOnFirstUse(controller.origin, {
      pins,
      async confirm() {
        controller.swapCertificate();
        second = await trustOnFirstUse(controller.origin, { pins });
        return true;
      },
    });
    const failure = await losing.catch((error: Error) => error as never);
    expect(second).not.toBe(first);
    expect(failure).toMatchObject({
      name: "OmadaTlsError",
      reason: "FINGERPRINT_MISMATCH",
      expectedFingerprint: second,
      actualFingerprint: first,
      message: expect.stringMatching(new RegExp(`${first}.*${second}`)),
    });
    expect(await pins.get(controller.origin)).toBe(second);
  });

  it("loses no pin of controllers that are trusted at the same time", async () => {
    const controllers = await Promise.all([start(), start(), start()]);
    const file = join(folder, "parallel.json");
    // Stores of their own for the same file, as in different parts of a program.
    await Promise.all(controllers.map(({ origin }) => trustOnFirstUse(origin, { pins: filePinStore(file) })));
    const { fingerprint256 } = (controllers[0] as (typeof controllers)[number]).certificate;
    const expected = Object.fromEntries(controllers.map(({ origin }) => [origin, fingerprint256]));
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(expected);
  });

  it("shares the file with other processes and leaves nothing else behind", async () => {
    const own = join(folder, "shared");
    const file = join(own, "pins.json");
    const ends = await Promise.all(
      ["a", "b"].map((name) =>
        runProgram(process.execPath, "add-pins.ts", { PINS: file, NAME: name, COUNT: "10" }),
      ),
    );
    expect(ends.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(Object.keys(JSON.parse(readFileSync(file, "utf8")))).toHaveLength(20);
    expect(readdirSync(own)).toEqual(["pins.json"]);
  });

  it("keeps several controllers apart and names a file it cannot read", async () => {
    const file = join(folder, "several.json");
    const pins = filePinStore(file);
    expect(await pins.add("https://a", "1")).toBe("1");
    expect(await pins.add("https://b", "2")).toBe("2");
    expect(await pins.add("https://a", "3")).toBe("1");
    expect([await pins.get("https://a"), await pins.get("https://b"), await pins.get("constructor")]).toEqual(
      ["1", "2", undefined],
    );
    for (const text of ["{", "null", "[]", '{"https://a":1}']) {
      writeFileSync(file, text);
      await expect(pins.get("https://a")).rejects.toThrow(file);
      await expect(pins.add("https://a", "1")).rejects.toThrow(file);
    }
  });
});
