import { parseArgs } from "node:util";
import { ImportError, importSnapshot } from "@omada-sdk/codegen";
import { SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm specs:import <folder-or-file> --id 6.2 --flavour local --controller-version 6.2.14.11

  --default <file>            the controller's default document, where the folder has no default.json
  --id <id>                   name of the snapshot, e.g. 6.2 or 6.2-cloud
  --flavour local|cloud       which kind of controller served the documents
  --controller-version <v>    controllerVer of its /api/info
  --certainty stated|inferred|unknown   how sure that version is (default: stated)
  --captured-on YYYY-MM[-DD]  when the documents were read
  --status current|maintained|frozen    (default: current)
  --recovered <keyword,...>   the documents were recovered from generated code and lost these keywords
  --transcribed <keyword,...> the documents were written down from served pages and lost these keywords
  --replace                   replace a snapshot that exists; options not given keep their values
  --allow-drop                accept more than 10 % fewer operations than the snapshot replaced`;

function choice<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined || (allowed as readonly string[]).includes(value)) return value as T | undefined;
  throw new ImportError(`--${name} is "${value}"; it must be one of ${allowed.join(", ")}`);
}

function keywords(list: string | undefined): string[] | undefined {
  return list?.split(",").map((keyword) => keyword.trim());
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      default: { type: "string" },
      id: { type: "string" },
      flavour: { type: "string" },
      "controller-version": { type: "string" },
      certainty: { type: "string" },
      "captured-on": { type: "string" },
      status: { type: "string" },
      recovered: { type: "string" },
      transcribed: { type: "string" },
      replace: { type: "boolean" },
      "allow-drop": { type: "boolean" },
      specs: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [input] = positionals;
  if (values.help || input === undefined || values.id === undefined || positionals.length > 1) {
    console.error(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const { entry, repairs } = await importSnapshot({
    input,
    defaultDocument: values.default,
    specsDir: values.specs ?? SPECS_DIR,
    id: values.id,
    flavour: choice("flavour", values.flavour, ["local", "cloud"]),
    controllerVersion: values["controller-version"],
    certainty: choice("certainty", values.certainty, ["stated", "inferred", "unknown"]),
    capturedOn: values["captured-on"],
    status: choice("status", values.status, ["current", "maintained", "frozen"]),
    recovered: keywords(values.recovered),
    transcribed: keywords(values.transcribed),
    replace: values.replace,
    allowDrop: values["allow-drop"],
  });
  const { facts } = entry;
  console.log(
    `${entry.id}: ${entry.operations} operations in ${entry.groups.length} groups, ${entry.schemas} schemas`,
  );
  console.log(
    `  facts: ${facts.errorCodes} error codes on ${facts.errorCodeOperations} operations, ` +
      `${facts.permissionLabels} permissions on ${facts.permissionOperations}, ` +
      `${facts.integerValueTables} value tables of integers, ${facts.ranges} ranges`,
  );
  console.log(
    `  repairs: ${
      Object.entries(repairs)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(", ") || "none"
    }`,
  );
  console.log("  next: pnpm sync:derived, then pnpm generate");
} catch (error) {
  if (!(error instanceof ImportError) && !(error instanceof TypeError)) throw error;
  console.error(`specs:import: ${error.message}`);
  process.exit(1);
}
