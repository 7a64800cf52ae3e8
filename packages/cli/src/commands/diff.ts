import { Option } from "@commander-js/extra-typings";
import { DIFF_FORMATS, diffSnapshots } from "@omada-sdk/codegen/diff";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { type Definition, jsonOption } from "../command.js";
import { anySpecsOption, requireSnapshots, withSpecs } from "../specs-folder.js";

/** `omada diff`: what changed between two snapshots. */
export const diff: Definition = (command, io) => {
  command
    .argument("<before>", "id of the older snapshot, e.g. 5.15")
    .argument("<after>", "id of the newer snapshot, e.g. 6.2")
    .addOption(anySpecsOption())
    .addOption(
      new Option("--format <name>", "form of the report").choices([...DIFF_FORMATS.keys()]).default("text"),
    )
    .addOption(jsonOption().conflicts("format"))
    .option("--out <file>", "write the report to a file")
    .addHelpText(
      "after",
      "\nExamples:\n  omada diff 5.15 6.2\n  omada diff 5.15 6.2 --format html --full --out changes.html",
    )
    .option("--full", "every change, not only the ten most important")
    .action(async (before, after, { specs, format, json, out, full }) => {
      const report = await withSpecs(specs, io, async (folder) => {
        await requireSnapshots(folder, [before, after]);
        return diffSnapshots(folder, before, after);
      });
      const text = DIFF_FORMATS.get(json ? "json" : format)?.(report, { full }) ?? "";
      io.signal.throwIfAborted();
      if (out === undefined) io.out(text);
      else await writeWholeFile(out, text);
    });
};
