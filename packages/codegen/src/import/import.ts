import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ImportError, reasonOf } from "../files/input-error.js";
import { readControllerFile } from "../files/pulled-folder.js";
import { countFacts } from "../specs/fact-counts.js";
import { type GroupTable, readGroupTable } from "../specs/groups.js";
import { compareIds, type Manifest, type ManifestEntry, readManifest } from "../specs/manifest.js";
import { LOCK_FILE, type NameLock, readLock } from "../specs/name-lock.js";
import { type Overlays, readOverlays } from "../specs/overlays.js";
import { snapshotFiles, writeSnapshot } from "../specs/snapshot.js";
import { mine } from "./mine/index.js";
import { type ImportOptions, metaOf } from "./options.js";
import { operationsOf, type RawDocument } from "./raw.js";
import { readDocuments } from "./read.js";
import { repair } from "./repair/index.js";
import { reportOf } from "./repair/report.js";
import { toModel } from "./to-model.js";

const DROP_LIMIT = 0.9;

/**
 * Imports a controller's interface documents as a snapshot: read, repair, mine, strip, write.
 * @returns the manifest entry written and the counts of repairs
 * @throws ImportError saying what is wrong, or the reason of `signal`; the specs folder is then unchanged
 */
export async function importSnapshot(
  options: ImportOptions,
): Promise<{ entry: ManifestEntry; repairs: Record<string, number> }> {
  const { specsDir, id } = options;
  const manifest = await readable("index.json", () => readManifest(specsDir));
  const previous = manifest.snapshots.find((entry) => entry.id === id);
  const meta = metaOf(options, await readControllerFile(options.input), previous);
  if (!previous) await refuseUnknownFolder(specsDir, id);
  const table = await readable("groups.json", () => readGroupTable(specsDir));
  const documents = placeDocuments(await readDocuments(options.input, options.defaultDocument), table);
  const allowDrop = options.allowDrop ?? false;
  refuseDrop(previous, "operations", documents.flatMap(operationsOf).length, allowDrop);
  const lock = await readable(LOCK_FILE, () => readLock(specsDir));
  const overlays = await readOverlays(specsDir, meta.source.kind);
  const { model, lock: names, report } = build(meta, documents, table, lock, overlays);
  refuseDrop(previous, "schemas", model.schemas.size, allowDrop);
  const { files, groups } = snapshotFiles(model, report);
  const entry: ManifestEntry = {
    ...meta,
    source: { ...meta.source, documents: documents.map(({ file, sha256 }) => ({ name: file, sha256 })) },
    operations: model.operations.length,
    schemas: model.schemas.size,
    facts: countFacts(model),
    ...(previous?.sharedResults ? { sharedResults: previous.sharedResults } : {}),
    groups,
  };
  // The work above takes seconds without a pause: a signal that came in the meantime arrives now.
  await setImmediate();
  options.signal?.throwIfAborted();
  await writeSnapshot(specsDir, id, files, withEntry(manifest, entry), names);
  return { entry, repairs: report.counts };
}

function build(
  meta: Pick<ManifestEntry, "id" | "line" | "flavour" | "controllerVersion">,
  documents: readonly RawDocument[],
  table: GroupTable,
  lock: NameLock,
  overlays: Overlays,
) {
  const mined = mine(repair(documents, overlays), overlays);
  const { id, line, flavour, controllerVersion } = meta;
  return {
    ...toModel({ id, line, flavour, controllerVersion }, mined, table, lock),
    report: reportOf(mined.repairs, mined.operations.length),
  };
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ImportError(`${file} of the specs folder cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** Refuses to replace a folder that the manifest does not list. */
async function refuseUnknownFolder(specsDir: string, id: string): Promise<void> {
  const taken = await lstat(join(specsDir, id)).catch(() => undefined);
  if (!taken) return;
  throw new ImportError(
    `${join(specsDir, id)} exists but index.json has no such snapshot; remove it or choose another --id`,
  );
}

/** A single document holds all groups, unless it is named after a group of the table. */
export function placeDocuments(documents: RawDocument[], table: GroupTable): RawDocument[] {
  const [only] = documents;
  if (documents.length !== 1 || only?.group === undefined || table.groups.includes(only.group))
    return documents;
  return [{ ...only, group: undefined }];
}

function withEntry(manifest: Manifest, entry: ManifestEntry): Manifest {
  const others = manifest.snapshots.filter(({ id }) => id !== entry.id);
  return { ...manifest, snapshots: [...others, entry].sort((a, b) => compareIds(a.id, b.id)) };
}

function refuseDrop(
  previous: ManifestEntry | undefined,
  what: "operations" | "schemas",
  found: number,
  allowed: boolean,
): void {
  if (!previous || allowed || found >= previous[what] * DROP_LIMIT) return;
  throw new ImportError(
    `these documents have ${found} ${what}, snapshot ${previous.id} has ${previous[what]}; ` +
      "a loss of more than 10 % mostly means a cut-off download. Pass --allow-drop if it is meant",
  );
}
