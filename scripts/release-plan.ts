// Turns the difference between the snapshots and those of the last release into a changeset.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatChangeset, planRelease } from "@omada-sdk/codegen";
import { createCommand, runCommand } from "./lib/command.js";
import { withPublishedSpecs } from "./lib/last-release.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

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
      const planSince = (folder: string | undefined) => planRelease(specs, folder);
      const plan = await (published === undefined
        ? withPublishedSpecs(since, planSince)
        : planSince(published));
      for (const { name, bump, reasons } of plan.packages)
        console.log([`${name}: ${bump}`, ...reasons.map(({ text }) => `  ${text}`)].join("\n"));
      if (plan.packages.length === 0)
        console.log("The snapshots are those of the last release: no changeset.");
      else if (!dryRun) {
        await writeFile(out, formatChangeset(plan));
        console.log(`wrote ${out}`);
      }
    }),
);
