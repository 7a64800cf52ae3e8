import { Option } from "@commander-js/extra-typings";
import { importSnapshot } from "@omada-sdk/codegen/import";
import { type Definition, jsonOption, printJson } from "../command.js";
import { specsOption } from "../specs-folder.js";

/** `omada import`: a snapshot of interface documents, into a specs folder. */
export const importDocuments: Definition = (command, io) => {
  command
    .argument("<input>", "folder of documents, as omada pull writes it, or one document")
    .requiredOption("--id <id>", "name of the snapshot, e.g. 6.2 or 6.2-cloud")
    .addOption(specsOption())
    .option("--default <file>", "the controller's default document, where the folder has no default.json")
    .addOption(
      new Option("--flavour <kind>", "which kind of controller served the documents").choices([
        "local",
        "cloud",
      ] as const),
    )
    .option("--controller-version <version>", "controllerVer of its /api/info")
    .addOption(
      new Option("--certainty <word>", "how sure that version is (default: stated)").choices([
        "stated",
        "inferred",
        "unknown",
      ] as const),
    )
    .option("--captured-on <date>", "YYYY-MM or YYYY-MM-DD, when the documents were read")
    .addOption(
      new Option("--status <word>", "status of the snapshot (default: current)").choices([
        "current",
        "maintained",
        "frozen",
      ] as const),
    )
    .option(
      "--recovered <keywords>",
      "the documents were recovered from generated code and lost these keywords, between commas",
      words,
    )
    .option(
      "--transcribed <keywords>",
      "the documents were written down from served pages and lost these keywords, between commas",
      words,
    )
    .option("--replace", "replace a snapshot that exists; options not given keep their values")
    .option("--allow-drop", "accept more than 10 % fewer operations or schemas than before")
    .addOption(jsonOption())
    .action(async (input, { default: defaultDocument, specs: specsDir, json, ...options }) => {
      const { entry, repairs } = await importSnapshot({
        ...{ input, defaultDocument, specsDir, signal: io.signal },
        ...options,
      });
      if (json) return printJson(io, { snapshot: entry, repairs });
      const { facts } = entry;
      const repaired = Object.entries(repairs).map(([kind, count]) => `${kind} ${count}`);
      io.out(
        `${entry.id}: ${entry.operations} operations in ${entry.groups.length} groups, ${entry.schemas} schemas\n` +
          `  facts: ${facts.errorCodes} error codes on ${facts.errorCodeOperations} operations, ` +
          `${facts.permissionLabels} permissions on ${facts.permissionOperations}, ` +
          `${facts.integerValueTables} value tables of integers, ${facts.ranges} ranges\n` +
          `  repairs: ${repaired.join(", ") || "none"}\n`,
      );
    });
};

function words(list: string): string[] {
  return list.split(",").map((word) => word.trim());
}
