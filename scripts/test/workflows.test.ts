import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../lib/places.js";

const FOLDER = join(ROOT, ".github/workflows");
const { scripts, packageManager } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe.each(readdirSync(FOLDER))("workflow %s", (file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");

  test("takes every action by its commit, and names the version of that commit", () => {
    const used = text.split("\n").filter((line) => line.includes("uses:"));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("may only read, but for the jobs that ask for more", () => {
    expect(text).toMatch(/\npermissions:\n {2}contents: read\n\n/);
    expect(text).not.toContain("write-all");
  });

  test("runs scripts that exist, with the pinned pnpm, and every job has a time limit", () => {
    const run = [...text.matchAll(/npx (pnpm@[\d.]+) (?:-s )?([\w:]+)/g)];
    for (const [, pnpm, script = ""] of run) {
      expect(pnpm).toBe(packageManager);
      expect(Object.keys(scripts)).toContain(script);
    }
    const jobs = text.slice(text.indexOf("\njobs:"));
    expect(jobs.match(/timeout-minutes:/g)?.length).toBe(jobs.match(/runs-on:/g)?.length);
  });

  test("puts nothing that a stranger wrote into a shell", () => {
    const shell = [...text.matchAll(/run: (?:\|\n((?: {10}.*\n)*)|(.*))/g)].map(
      ([, block, line]) => block ?? line,
    );
    expect(shell.filter((script) => script?.includes("${{"))).toEqual([]);
  });
});
