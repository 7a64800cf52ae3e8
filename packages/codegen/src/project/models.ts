import { type ApiModel, type Flavour, operationKey } from "@omada-sdk/model";
import { type ReadModel, readModel } from "../import/read-model.js";
import { entryOf } from "../specs/manifest.js";
import type { NameLock } from "../specs/name-lock.js";
import { findSharedResults, withSharedResults } from "../specs/shared-results.js";
import type { ProjectLock } from "./lock.js";
import type { Published } from "./published.js";

/**
 * The model of a controller's documents: with the published names, or those that the client has already, and with the results
 * that its documents leave open and published snapshots have.
 * @param lock of the client, where it was generated before
 */
export async function modelOfDocuments(
  published: Published,
  documents: { input: string; flavour: Flavour; controllerVersion: string },
  lock: ProjectLock | undefined,
): Promise<ReadModel> {
  const { manifest, table, overlays } = published;
  const names = namesFor(published.names, lock?.names);
  const read = await readModel({ ...documents, table, overlays, names });
  const { sharedResults = {} } = manifest.snapshots.find(({ id }) => id === read.model.id) ?? {};
  const sources = [...new Set(Object.values(sharedResults))];
  const models = new Map(
    await Promise.all(sources.map(async (id) => [id, await published.snapshot(id)] as const)),
  );
  const open = findSharedResults(read.model, [...models.values()]);
  const shared = Object.fromEntries(Object.entries(sharedResults).filter(([key]) => key in open));
  return { ...read, model: withSharedResults(read.model, shared, models) };
}

/** The model of a published snapshot, with the names that the client has already. */
export async function modelOfSnapshot(
  published: Published,
  id: string,
  lock: ProjectLock | undefined,
): Promise<ApiModel> {
  entryOf(published.manifest, id);
  const model = await published.snapshot(id);
  const names = namesFor(published.names, lock?.names);
  const operations = model.operations.map((operation) => {
    const name = names[operationKey(operation.method, operation.path)] ?? operation.name;
    return name === operation.name ? operation : { ...operation, name };
  });
  return { ...model, operations };
}

/** Names that a program calls already stay; a published name that one of them has is not given again. */
function namesFor(published: NameLock, own: NameLock = {}): NameLock {
  const taken = new Set(Object.values(own));
  const others = Object.entries(published).filter(([key, name]) => !(key in own) && !taken.has(name));
  return Object.fromEntries([...others, ...Object.entries(own)]);
}
