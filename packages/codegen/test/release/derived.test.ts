import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { diffReport, predecessorOf, readManifest } from "../../src/index.js";
import { formatChanges } from "../../src/release/changes.js";
import { derivedSpecs } from "../../src/release/derived.js";
import { answers, model, object, operation } from "../diff/support.js";
import { committedDiff } from "../support/committed.js";
import { SPECS } from "../support/workspace.js";

const LARGEST = 300_000;

describe("files that follow from the snapshots", () => {
  let files = new Map<string, string>();
  beforeAll(async () => {
    files = await derivedSpecs(SPECS);
  });

  it("are the change logs of all but the first, the availability, and the manifest", async () => {
    const { snapshots } = await readManifest(SPECS);
    const logs = snapshots.slice(1).map(({ id }) => `${id}/CHANGES.md`);
    expect([...files.keys()]).toEqual([...logs, "availability.json", "index.json"]);
  });

  it("are committed as the snapshots say", async () => {
    for (const [file, text] of files) {
      const same = (await readFile(join(SPECS, file), "utf8")) === text;
      expect(same, `${file}: run pnpm specs:changes`).toBe(true);
    }
  });

  it("change logs stay readable", () => {
    for (const [file, text] of files) {
      if (!file.endsWith(".md")) continue;
      expect(text.length, file).toBeLessThan(LARGEST);
      expect(Math.max(...text.split("\n").map((line) => line.length)), file).toBeLessThan(3000);
    }
  });

  it.each([
    ["5.12", "5.15"],
    ["5.15", "6.2"],
    ["6.2", "6.2-cloud"],
  ])("the change log of %s to %s names every operation and field that changed", async (before, after) => {
    const text = files.get(`${after}/CHANGES.md`) ?? "";
    const { findings } = await committedDiff(before, after);
    const names = new Set(
      findings.flatMap(({ operation: key, path }) => [key, path?.split(".").at(-1) ?? key]),
    );
    expect([...names].filter((name) => !text.includes(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(10);
  });
});

describe("a change log", () => {
  it("keeps hostile names inside of code", () => {
    const evil = "a`<script>\n# b";
    const before = model([answers(object({ [evil]: { type: "string" } })), operation({ path: `/${evil}` })]);
    const text = formatChanges(diffReport(before, model([answers(object({}))])));
    expect(text.replace(/`[^`\n]*`/g, "")).not.toMatch(/<script|^# b/m);
  });

  it("says so when nothing changed", () => {
    const same = model([operation()]);
    expect(formatChanges(diffReport(same, same))).toContain("0 breaking, 0 risky, 0 additive, 0 editorial");
  });
});

describe("the snapshot to compare with", async () => {
  const manifest = await readManifest(SPECS);
  it.each([
    ["5.12", undefined],
    ["5.15", "5.12"],
    ["6.2", "5.15"],
    ["6.2-cloud", "6.2"],
  ])("of %s is %s", (id, before) => {
    expect(predecessorOf(manifest, id)).toBe(before);
  });
});
