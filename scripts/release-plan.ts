// Turns the difference between the snapshots and those of the last release into changesets.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CHANGESET_PREFIX, formatChangesets, planRelease } from "@omada-sdk/codegen";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { createCommand, runCommand } from "./lib/command.js";
import { withPublishedSpecs } from "./lib/last-release.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

/** Writes the changesets of a plan in the place of those of an earlier plan. */
async function writeAll(folder: string, changesets: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, text] of changesets) await writeWholeFile(join(folder, file), text);
  for (const file of await readdir(folder))
    if (file.startsWith(CHANGESET_PREFIX) && !changesets.has(file)) await rm(join(folder, file));
}

await runCommand(
  createCommand("release:plan", "Make changesets of what changed in the snapshots since the last release.")
    .option("--since <ref>", "commit or tag to compare with (default: the tag of the last release)")
    .option("--published <folder>", "a specs folder to compare with, instead of git")
    .option("--specs <folder>", "another folder of snapshots", SPECS_DIR)
    .option("--out <folder>", "where to write, a file for each package", join(ROOT, ".changeset"))
    .option("--dry-run", "only print")
    .addHelpText(
      "after",
      "\nThe last release is the tag @omada-sdk/types@<version in its package.json>, as `changeset publish` sets it.",
    )
    .action(async ({ since, published, specs, out, dryRun }) => {
      const planSince = (folder: string | undefined) => planRelease(specs, folder);
      const plan = await (published === undefined
        ? withPublishedSpecs(since, planSince)
        : planSince(published));
      for (const { name, bump, reasons } of plan.packages)
        console.log([`${name}: ${bump}`, ...reasons.map(({ text }) => `  ${text}`)].join("\n"));
      if (plan.packages.length === 0)
        console.log("The snapshots are those of the last release: no changeset.");
      if (dryRun) return;
      const changesets = formatChangesets(plan);
      await writeAll(out, changesets);
      if (changesets.size > 0) console.log(`wrote ${[...changesets.keys()].join(", ")} to ${out}`);
    }),
);
