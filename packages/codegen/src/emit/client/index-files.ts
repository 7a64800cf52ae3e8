import { clientAsUser, creator, hasUserOperations, userMembers } from "./as-user.js";
import { coreImport } from "./imports.js";
import type { ClientInput } from "./input.js";
import { tagInterface, userInterface } from "./methods.js";
import { memberComment } from "./operation-docs.js";
import { definitionName, type Part } from "./parts.js";
import { RUNTIME_OF_INDEX } from "./runtime-exports.js";

const CORE_NAMES = ["OmadaClient", "OmadaClientOptions"];
/** For a snapshot whose operations are all open to client credentials; `.` of a package exports it in any case. */
const SAME_AS_USER =
  "/** {@link Omada} that acts as a user; here the same. */\nexport type OmadaAsUser = Omada;\n";

/** `index.js`: a client of all groups. */
export function indexJs(parts: readonly Part[]): string {
  const groups = [...new Set(parts.map((part) => part.group))];
  const imports = groups.map((group) => {
    const names = parts.filter((part) => part.group === group).map(definitionName);
    return `import { ${names.join(", ")} } from "./${group}.js";\n`;
  });
  const names = parts.map(definitionName).join(", ");
  return (
    `import { createClient } from "@omada-sdk/core";\n${imports.join("")}${RUNTIME_OF_INDEX}export { snapshot } from "./snapshot.js";\n` +
    `export const createOmadaClient = (options) => createClient(options, [${names}]);\n`
  );
}

/** `index.d.ts`: all tags of a snapshot, whatever their groups. */
export function indexDts({ model, parts, descriptions }: ClientInput, shared: ReadonlySet<string>): string {
  const groups = [...new Set(parts.map((part) => part.group))];
  const owners = new Map<string, string[]>();
  for (const part of parts) {
    for (const tag of part.tags)
      owners.set(tag, [...(owners.get(tag) ?? []), tagInterface(part, tag, shared)]);
  }
  const imports = groups.map((group) => {
    const own = parts.filter((part) => part.group === group);
    const tags = own.flatMap((part) =>
      part.tags.flatMap((tag) => {
        const asUser = userInterface(part, tag, shared);
        return [tagInterface(part, tag, shared), ...(asUser ? [asUser] : [])];
      }),
    );
    return `import type { ${tags.join(", ")} } from "./${group}.js";\n`;
  });
  const members = [...owners].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = [
    ...imports,
    RUNTIME_OF_INDEX,
    'export { snapshot } from "./snapshot.js";\n',
    `/** A client of all ${model.operations.length} operations of snapshot ${model.id}, by tag. */\n`,
    `export interface Omada extends OmadaClient {\n`,
    ...members.map(([tag, interfaces]) => {
      const comment = memberComment(tag, model.operations, descriptions);
      return `${comment}  readonly ${tag}: ${interfaces.join(" & ")};\n`;
    }),
    "}\n",
    clientAsUser("Omada", userMembers(parts, shared), hasUserOperations(model)) || SAME_AS_USER,
    `/** Connects to a controller of version ${model.controllerVersion} (${model.flavour}). */\n`,
    creator("Omada", hasUserOperations(model)),
  ].join("");
  return coreImport(CORE_NAMES, text) + text;
}
