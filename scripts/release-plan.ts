// Turns the difference between the snapshots and those of the last release into a changeset.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatChangeset, planRelease } from "@omada-sdk/codegen";
import { withPublishedSpecs } from "./lib/last-release.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm release:plan

The last release is the tag @omada-sdk/types@<version in its package.json>, as \`changeset publish\` sets it.

  --since <ref>    another commit or tag to compare with
  --published <folder>   a specs folder to compare with, instead of git
  --specs <folder>       another folder of snapshots
  --out <file>     where to write (default: .changeset/snapshots.md)
  --dry-run        only print`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      since: { type: "string" },
      published: { type: "string" },
      specs: { type: "string", default: SPECS_DIR },
      out: { type: "string", default: join(ROOT, ".changeset/snapshots.md") },
      "dry-run": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(USAGE);
  const plan = (published: string | undefined) => planRelease(values.specs, published);
  const { packages, reports } = await (values.published === undefined
    ? withPublishedSpecs(values.since, plan)
    : plan(values.published));
  for (const { name, bump, reasons } of packages)
    console.log([`${name}: ${bump}`, ...reasons.map(({ text }) => `  ${text}`)].join("\n"));
  if (packages.length === 0) console.log("The snapshots are those of the last release: no changeset.");
  else if (!values["dry-run"]) {
    await writeFile(values.out, formatChangeset({ packages, reports }));
    console.log(`wrote ${values.out}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(`release:plan: ${(error as Error).message}`);
  process.exitCode = 1;
}
