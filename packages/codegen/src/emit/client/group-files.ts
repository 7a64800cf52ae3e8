import type { Operation } from "@omada-sdk/model";
import { pascal } from "../../specs/case.js";
import type { TypeScope } from "../type-nodes.js";
import { clientAsUser, creator, hasUserOperations, tagsAsUser, userMembers } from "./as-user.js";
import { coreImport, localName, schemaImport } from "./imports.js";
import type { ClientInput } from "./input.js";
import { methodInterfaces, tagInterface } from "./methods.js";
import { memberComment, operationDoc } from "./operation-docs.js";
import { definitionName, type Part } from "./parts.js";
import { groupTypes, RUNTIME_OF_GROUP } from "./runtime-exports.js";
import { type AvailabilityBits, operationTable, tableFacts } from "./table.js";

const CORE_NAMES = ["CallOptions", "GroupDefinition", "OmadaClient", "OmadaClientOptions", "OmadaDownload"];

/** `device.js`: the definitions of a group's parts, each with its table, and a client of them. */
export function groupJs(
  parts: readonly Part[],
  { model, known }: ClientInput,
  bits: AvailabilityBits,
): string {
  const definitions = parts.map((part) => {
    const usual = bits.usualOf(part.operations);
    const facts = tableFacts(model, known, (operation) => {
      const own = bits.bitsOf(operation);
      return own === usual ? undefined : own;
    });
    const table = operationTable(part.operations, facts);
    return (
      `export const ${definitionName(part)} = Object.freeze({\n  snapshot,\n  group: ${JSON.stringify(part.group)},\n` +
      `  tags: ${JSON.stringify(part.tags)},\n` +
      (usual === undefined ? "" : `  availability: ${JSON.stringify(usual)},\n`) +
      `  table: ${JSON.stringify(table)},\n});\n`
    );
  });
  return (
    'import { createClient } from "@omada-sdk/core";\nimport { snapshot } from "./snapshot.js";\n' +
    RUNTIME_OF_GROUP.js +
    definitions.join("") +
    `export const createOmadaClient = (options) => createClient(options, [${parts.map(definitionName).join(", ")}]);\n`
  );
}

/** `device.d.ts`: the methods of a group by tag. */
export function groupDts(
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
      `export declare const ${definitionName(part)}: GroupDefinition<${part.typeName}Tags${user}>;\n`
    );
  });
  const name = pascal(group);
  const extended = parts.map((part) => `${part.typeName}Tags`).join(", ");
  const text = [
    schemaImport([...used, "Envelope", "Grid"], input.typesOf(group, false)),
    RUNTIME_OF_GROUP.dts,
    groupTypes(input.typesOf(group, false)),
    ...methods,
    ...tags,
    ...definitions,
    `/** A client with the operations of \`${group}\` only. */\n`,
    `export interface Omada${name}Client extends OmadaClient, ${extended} {}\n`,
    clientAsUser(`Omada${name}Client`, userMembers(parts, shared), hasUserOperations(model)),
    `/** Connects to a controller with the operations of \`${group}\` only; \`with()\` adds more. */\n`,
    creator(`Omada${name}Client`, hasUserOperations(model)),
  ].join("");
  return coreImport(CORE_NAMES, text) + text;
}
