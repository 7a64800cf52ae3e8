import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { DIFF_FORMATS, diffSnapshots, type ManifestEntry, readManifest } from "@omada-sdk/codegen";
import { type Command, parse, UsageError } from "../command.js";

/** `omada diff`: what changed between two snapshots of a specs folder. */
export const diff: Command = {
  summary: "what changed between two snapshots",
  usage: `omada diff <before> <after>     e.g. omada diff 5.15 6.2

  --specs <folder>             folder of the snapshots (default: specs)
  --format text|json|md|html   (default: text)
  --out <file>                 write the report to a file
  --full                       every change, not only the ten most important`,
  async run(args, io) {
    const { values, positionals } = parse(args, ["before", "after"], {
      specs: { type: "string" },
      format: { type: "string" },
      out: { type: "string" },
      full: { type: "boolean" },
    });
    const { specs = "specs", format: name = "text" } = values;
    const format = DIFF_FORMATS.get(name);
    if (!format) throw new UsageError(`--format is "${name}"; it must be text, json, md or html`);
    const { snapshots } = await readManifest(specs);
    if (snapshots.length === 0)
      throw new Error(`${specs} holds no snapshots; name their folder with --specs`);
    const [before, after] = positionals.map((id) => entryOf(snapshots, id)) as [ManifestEntry, ManifestEntry];
    const report = await diffSnapshots(specs, before.id, after.id);
    const text = format(report, { full: values.full });
    io.signal.throwIfAborted();
    if (values.out === undefined) io.out(text);
    else await writeWhole(values.out, text);
  },
};

/** Writes a file that is there completely or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function entryOf(snapshots: readonly ManifestEntry[], id: string): ManifestEntry {
  const entry = snapshots.find((snapshot) => snapshot.id === id);
  if (entry) return entry;
  throw new Error(`there is no snapshot "${id}"; known ids: ${snapshots.map((each) => each.id).join(", ")}`);
}
