/** Names that generated client files import or declare beside those of schemas and tags. */
const OWN_NAMES = new Set([
  "CallOptions",
  "ClientFor",
  "ERROR_CODES",
  "GrantKind",
  "NeedsAuthorizationCode",
  "OmadaAsUser",
  "OmadaAuth",
  "WithAsUser",
  "OmadaDownload",
  "GroupDefinition",
  "OmadaClient",
  "OmadaClientOptions",
  "OmadaConnection",
  "OperationFunction",
  "RawAnswer",
  "RawOptions",
]);

/** Names of @omada-sdk/core that only some files refer to. */
const RARE_NAMES = [
  "ClientFor",
  "ERROR_CODES",
  "GrantKind",
  "NeedsAuthorizationCode",
  "OmadaAuth",
  "WithAsUser",
];

/** Imports names from the runtime: those given, and of the rare ones those that a text refers to. */
export function coreImport(names: readonly string[], text: string): string {
  const rare = RARE_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return `import type { ${[...names, ...rare].sort().join(", ")} } from "@omada-sdk/core";\n`;
}

/** A schema called like something these files need themselves is imported under another name. */
export function localName(name: string): string {
  return OWN_NAMES.has(name) || /(Methods|Tags|Raw|Paths|Client|AsUser|ErrorCodes)$/.test(name)
    ? `${name}Schema_`
    : name;
}

/** Imports schemas from the types package, those with names of these files' own under another. */
export function schemaImport(names: readonly string[], from: string): string {
  const list = [...new Set(names)]
    .sort()
    .map((name) => (localName(name) === name ? name : `${name} as ${localName(name)}`));
  return `import type { ${list.join(", ")} } from "${from}";\n`;
}
