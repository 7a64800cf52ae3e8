import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DIFF_FORMATS, type DiffReport, diffSnapshots, readManifest } from "@omada-sdk/codegen";
import { SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm specs:diff <before> <after>    e.g. pnpm specs:diff 5.15 6.2

  --format text|json|md|html   (default: text)
  --out <file>                 write the report to a file
  --full                       every change, not only the ten most important
  --specs <folder>             another folder of snapshots`;

/** What the user can put right: one line, no stack. */
class UsageError extends Error {}

async function report(specsDir: string, ids: readonly string[]): Promise<DiffReport> {
  const { snapshots } = await readManifest(specsDir);
  const known = snapshots.map(({ id }) => id).join(", ") || "none";
  const [before, after] = ids;
  if (before === undefined || after === undefined) {
    throw new UsageError(`name two snapshots; known ids: ${known}`);
  }
  const unknown = ids.find((id) => !snapshots.some((snapshot) => snapshot.id === id));
  if (unknown !== undefined) throw new UsageError(`there is no snapshot "${unknown}"; known ids: ${known}`);
  return diffSnapshots(specsDir, before, after);
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: "string", default: "text" },
      out: { type: "string" },
      full: { type: "boolean", default: false },
      specs: { type: "string", default: SPECS_DIR },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    if (positionals.length !== 2) throw new UsageError(`name two snapshots\n\n${USAGE}`);
    const format = DIFF_FORMATS.get(values.format);
    if (!format) throw new UsageError(`--format is "${values.format}"; it must be text, json, md or html`);
    const text = format(await report(values.specs, positionals), { full: values.full });
    if (values.out !== undefined) await writeFile(values.out, text);
    else if (values.full || values.format !== "text") process.stdout.write(text);
    else process.stdout.write(`${text}\nEvery change: --full --out <file>\n`);
  }
} catch (error) {
  console.error(`specs:diff: ${(error as Error).message}`);
  process.exitCode = 1;
}
