import { type ApiModel, declaresResult, type Operation } from "@omada-sdk/model";
import type { MissingFeatures } from "../../availability/of-model.js";
import { banner } from "../../banner.js";
import type { Alias } from "../../exported/aliases.js";
import { valueConstants } from "../../exported/constants.js";
import { pascal } from "../../specs/case.js";
import type { Descriptions } from "../../specs/descriptions.js";
import { constantAliases } from "../aliases.js";
import type { KnownBehaviour } from "../known-behaviour.js";
import type { TypeScope } from "../type-nodes.js";
import type { Layout } from "../types/clusters.js";
import { clientAsUser, creator, hasUserOperations, tagsAsUser, userMembers } from "./as-user.js";
import { coreImport, localName, schemaImport } from "./imports.js";
import { methodInterfaces, tagInterface, userInterface } from "./methods.js";
import { type Availability, operationDoc } from "./operation-docs.js";
import type { Part } from "./parts.js";
import { RAW_COMMON, rawInterfaces } from "./raw.js";
import { maxPageSize, rowKey } from "./row-key.js";
import { type AvailabilityBits, availabilityBits, operationTable } from "./table.js";
import { NAME_OF_MODULE, valuesModule } from "./values.js";

const GROUP_NAMES = ["CallOptions", "GroupDefinition", "OmadaClient", "OmadaClientOptions", "OmadaDownload"];
const INDEX_NAMES = ["OmadaClient", "OmadaClientOptions"];
/** For a snapshot whose operations are all open to client credentials; `.` of a package exports it in any case. */
const SAME_AS_USER =
  "/** {@link Omada} that acts as a user; here the same. */\nexport type OmadaAsUser = Omada;\n";

export interface ClientInput {
  model: ApiModel;
  layout: Layout;
  parts: readonly Part[];
  availability: Availability;
  /** What other snapshots do not have of this one. */
  missing: readonly MissingFeatures[];
  /** What controllers do although the documents say otherwise. */
  known: KnownBehaviour;
  /** Names of the snapshot before that are kept for one more. */
  aliases?: readonly Alias[];
  /** Names of what to call instead of a deprecated operation. */
  successors(operation: Operation): readonly string[];
  /** Name of an error code, for those that have one. */
  codeName(code: number): string | undefined;
  /** Written lines about tags and operations. */
  descriptions: Descriptions;
  /** What the types of a group are imported from, by the files of `raw` (`isRaw`) and those beside it. */
  typesOf(group: string, isRaw: boolean): string;
  /** The client is for a project, and no published one. */
  inProject?: boolean | undefined;
}

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
    files.set(`raw/${group}.d.ts`, head + rawDts(group, own, input));
    const values = valuesModule(valueConstants(input.layout.namesOf.get(group) ?? [], model.schemas));
    const old = constantAliases(input.aliases ?? [], group);
    files.set(`${group}.values.js`, head + values.js + old.js);
    files.set(`${group}.values.d.ts`, head + values.dts + old.dts);
  }
  files.set("name-of.js", head + NAME_OF_MODULE.js);
  files.set("name-of.d.ts", head + NAME_OF_MODULE.dts);
  files.set("index.js", head + indexJs(parts));
  files.set("index.d.ts", head + indexDts(input, shared));
  return files;
}

/** Tags that several parts define, such as `gateway` in `device` and `device-template`. */
function sharedTags(parts: readonly Part[]): Set<string> {
  const tags = parts.flatMap((part) => part.tags);
  return new Set(tags.filter((tag, index) => tags.indexOf(tag) !== index));
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

/** Name of a part's definition: `deviceGroup`. */
function definitionName(part: Part): string {
  return `${part.rawName}Group`;
}

function groupJs(parts: readonly Part[], { model, known }: ClientInput, bits: AvailabilityBits): string {
  const definitions = parts.map((part) => {
    const usual = bits.usualOf(part.operations);
    const table = operationTable(part.operations, {
      rowKey: (operation) => rowKey(operation, model),
      maxPageSize: (operation) => maxPageSize(operation, model),
      availability: (operation) => {
        const own = bits.bitsOf(operation);
        return own === usual ? undefined : own;
      },
      successor: known.successor,
      declaresResult: (operation) => declaresResult(operation, model.schemas),
    });
    return (
      `export const ${definitionName(part)} = Object.freeze({\n  snapshot,\n  group: ${JSON.stringify(part.group)},\n` +
      `  rawName: ${JSON.stringify(part.rawName)},\n  tags: ${JSON.stringify(part.tags)},\n` +
      (usual === undefined ? "" : `  availability: ${JSON.stringify(usual)},\n`) +
      `  table: ${JSON.stringify(table)},\n});\n`
    );
  });
  return (
    'import { createClient } from "@omada-sdk/core";\nimport { snapshot } from "./snapshot.js";\n' +
    definitions.join("") +
    `export const createOmadaClient = (options) => createClient(options, [${parts.map(definitionName).join(", ")}]);\n`
  );
}

function groupDts(
  group: string,
  parts: readonly Part[],
  input: ClientInput,
  shared: ReadonlySet<string>,
): string {
  const used = new Set<string>();
  const scope: TypeScope = { schemas: input.model.schemas, used, local: localName };
  const { model, availability, codeName, descriptions } = input;
  const docOf = (operation: Operation) => {
    const [known, successors] = [input.known.notes(operation), input.successors(operation)];
    const written = descriptions.ofOperation(operation);
    return operationDoc(operation, availability, { known, successors, codeName, written });
  };
  const methods = parts.map((part) => methodInterfaces(part, model, scope, docOf, shared));
  const tags = parts.map(
    (part) =>
      `/** Members of a client that has the operations of \`${part.name}\`. */\n` +
      `export interface ${part.typeName}Tags {\n` +
      part.tags
        .map((tag) => {
          const comment = memberComment(tag, part.operations, descriptions);
          return `${comment}  readonly ${tag}: ${tagInterface(part, tag, shared)};\n`;
        })
        .join("") +
      "}\n" +
      tagsAsUser(part, shared),
  );
  const definitions = parts.map((part) => {
    const user = userMembers([part], shared).length > 0 ? `, ${part.typeName}TagsAsUser` : "";
    return (
      `/** The operations of \`${part.name}\`, for \`client.with()\`. */\n` +
      `export declare const ${definitionName(part)}: GroupDefinition<${part.typeName}Tags, ${part.typeName}Raw${user}>;\n`
    );
  });
  const name = pascal(group);
  const extended = parts.map((part) => `${part.typeName}Tags`).join(", ");
  const raw = parts.map((part) => `readonly ${part.rawName}: ${part.typeName}Raw`).join("; ");
  const text = [
    schemaImport([...used, "Envelope", "Grid"], input.typesOf(group, false)),
    `import type { ${parts.map((part) => `${part.typeName}Raw`).join(", ")} } from "./raw/${group}.js";\n`,
    ...methods,
    ...tags,
    ...definitions,
    `/** A client with the operations of \`${group}\` only. */\n`,
    `export interface Omada${name}Client extends OmadaClient, ${extended} {\n  readonly raw: { ${raw} };\n}\n`,
    clientAsUser(`Omada${name}Client`, userMembers(parts, shared), hasUserOperations(model)),
    `/** Connects to a controller with the operations of \`${group}\` only; \`with()\` adds more. */\n`,
    creator(`Omada${name}Client`, hasUserOperations(model)),
  ].join("");
  return coreImport(GROUP_NAMES, text) + text;
}

function rawDts(group: string, parts: readonly Part[], input: ClientInput): string {
  const used = new Set<string>();
  const scope: TypeScope = { schemas: input.model.schemas, used, local: localName };
  const bodies = parts.map((part) => rawInterfaces(part, input.model, scope));
  return [
    schemaImport([...used, "Envelope", "Grid"], input.typesOf(group, true)),
    'import type { RawAnswer, RawOptions } from "../raw-common.js";\n',
    ...bodies,
  ].join("");
}

function indexJs(parts: readonly Part[]): string {
  const groups = [...new Set(parts.map((part) => part.group))];
  const imports = groups.map((group) => {
    const names = parts.filter((part) => part.group === group).map(definitionName);
    return `import { ${names.join(", ")} } from "./${group}.js";\n`;
  });
  const names = parts.map(definitionName).join(", ");
  return (
    `import { createClient } from "@omada-sdk/core";\n${imports.join("")}export { snapshot } from "./snapshot.js";\n` +
    `export const createOmadaClient = (options) => createClient(options, [${names}]);\n`
  );
}

function indexDts({ model, parts, descriptions }: ClientInput, shared: ReadonlySet<string>): string {
  const groups = [...new Set(parts.map((part) => part.group))];
  const owners = new Map<string, string[]>();
  for (const part of parts) {
    for (const tag of part.tags)
      owners.set(tag, [...(owners.get(tag) ?? []), tagInterface(part, tag, shared)]);
  }
  const imports = groups.flatMap((group) => {
    const own = parts.filter((part) => part.group === group);
    const tags = own.flatMap((part) =>
      part.tags.flatMap((tag) => {
        const asUser = userInterface(part, tag, shared);
        return [tagInterface(part, tag, shared), ...(asUser ? [asUser] : [])];
      }),
    );
    return [
      `import type { ${tags.join(", ")} } from "./${group}.js";\n`,
      `import type { ${own.map((part) => `${part.typeName}Raw`).join(", ")} } from "./raw/${group}.js";\n`,
    ];
  });
  const members = [...owners].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = [
    ...imports,
    'export { snapshot } from "./snapshot.js";\n',
    `/** Typed path clients of snapshot ${model.id}, one per group. */\n`,
    `export interface OmadaRaw {\n${parts.map((part) => `  readonly ${part.rawName}: ${part.typeName}Raw;\n`).join("")}}\n`,
    `/** A client of all ${model.operations.length} operations of snapshot ${model.id}, by tag. */\n`,
    `export interface Omada extends OmadaClient {\n  readonly raw: OmadaRaw;\n`,
    ...members.map(([tag, interfaces]) => {
      const comment = memberComment(tag, model.operations, descriptions);
      return `${comment}  readonly ${tag}: ${interfaces.join(" & ")};\n`;
    }),
    "}\n",
    clientAsUser("Omada", userMembers(parts, shared), hasUserOperations(model)) || SAME_AS_USER,
    `/** Connects to a controller of version ${model.controllerVersion} (${model.flavour}). */\n`,
    creator("Omada", hasUserOperations(model)),
  ].join("");
  return coreImport(INDEX_NAMES, text) + text;
}

/** The written line of a client member as its doc comment. */
function memberComment(tag: string, operations: readonly Operation[], descriptions: Descriptions): string {
  const line = descriptions.ofMember(tag, operations);
  return line === undefined ? "" : `  /** ${line} */\n`;
}
