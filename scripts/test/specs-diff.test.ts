import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScript } from "./run-script.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-diff-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("pnpm specs:diff", () => {
  it.concurrent("writes the report where it is told, and nothing else", async () => {
    const out = join(folder, "diff.json");
    const { code, stdout, stderr } = await runScript(
      "specs-diff.ts",
      "5.12",
      "5.15",
      "--format",
      "json",
      "--out",
      out,
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    const report = JSON.parse(await readFile(out, "utf8"));
    expect(report).toMatchObject({ before: { id: "5.12" }, after: { id: "5.15" } });
    expect(report.changeGroups.length).toBeGreaterThan(0);
  });

  it.concurrent.each([
    [["5.12", "9.9"], /^specs:diff: there is no snapshot "9\.9"; known ids: .*5\.12.*6\.2/],
    [
      ["5.12", "5.15", "--format", "yaml"],
      /^specs:diff: --format is "yaml"; it must be text, json, md or html$/,
    ],
  ])("ends with 1 and says what to write instead of %j", async (args, message) => {
    const { code, stdout, stderr } = await runScript("specs-diff.ts", ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trim()).toMatch(message);
  });
});
