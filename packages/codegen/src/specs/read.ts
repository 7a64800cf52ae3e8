import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { byPathAndMethod } from "../import/repair/index.js";
import type { ApiModel, Schema } from "../model/types.js";
import { type GroupDocument, operationsFrom } from "./document.js";
import { entryOf, headOf, readManifest } from "./manifest.js";

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
