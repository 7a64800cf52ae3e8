import { join } from "node:path";
import { type ApiModel, methodAndPath, type Operation, toBundle } from "@omada-sdk/model";
import { loadAvailability } from "../availability/load.js";
import {
  availabilityOf,
  type MissingFeatures,
  missingIn,
  type SnapshotsByOperation,
} from "../availability/of-model.js";
import { banner, SHARED } from "../banner.js";
import { type Alias, aliasesFor } from "../exported/aliases.js";
import { writeFolder, writeIfDifferent } from "../files/write.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { readBehaviour } from "../specs/behaviour/ledger.js";
import { readKnownBehaviour, requireFit } from "../specs/behaviour/read.js";
import { type Descriptions, NOTHING_WRITTEN, readDescriptions } from "../specs/descriptions.js";
import { type CodeRow, readErrorCodes } from "../specs/error-codes.js";
import { type GroupTable, readGroupTable } from "../specs/groups.js";
import { type Manifest, type ManifestEntry, readManifest } from "../specs/manifest.js";
import { snapshotReader } from "../specs/snapshot-reader.js";
import { readSuccessors, type Successors, successorsOf } from "../specs/successors.js";
import { OWN } from "../specs/text-places.js";
import { behaviourTables } from "./behaviour-tables.js";
import { clientFiles } from "./client/files.js";
import type { ClientInput } from "./client/input.js";
import { type Part, partsOf } from "./client/parts.js";
import { codeTables } from "./code-tables.js";
import { searchIndex } from "./command-line/search-index.js";
import { specsArchive } from "./command-line/specs-archive.js";
import { withDocumentTexts } from "./document-texts.js";
import { formatDeclarations } from "./format.js";
import { knownBehaviour } from "./known-behaviour.js";
import { withKnownTypes } from "./known-types.js";
import { withListTypes } from "./list-types.js";
import { manifestTables } from "./manifest-tables.js";
import { forCallers } from "./read-only.js";
import { FEWEST_TO_SHARE, type SnapshotFiles, shareDeclarations } from "./share/share.js";
import type { TypeScope } from "./type-nodes.js";
import { layOut } from "./types/clusters.js";
import { typeFiles } from "./types/files.js";
import { pathsText } from "./types/paths.js";

export interface GenerateOptions {
  specsDir: string;
  /** The `packages` folder of the repository. */
  packagesDir: string;
  /** Snapshots to generate; all of the manifest by default. */
  ids?: readonly string[] | undefined;
  /** Told before each snapshot. */
  onProgress?: (message: string) => void;
}

/** Reviewed inputs that are about operations and codes of every snapshot. */
export interface Ledgers {
  successors: Successors;
  codes: readonly CodeRow[];
}

const NO_LEDGERS: Ledgers = { successors: new Map(), codes: [] };

/** What was generated for one snapshot. */
export interface Generated {
  id: string;
  files: number;
  bytes: number;
  milliseconds: number;
}

/**
 * Generates the types, the client tables and the data of the mock controller for snapshots of a specs folder, and the
 * tables of its ledgers.
 * @throws Error for an id that the manifest does not have
 */
export async function generate(options: GenerateOptions): Promise<Generated[]> {
  const { specsDir, packagesDir } = options;
  const manifest = await readManifest(specsDir);
  const entries = selectEntries(manifest, options.ids);
  const table = await readGroupTable(specsDir);
  const everywhere = await loadAvailability(specsDir);
  const facts = await readKnownBehaviour(specsDir);
  const [successors, codes] = await Promise.all([readSuccessors(specsDir), readErrorCodes(specsDir)]);
  const behaviour = await readBehaviour(specsDir);
  const tables = [
    manifestTables(manifest),
    codes.length > 0 ? codeTables(codes) : new Map(),
    behaviour ? behaviourTables(behaviour, facts, manifest) : new Map(),
  ];
  const descriptions = await readDescriptions(specsDir, table);
  const read = snapshotReader(specsDir, manifest);
  const results: Generated[] = [];
  const aliasesOf = new Map<string, Promise<Alias[]>>();
  const generated: (SnapshotFiles & { line: string })[] = [];
  for (const entry of entries) {
    options.onProgress?.(`generating ${entry.id}: ${entry.operations} operations`);
    const start = performance.now();
    const model = await read(entry.id);
    requireFit(model, facts);
    const availability = availabilityOf(everywhere, model);
    const missing = missingIn(everywhere, manifest.snapshots, model);
    const aliases = await aliasesFor(manifest, model, read, aliasesOf);
    const ledgers = { successors, codes };
    const known = { table, availability, facts, missing, descriptions, ledgers, aliases };
    const texts = snapshotTexts(model, known, (group) => `@omada-sdk/types/${entry.id}/${group}`);
    const types = new Map([...texts.types, ...texts.paths]);
    generated.push({ id: entry.id, line: entry.line, types, client: texts.client });
    const { refused, answers } = knownBehaviour(model, facts);
    const bundle = toBundle({
      ...model,
      ...(refused.length > 0 && { refused }),
      ...(answers.length > 0 && { answers }),
    });
    await writeIfDifferent(join(packagesDir, `mock-controller/generated/${entry.id}.json`), bundle);
    const files = 1 + types.size + texts.client.size;
    const bytes = [bundle, ...types.values(), ...texts.client.values()].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    results.push({ id: entry.id, files, bytes, milliseconds: performance.now() - start });
  }
  for (const [folder, texts] of declarationFolders(generated))
    await writeFolder(join(packagesDir, folder), texts);
  for (const [folder, texts] of joined(tables)) await writeFolder(join(packagesDir, folder), texts);
  options.onProgress?.("generating the data of the command line");
  const models = await Promise.all(manifest.snapshots.map(({ id }) => read(id)));
  const commandLine = new Map<string, string | Uint8Array>([
    ["search-index.json", searchIndex(models, codes, successors)],
    ["specs.json.br", await specsArchive(specsDir)],
  ]);
  await writeFolder(join(packagesDir, "cli/generated"), commandLine);
  return results;
}

/**
 * Types and clients by folder below `packages`. What the snapshots of a line have in common is written once where there are
 * enough of them.
 */
function declarationFolders(
  generated: readonly (SnapshotFiles & { line: string })[],
): Map<string, Map<string, string>> {
  const folders = new Map<string, Map<string, string>>();
  const add = (folder: string, texts: ReadonlyMap<string, string>): void => {
    folders.set(folder, new Map([...(folders.get(folder) ?? []), ...withFormat(texts)]));
  };
  for (const line of new Set(generated.map((each) => each.line))) {
    const own = generated.filter((each) => each.line === line);
    const shared = own.length < FEWEST_TO_SHARE ? undefined : shareDeclarations(own);
    for (const { id, types, client } of shared?.snapshots ?? own) {
      add(`types/generated/${id}`, types);
      add(`client-${line}/generated/${id}`, client);
    }
    if (!shared) continue;
    add(`types/generated/${SHARED}`, shared.types);
    add(`client-${line}/generated/${SHARED}`, shared.client);
  }
  return folders;
}

/** Tables of several ledgers, the files of one folder together. */
function joined(
  tables: readonly ReadonlyMap<string, Map<string, string>>[],
): Map<string, Map<string, string>> {
  const folders = new Map<string, Map<string, string>>();
  for (const [folder, texts] of tables.flatMap((each) => [...each]))
    folders.set(folder, new Map([...(folders.get(folder) ?? []), ...texts]));
  return folders;
}

function selectEntries(manifest: Manifest, ids: readonly string[] | undefined): ManifestEntry[] {
  if (!ids) return manifest.snapshots;
  const unknown = ids.filter((id) => !manifest.snapshots.some((entry) => entry.id === id));
  if (unknown.length > 0) {
    const known = manifest.snapshots.map(({ id }) => id).join(", ");
    throw new Error(`there is no snapshot ${unknown.join(", ")}; specs/index.json has: ${known}`);
  }
  return manifest.snapshots.filter(({ id }) => ids.includes(id));
}

/**
 * Generated types and client of one snapshot by folder below `packages`; the same snapshot gives the same bytes.
 * @param documented the model as its documents have it
 * @param facts what controllers do although their documents say otherwise, of any snapshots
 * @param missing what other snapshots do not have of this one
 * @param descriptions written lines about tags and operations
 * @param ledgers what deprecated operations are replaced by, and names of error codes
 * @param aliases names of the snapshot before that are kept
 */
export function snapshotFolders(
  documented: ApiModel,
  table: GroupTable,
  availability: SnapshotsByOperation,
  facts: readonly KnownFact[] = [],
  missing: readonly MissingFeatures[] = [],
  descriptions: Descriptions = NOTHING_WRITTEN,
  ledgers: Ledgers = NO_LEDGERS,
  aliases: readonly Alias[] = [],
): Map<string, Map<string, string>> {
  const { id, line } = documented;
  const known = { table, availability, facts, missing, descriptions, ledgers, aliases };
  const { types, paths, client } = snapshotTexts(
    documented,
    known,
    (group) => `@omada-sdk/types/${id}/${group}`,
  );
  return new Map([
    [`types/generated/${id}`, withFormat(new Map([...types, ...paths]))],
    [`client-${line}/generated/${id}`, withFormat(client)],
  ]);
}

/** What generation reads of a snapshot beside its documents. */
export interface Knowledge {
  table: GroupTable;
  availability: SnapshotsByOperation;
  facts: readonly KnownFact[];
  missing: readonly MissingFeatures[];
  descriptions: Descriptions;
  ledgers: Ledgers;
  aliases: readonly Alias[];
  /** The client is for a project, and no published one. */
  inProject?: boolean;
}

/**
 * The generated texts of one snapshot, by path relative to their folder.
 * @param documented the model as its documents have it
 * @param typesOf what the files of a client import the types of a group from
 */
export function snapshotTexts(
  documented: ApiModel,
  { table, availability, facts, missing, descriptions, ledgers, aliases, inProject }: Knowledge,
  typesOf: ClientInput["typesOf"],
): Record<"types" | "paths" | "client", Map<string, string>> {
  const behaviour = knownBehaviour(documented, facts);
  const { texts } = documented;
  const textOf = (operation: Operation) => texts?.[methodAndPath(operation)]?.[OWN] ?? "";
  const known = { ...behaviour, notes: (each: Operation) => [...behaviour.notes(each), textOf(each)] };
  const model = withDocumentTexts(forCallers(withListTypes(withKnownTypes(documented, facts))), texts);
  const names = new Map(ledgers.codes.map(({ code, name }) => [code, name]));
  const layout = layOut(model);
  const parts = partsOf(model, table);
  const client = clientFiles({
    model,
    layout,
    parts,
    availability,
    missing,
    known,
    descriptions,
    aliases,
    successors: (operation) => successorsOf(operation, documented, ledgers.successors),
    codeName: (code) => names.get(code),
    typesOf,
    inProject,
  });
  return { types: typeFiles(model, layout, aliases), paths: pathFiles(model, parts), client };
}

/** The files with their declarations laid out for reading. */
function withFormat(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files].map(([name, text]) => [name, name.endsWith(".d.ts") ? formatDeclarations(text) : text]),
  );
}

function pathFiles(model: ApiModel, parts: readonly Part[]): Map<string, string> {
  const head = banner(`specs/${model.id}`);
  return new Map(
    parts.map((part) => {
      const scope: TypeScope = { schemas: model.schemas, used: new Set() };
      const text = pathsText(part.operations, scope);
      const names = [...scope.used, "Envelope", "Grid"].sort().join(", ");
      return [
        `paths/${part.name}.d.ts`,
        `${head}import type { ${names} } from "../${part.group}.js";\n${text}`,
      ];
    }),
  );
}
