import { banner } from "../../banner.js";
import { valueConstants } from "../../exported/constants.js";
import { constantAliases } from "../aliases.js";
import { CONNECT } from "./connect-file.js";
import { groupDts, groupJs } from "./group-files.js";
import { indexDts, indexJs } from "./index-files.js";
import type { ClientInput } from "./input.js";
import { operationsDts, operationsJs } from "./operation-functions.js";
import { sharedTags } from "./parts.js";
import { RAW_COMMON, rawDts, rawJs } from "./raw.js";
import { type AvailabilityBits, availabilityBits } from "./table.js";
import { NAME_OF_MODULE, valuesModule } from "./values.js";

/** The files of one snapshot in a client package, by path relative to its folder. */
export function clientFiles(input: ClientInput): Map<string, string> {
  const { model, parts } = input;
  const head = banner(`specs/${model.id}`);
  const shared = sharedTags(parts);
  const bits = availabilityBits(input.availability);
  const files = new Map<string, string>();
  files.set("raw-common.d.ts", head + RAW_COMMON);
  files.set("snapshot.js", head + snapshotJs(input, bits));
  files.set(
    "snapshot.d.ts",
    `${head}import type { SnapshotInfo } from "@omada-sdk/core";\nexport declare const snapshot: SnapshotInfo;\n`,
  );
  for (const group of [...new Set(parts.map((part) => part.group))]) {
    const own = parts.filter((part) => part.group === group);
    files.set(`${group}.js`, head + groupJs(own, input, bits));
    files.set(`${group}.d.ts`, head + groupDts(group, own, input, shared));
    files.set(`${group}.operations.js`, head + operationsJs(own, input, bits));
    files.set(`${group}.operations.d.ts`, head + operationsDts(group, own, input, bits, shared));
    files.set(`raw/${group}.js`, head + rawJs(group, own));
    files.set(`raw/${group}.d.ts`, head + rawDts(group, own, input));
    const values = valuesModule(valueConstants(input.layout.namesOf.get(group) ?? [], model.schemas));
    const old = constantAliases(input.aliases ?? [], group);
    files.set(`${group}.values.js`, head + values.js + old.js);
    files.set(`${group}.values.d.ts`, head + values.dts + old.dts);
  }
  files.set("name-of.js", head + NAME_OF_MODULE.js);
  files.set("name-of.d.ts", head + NAME_OF_MODULE.dts);
  files.set("connect.js", head + CONNECT.js);
  files.set("connect.d.ts", head + CONNECT.dts);
  files.set("index.js", head + indexJs(parts));
  files.set("index.d.ts", head + indexDts(input, shared));
  return files;
}

function snapshotJs({ model, missing, inProject }: ClientInput, { snapshots }: AvailabilityBits): string {
  const { id, line, flavour, controllerVersion } = model;
  const facts = {
    id,
    line,
    flavour,
    controllerVersion,
    snapshots,
    ...(missing.length > 0 ? { missing } : {}),
    ...(inProject && { inProject }),
  };
  return `export const snapshot = Object.freeze(${JSON.stringify(facts)});\n`;
}
