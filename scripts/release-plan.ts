// Turns the difference between the snapshots and those of the last release into a changeset.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatChangeset, planRelease } from "@omada-sdk/codegen";
import { ROOT, SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm release:plan

The last release is the tag @omada-sdk/types@<version in its package.json>, as \`changeset publish\` sets it.

  --since <ref>    another commit or tag to compare with
  --published <folder>   a specs folder to compare with, instead of git
  --specs <folder>       another folder of snapshots
  --out <file>     where to write (default: .changeset/snapshots.md)
  --dry-run        only print`;

/** What the user can put right: one line, no stack. */
class UsageError extends Error {}

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
    throw new UsageError(`git does not know ${ref} here; fetch the tags, or name a commit with --since`);
  }
  return folder;
}

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
  const ref = values.published === undefined ? (values.since ?? (await lastRelease())) : undefined;
  const folder = ref === undefined ? undefined : await specsAt(ref);
  try {
    const plan = await planRelease(values.specs, values.published ?? (folder && join(folder, "specs")));
    for (const { name, bump, reasons } of plan.packages)
      console.log([`${name}: ${bump}`, ...reasons.map(({ text }) => `  ${text}`)].join("\n"));
    if (plan.packages.length === 0) console.log("The snapshots are those of the last release: no changeset.");
    else if (!values["dry-run"]) {
      await writeFile(values.out, formatChangeset(plan));
      console.log(`wrote ${values.out}`);
    }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(`release:plan: ${(error as Error).message}`);
  process.exitCode = 1;
}
