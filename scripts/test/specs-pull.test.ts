import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot } from "@omada-sdk/codegen";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SPECS_DIR } from "../lib/places.js";
import { runScript } from "./run-script.js";

let folder = "";
let controller: RunningMockController;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-scripts-"));
  controller = await startMockController({ profile: "5.15", model: await readSnapshot(SPECS_DIR, "5.15") });
});
afterAll(async () => {
  await controller.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runScript("specs-pull.ts", ...args);

describe("pnpm specs:pull", { timeout: 60_000 }, () => {
  it("shows its usage and ends with 2", async () => {
    const { code, stderr } = await run("https://192.0.2.1");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pnpm specs:pull <baseUrl> --out <folder>/);
  });

  it("tells the fingerprint of a certificate that nobody trusts", async () => {
    const out = join(folder, "refused");
    const { code, stderr } = await run(controller.url, "--out", out);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`It presents the certificate ${controller.fingerprint256}.`);
    expect(stderr).toMatch(/pass --fingerprint <sha256>/);
    expect(await readdir(folder)).not.toContain("refused");
  });

  it("refuses another certificate than the pinned one", async () => {
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]/g, "0");
    const { code, stderr } = await run(
      controller.url,
      "--out",
      join(folder, "other"),
      "--fingerprint",
      other,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^specs:pull: .*presented the certificate/);
  });

  it.each([
    ["--fingerprint", "12:34"],
    ["--lamp", "on"],
  ])("says what is wrong with %s %s", async (option, value) => {
    const { code, stderr } = await run(controller.url, "--out", join(folder, "option"), option, value);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^specs:pull: .+\n$/);
  });

  it("pulls documents that can be imported, pinned by fingerprint", async () => {
    const out = join(folder, "pulled");
    const { code, stdout, stderr } = await run(
      controller.url,
      "--out",
      out,
      "--fingerprint",
      controller.fingerprint256,
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\[1\/\d+\] 01 Account: \d+ kB/);
    const note = JSON.parse(await readFile(join(out, "controller.json"), "utf8"));
    expect(note).toMatchObject({
      controllerVersion: expect.stringMatching(/^5\.15/),
      baseUrl: controller.url,
    });
    const specs = join(folder, "specs");
    await cp(join(SPECS_DIR, "groups.json"), join(specs, "groups.json"));
    const imported = await runScript(
      "specs-import.ts",
      out,
      "--specs",
      specs,
      "--id",
      "5.15",
      "--flavour",
      "local",
    );
    expect(imported.stdout).toMatch(/^5\.15: 1679 operations in 16 groups/);
  });
});
