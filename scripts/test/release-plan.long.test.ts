import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, SPECS_DIR } from "../lib/places.js";

interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script of this folder's parent as its users do. */
function runScript(script: string, ...args: string[]): Promise<ScriptResult> {
  const node = ["--conditions=@omada-sdk/source", "--import", "tsx", join(ROOT, "scripts", script), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

let folder = "";
/** A specs folder with the smallest snapshot only. */
let specs = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-plan-"));
  specs = join(folder, "specs");
  await cp(join(SPECS_DIR, "5.12"), join(specs, "5.12"), { recursive: true });
  const { snapshots, ...manifest } = JSON.parse(await readFile(join(SPECS_DIR, "index.json"), "utf8"));
  const [{ sharedResults: _, ...first }] = snapshots;
  await writeFile(
    join(specs, "index.json"),
    `${JSON.stringify({ ...manifest, snapshots: [first] }, null, 1)}\n`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("pnpm release:plan", () => {
  it("plans the first release and writes nothing when dry", async () => {
    const { code, stdout } = await runScript("release-plan.ts", "--dry-run", "--out", join(folder, "dry"));
    expect(code).toBe(0);
    expect(stdout).toContain("@omada-sdk/client-v6: major");
    expect(existsSync(join(folder, "dry"))).toBe(false);
  });

  it("needs no changeset when nothing changed, and takes back those of an earlier plan", async () => {
    const out = join(folder, "changesets");
    await mkdir(out);
    await writeFile(join(out, "snapshots-types.md"), "");
    await writeFile(join(out, "mine.md"), "");
    const args = ["--specs", specs, "--published", specs, "--out", out];
    const { code, stdout } = await runScript("release-plan.ts", ...args);
    expect({ code, stdout: stdout.trim() }).toEqual({
      code: 0,
      stdout: "The snapshots are those of the last release: no changeset.",
    });
    expect(await readdir(out)).toEqual(["mine.md"]);
  });

  it("says in one line that it does not know a reference", async () => {
    const { code, stderr } = await runScript("release-plan.ts", "--since", "no-such-tag@9.9.9");
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(
      "release:plan: git does not know no-such-tag@9.9.9 here; fetch the tags, or name a commit with --since",
    );
  });
});

describe("pnpm specs:changes", () => {
  const changes = (...more: string[]) => runScript("specs-changes.ts", "--specs", specs, ...more);

  it("writes what follows from the snapshots, and says what does not", async () => {
    expect(await changes("--check")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("not as the snapshots say: availability.json"),
    });
    expect(await changes()).toMatchObject({ code: 0, stdout: "wrote availability.json\n" });
    expect(await changes("--check")).toMatchObject({
      code: 0,
      stdout: "Everything is as the snapshots say.\n",
    });
  });
});
