import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type ApiModel,
  byPathAndMethod,
  describeSchema,
  describeShape,
  type Operation,
  responseShape,
  type Schema,
} from "@omada-sdk/model";
import { ImportError, reasonOf } from "../files/input-error.js";
import { StagedFiles } from "../files/write.js";
import { NotUndoneError } from "../files/write-file.js";
import { type GroupDocument, groupDocument, groupsOf, operationsFrom } from "./group-document.js";
import { entryOf, type GroupEntry, headOf, MANIFEST_FILE, type Manifest, readManifest } from "./manifest.js";
import { LOCK_FILE, type NameLock } from "./name-lock.js";

/** Reads one snapshot of a specs folder into the model. */
export async function readSnapshot(specsDir: string, id: string): Promise<ApiModel> {
  const entry = entryOf(await readManifest(specsDir), id);
  const documents = await Promise.all(
    entry.groups.map(async ({ name }) => {
      return JSON.parse(await readFile(join(specsDir, id, `${name}.json`), "utf8")) as GroupDocument;
    }),
  );
  return modelOf(headOf(entry), documents);
}

/** Joins the group documents of one snapshot; a schema has one shape wherever it stands. */
export function modelOf(head: ReturnType<typeof headOf>, documents: readonly GroupDocument[]): ApiModel {
  const schemas = new Map<string, Schema>();
  for (const document of documents) {
    for (const [name, schema] of Object.entries(document.components.schemas)) schemas.set(name, schema);
  }
  return {
    ...head,
    operations: documents.flatMap(operationsFrom).sort(byPathAndMethod),
    schemas: new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** An import leaves this file as it is: it is made from several snapshots. */
const KEPT_FILE = "CHANGES.md";

/** The content of `import-report.json`: the repairs of an import, counted and with their places. */
export interface ImportReport {
  counts: Readonly<Record<string, number | undefined>>;
  places: Readonly<Record<string, readonly string[] | undefined>>;
}

/** The files of one snapshot by name, ready to be written; the same model gives the same bytes. */
export function snapshotFiles(
  model: ApiModel,
  report: ImportReport,
): { files: Map<string, string>; groups: GroupEntry[] } {
  const files = new Map<string, string>();
  const groups = groupsOf(model).map((name): GroupEntry => {
    const document = groupDocument(model, name);
    const text = jsonText(document);
    files.set(`${name}.json`, text);
    return {
      name,
      operations: model.operations.filter(({ group }) => group === name).length,
      schemas: Object.keys(document.components.schemas).length,
      sha256: createHash("sha256").update(text).digest("hex"),
    };
  });
  files.set("api.txt", apiText(model));
  files.set("import-report.json", jsonText(report));
  return { files, groups };
}

/**
 * Puts a snapshot into a specs folder. Everything is written beside its place first and then renamed; when a step
 * fails, the steps before it are undone, so the folder is as it was.
 * @throws ImportError saying what could not be written
 */
export async function writeSnapshot(
  specsDir: string,
  id: string,
  files: ReadonlyMap<string, string>,
  manifest: Manifest,
  lock: NameLock,
): Promise<void> {
  const staged = new StagedFiles(specsDir, `.new-${id}-${process.pid}`);
  try {
    await staged.open();
    for (const [name, text] of files) await staged.write(`${id}/${name}`, text);
    await staged.keep(`${id}/${KEPT_FILE}`);
    await staged.write(MANIFEST_FILE, jsonText(manifest));
    await staged.write(LOCK_FILE, jsonText(lock));
    await staged.commit();
  } catch (error) {
    if (error instanceof NotUndoneError)
      throw new ImportError(`cannot write to ${specsDir}: ${reasonOf(error)}`);
    await staged.discard().catch(() => undefined);
    throw new ImportError(`cannot write to ${specsDir}, nothing was changed: ${reasonOf(error)}`);
  }
}

/** JSON as it is committed: one space of indentation, LF, a final newline. */
function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** One sorted line per operation: what people review when a snapshot changes. */
function apiText(model: ApiModel): string {
  return model.operations.map((operation) => `${apiLine(operation, model)}\n`).join("");
}

function apiLine(operation: Operation, model: ApiModel): string {
  const query = operation.parameters.filter(({ in: place }) => place === "query");
  const parts = [
    `${operation.method} ${operation.path}`,
    operation.name,
    `group=${operation.group}`,
    query.length > 0
      ? `query=${query.map(({ name, required }) => (required ? `${name}!` : name)).join(",")}`
      : "",
    operation.body
      ? `body=${describeSchema(operation.body.schema)}${operation.body.required ? "!" : ""}`
      : "",
    `-> ${describeShape(responseShape(operation, model.schemas))}`,
    ...flags(operation),
  ];
  return parts.filter((part) => part !== "").join("  ");
}

function flags(operation: Operation): string[] {
  return [
    operation.paging ? `pages=${operation.paging}` : "",
    operation.errorCodes.length > 0 ? `codes=${operation.errorCodes.length}` : "",
    operation.deprecated ? "deprecated" : "",
    operation.authorizationCodeOnly ? "authorization-code-only" : "",
    operation.envelope ? "" : "no-envelope",
    operation.download ? "download" : "",
    operation.edition ?? "",
    operation.unlisted ? "unlisted" : "",
  ];
}
