import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Drift, ManifestEntry, ProbeResult } from "@omada-sdk/codegen";
import { startMockController } from "@omada-sdk/mock-controller";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { exitCodeOf } from "../src/commands/verify.js";
import { snapshotFor } from "../src/snapshot-for.js";
import { emptyFolder, omada, runUntil, SPECS } from "./omada.js";

beforeEach(async () => {
  for (const name of ["URL", "CLIENT_ID", "CLIENT_SECRET", "FINGERPRINT", "OMADAC_ID"])
    vi.stubEnv(`OMADA_${name}`, undefined);
  // Without the profiles of the user who runs this.
  vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
});
afterEach(() => vi.unstubAllEnvs());

async function running() {
  const controller = await startMockController({ profile: "5.12", sites: 1, devices: 3 });
  onTestFinished(() => controller.close());
  vi.stubEnv("OMADA_URL", controller.url);
  vi.stubEnv("OMADA_FINGERPRINT", controller.fingerprint256);
  vi.stubEnv("OMADA_CLIENT_ID", controller.credentials.clientId);
  vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
  return controller;
}

describe("verify", () => {
  test("compares with the snapshot of the version and writes the report", async () => {
    const controller = await running();
    const report = join(await emptyFolder(), "drift.md");
    const args = ["verify", "--specs", SPECS, "--out", report, "--pause", "0"];
    const some = await omada(...args, "--max-requests", "12", "--least-coverage", "20");
    expect(some).toMatchObject({ code: 3, err: "" });
    const all = await omada(...args);
    expect(all).toMatchObject({ code: 0, err: "" });
    expect(all.out).toMatch(/^omada-contract snapshot=5\.12 flavour=local controller=5\.12\.9.* new=0\n$/);
    const text = await readFile(report, "utf8");
    expect(text).toContain(all.out.trim());
    const { clientSecret, omadacId } = controller.credentials;
    for (const secret of [clientSecret, omadacId]) expect(text + all.out).not.toContain(secret);
    expect(
      controller.requests.filter(({ method, path }) => method !== "GET" && !path.includes("/authorize/")),
    ).toEqual([]);
  });

  test("ends with 1 where the controller has drifted", async () => {
    const controller = await running();
    const body = JSON.stringify({ errorCode: -99_999, msg: "no" });
    controller.faults.add({
      operation: "site.getSiteEntity",
      times: 99,
      fault: { kind: "status", status: 200, body },
    });
    const report = join(await emptyFolder(), "drift.md");
    const run = await omada("verify", "--specs", SPECS, "--out", report, "--pause", "0");
    expect(run).toMatchObject({ code: 1, out: expect.stringContaining("new=1") });
    expect(await readFile(report, "utf8")).toContain("-99999");
  });

  test("ends with 3 where the controller cannot be asked, and writes nothing", async () => {
    const controller = await running();
    const folder = await emptyFolder();
    const args = ["verify", "--specs", SPECS, "--out", join(folder, "drift.md")];
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]/g, "0");
    expect(await omada(...args, "--fingerprint", other)).toMatchObject({ code: 3, out: "" });
    expect(await omada(...args, "https://127.0.0.1:1")).toMatchObject({ code: 3, out: "" });
    expect(await readdir(folder)).toEqual([]);
  });

  test("is interrupted at once while the controller does not answer", async () => {
    const controller = await running();
    const folder = await emptyFolder();
    const stop = new AbortController();
    const hanging = controller.faults.add({ path: "/api/info", fault: { kind: "delay", ms: 30_000 } });
    const stopping = setInterval(() => {
      if (hanging.hits > 0) stop.abort();
    }, 20);
    onTestFinished(() => clearInterval(stopping));
    const run = await runUntil(stop, ["verify", "--specs", SPECS, "--out", join(folder, "drift.md")]);
    expect(run).toEqual({ code: 130, out: "", err: "omada verify: interrupted\n" });
    expect(await readdir(folder)).toEqual([]);
  });

  test("names what is missing", async () => {
    expect(await omada("verify")).toMatchObject({ code: 2, err: expect.stringContaining("set OMADA_URL") });
    vi.stubEnv("OMADA_URL", "https://x.test");
    vi.stubEnv("OMADA_CLIENT_ID", "id");
    expect(await omada("verify")).toMatchObject({
      code: 2,
      err: expect.stringContaining("set OMADA_CLIENT_ID and OMADA_CLIENT_SECRET"),
    });
  });
});

test("it fits only when enough was compared", () => {
  const compared = Array.from({ length: 7 }, (_, index) => `GET /${index}`);
  const known: Drift = { kind: "unsupported", operation: "GET /a", known: "some-fact" };
  const result: ProbeResult = {
    ...{ snapshot: "6.2", flavour: "local", readable: 10, asked: 8, compared },
    ...{ empty: [], skipped: [], drifts: [known] },
  };
  // What is known already is in the report and breaks nothing.
  expect(exitCodeOf(result, 70)).toBe(0);
  expect(exitCodeOf(result, 71)).toBe(3);
  expect(exitCodeOf({ ...result, compared: [] }, 0)).toBe(3);
  expect(exitCodeOf({ ...result, drifts: [{ kind: "unsupported", operation: "GET /a" }] }, 90)).toBe(1);
});

describe("the snapshot for a controller", () => {
  const entry = (id: string, flavour = "local") =>
    ({ id, flavour, controllerVersion: id.replace("-cloud", "") }) as ManifestEntry;
  const snapshots = [entry("6.2"), entry("5.15"), entry("5.12"), entry("6.3"), entry("6.2-cloud", "cloud")];

  test.each([
    ["5.12.9", "5.12"],
    ["5.14.2", "5.12"],
    ["5.15.24.19", "5.15"],
    ["5.99", "5.15"],
    ["5.9", "5.12"],
    ["6.0.0", "6.2"],
    ["6.2.10", "6.2"],
    ["6.10", "6.3"],
  ])("of %s is %s", (version, id) => {
    expect(snapshotFor(snapshots, false, version).id).toBe(id);
  });

  test("of a cloud host is the newest for those", () => {
    expect(snapshotFor([entry("6.10-cloud", "cloud"), ...snapshots], true, undefined).id).toBe("6.10-cloud");
  });

  test("of another line is not there", () => {
    expect(() => snapshotFor(snapshots, false, "7.1")).toThrow("there is no snapshot for version 7.1");
    expect(() => snapshotFor(snapshots, false, undefined)).toThrow("version unknown");
  });
});
