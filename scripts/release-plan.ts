// Turns the difference between the snapshots and those of the last release into a changeset.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatChangeset, planRelease } from "@omada-sdk/codegen";
import { createCommand, runCommand } from "./lib/command.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

/** The tag of the last release; undefined before the first one. */
async function lastRelease(): Promise<string | undefined> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, "packages/types/package.json"), "utf8"));
  return version === "0.0.0" ? undefined : `${name}@${version}`;
}

/** The specs folder of a commit, in a folder of its own. */
async function specsAt(ref: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omada-published-"));
  try {
    const archive = execFileSync("git", ["archive", "--format=tar", ref, "specs"], {
      cwd: ROOT,
      maxBuffer: 512 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
    execFileSync("tar", ["-x", "-C", folder], { input: archive });
  } catch {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`git does not know ${ref} here; fetch the tags, or name a commit with --since`);
  }
  return folder;
}

await runCommand(
  createCommand("release:plan", "Make a changeset of what changed in the snapshots since the last release.")
    .option("--since <ref>", "commit or tag to compare with (default: the tag of the last release)")
    .option("--published <folder>", "a specs folder to compare with, instead of git")
    .option("--specs <folder>", "another folder of snapshots", SPECS_DIR)
    .option("--out <file>", "where to write", join(ROOT, ".changeset/snapshots.md"))
    .option("--dry-run", "only print")
    .addHelpText(
      "after",
      "\nThe last release is the tag @omada-sdk/types@<version in its package.json>, as `changeset publish` sets it.",
    )
    .action(async ({ since, published, specs, out, dryRun }) => {
      const ref = published === undefined ? (since ?? (await lastRelease())) : undefined;
      const folder = ref === undefined ? undefined : await specsAt(ref);
      try {
        const plan = await planRelease(specs, published ?? (folder && join(folder, "specs")));
        for (const { name, bump, reasons } of plan.packages)
          console.log([`${name}: ${bump}`, ...reasons.map(({ text }) => `  ${text}`)].join("\n"));
        if (plan.packages.length === 0)
          console.log("The snapshots are those of the last release: no changeset.");
        else if (!dryRun) {
          await writeFile(out, formatChangeset(plan));
          console.log(`wrote ${out}`);
        }
      } finally {
        if (folder !== undefined) await rm(folder, { recursive: true, force: true });
      }
    }),
);
