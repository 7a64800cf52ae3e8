import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { omada, runUntil, SPECS } from "./omada.js";

let controller: RunningMockController;
let folder: string;
beforeAll(async () => {
  controller = await startMockController({ profile: "5.15" });
  folder = await mkdtemp(join(tmpdir(), "omada-cli-"));
});
afterAll(async () => {
  await controller.close();
  await rm(folder, { recursive: true, force: true });
});

describe("info", () => {
  test("refuses an unknown certificate and shows its fingerprint", async () => {
    const { code, out, err } = await omada("info", controller.url);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`--fingerprint ${controller.fingerprint256}`);
  });

  test("shows who it is and which client fits", async () => {
    const { code, out } = await omada("info", controller.url, "--fingerprint", controller.fingerprint256);
    expect(code).toBe(0);
    expect(out).toMatch(/^controller version +5\.15/m);
    expect(out).toMatch(/^client +@omada-sdk\/client-v5$/m);
    expect(out).toContain(controller.credentials.omadacId);
    expect(out).toContain(controller.fingerprint256);
  });

  test("--json is one document", async () => {
    const { out } = await omada("info", controller.url, "--insecure", "--json");
    expect(JSON.parse(out)).toMatchObject({
      clientPackage: "@omada-sdk/client-v5",
      fingerprint256: controller.fingerprint256,
    });
  });

  test("fails where another certificate is expected, and where nothing answers", async () => {
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]{2}/g, "00");
    expect(await omada("info", controller.url, "--fingerprint", other)).toMatchObject({ code: 1, out: "" });
    expect(await omada("info", "https://127.0.0.1:1")).toMatchObject({ code: 1, out: "" });
  });
});

describe("pull", () => {
  const pull = (out: string, ...more: string[]) =>
    omada("pull", controller.url, "--out", join(folder, out), ...more);

  test("shows the fingerprint of a certificate that is not trusted", async () => {
    const { code, out, err } = await pull("refused");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).toContain(`It presents the certificate ${controller.fingerprint256}.`);
    expect(err).toMatch(/pass --fingerprint <sha256>/);
    expect(await readdir(folder)).not.toContain("refused");
  });

  test.each([
    [
      "another certificate",
      () => controller.fingerprint256.replaceAll(/[0-9A-F]/g, "0"),
      /presented the certificate/,
    ],
    ["a fingerprint that is none", () => "12:34", /fingerprint/],
  ])("refuses %s", async (_, fingerprint, message) => {
    const { code, err } = await pull("other", "--fingerprint", fingerprint());
    expect(code).toBe(1);
    expect(err).toMatch(/^omada pull: .+\n$/);
    expect(err).toMatch(message);
  });

  test("writes documents that can be imported, and does not overwrite them", async () => {
    const pinned = ["--fingerprint", controller.fingerprint256];
    const first = await pull("pulled", ...pinned);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/documents of controller version 5\.15/),
      // Progress is for those who watch.
      err: "",
    });
    const out = join(folder, "pulled");
    expect(JSON.parse(await readFile(join(out, "controller.json"), "utf8"))).toMatchObject({
      controllerVersion: expect.stringMatching(/^5\.15/),
      baseUrl: controller.url,
    });
    let progress = "";
    const args = ["pull", controller.url, "--out", out, ...pinned];
    const again = await runUntil(new AbortController(), args, undefined, {
      progress: (text) => {
        progress += text;
      },
    });
    expect(again).toEqual({ code: 0, out: first.out, err: "" });
    expect(progress.match(/^\[.* kB, fetched before$/gm)).toHaveLength(progress.split("\n").length - 1);
    await writeFile(join(out, "01 Account.json"), "{}");
    expect(await pull("pulled", ...pinned)).toMatchObject({ code: 1, out: "" });
    expect(await pull("pulled", ...pinned, "--replace")).toMatchObject({ code: 0 });

    const specs = join(folder, "specs");
    await cp(join(SPECS, "groups.json"), join(specs, "groups.json"));
    const imported = await omada("import", out, "--specs", specs, "--id", "5.15", "--flavour", "local");
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(imported.out).toMatch(/^5\.15: 1679 operations in 16 groups/);
  });

  test("compares with the snapshot of the version, and says what is kept", async () => {
    const paths = { "/openapi/v1/{omadacId}/sites": { get: { responses: {} } } };
    const body = JSON.stringify({ openapi: "3.0.1", paths, components: { schemas: {} } });
    const cut = controller.faults.add({
      ...{ path: /^\/v3\/api-docs(\/(?!swagger-config).*)?$/, times: 999 },
      fault: { kind: "status", status: 200, body },
    });
    onTestFinished(() => cut.remove());
    const options = ["--insecure", "--specs", SPECS];
    const { code, out, err } = await pull("short", ...options);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/the documents have 1 operations, the snapshot 5\.15 has 1679; .* pass --allow-drop/);
    expect(err).toMatch(/^note: the documents are kept in .*short\.incomplete; with --allow-drop/m);
    const generated = await omada(
      "generate",
      "--out",
      join(folder, "omada"),
      "--from",
      controller.url,
      ...options,
    );
    expect(generated).toMatchObject({ code: 1, err: expect.stringContaining("the snapshot 5.15 has 1679") });
    const unfinished = await omada(
      "generate",
      "--out",
      join(folder, "omada"),
      "--from",
      join(folder, "short"),
    );
    expect(unfinished).toMatchObject({
      code: 1,
      err: expect.stringContaining("is not finished; run the same"),
    });
    expect(await pull("short", ...options, "--allow-drop")).toMatchObject({ code: 0, err: "" });
    expect((await readdir(folder)).filter((name) => name.startsWith("short"))).toEqual(["short"]);
  });
});
