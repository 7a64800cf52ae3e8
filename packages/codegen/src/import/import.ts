import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Flavour } from "../model/types.js";
import type { NameLock } from "../names/lock.js";
import { countFacts } from "../snapshot/facts.js";
import {
  type Certainty,
  compareIds,
  type Manifest,
  type ManifestEntry,
  readManifest,
  type Status,
} from "../snapshot/manifest.js";
import { LOCK_FILE, snapshotFiles, writeSnapshot } from "../snapshot/write.js";
import { readControllerFile } from "./controller-file.js";
import { ImportError, reasonOf } from "./errors.js";
import { type GroupTable, readGroupTable } from "./groups.js";
import { metaOf } from "./meta.js";
import { mine } from "./mine/index.js";
import { type Overlays, readOverlays } from "./overlays.js";
import { operationsOf, type RawDocument } from "./raw.js";
import { readDocuments } from "./read.js";
import { repair } from "./repair/index.js";
import { reportOf } from "./repair/report.js";
import { isRecord } from "./text-checks.js";
import { toModel } from "./to-model.js";

export interface ImportOptions {
  /** Folder of group documents, or one document. */
  input: string;
  /** The controller's default document, where it does not lie in that folder as `default.json`. */
  defaultDocument?: string | undefined;
  /** The specs folder to write to. */
  specsDir: string;
  /** Name of the snapshot, such as `6.2` or `6.2-cloud`. */
  id: string;
  /** By default that of the snapshot being replaced. */
  flavour?: Flavour | undefined;
  /** By default that of the `controller.json` which the pull leaves beside the documents, else as before. */
  controllerVersion?: string | undefined;
  certainty?: Certainty | undefined;
  /** `YYYY-MM` or `YYYY-MM-DD`; by default the day of the pull, else as before. */
  capturedOn?: string | undefined;
  status?: Status | undefined;
  /** Keywords lost on the way, for documents recovered from a generated client. */
  recovered?: string[] | undefined;
  /** Keywords lost on the way, for documents written down from the pages of a served one. */
  transcribed?: string[] | undefined;
  /** Allows an id that exists. */
  replace?: boolean | undefined;
  /** Allows a replacement with more than 10 % fewer operations or schemas. */
  allowDrop?: boolean | undefined;
  /** Ends the import until it begins to write. */
  signal?: AbortSignal | undefined;
}

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
  if (!previous) await refuseTaken(specsDir, id);
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

/** A folder that the manifest does not know is not ours to replace. */
async function refuseTaken(specsDir: string, id: string): Promise<void> {
  const taken = await lstat(join(specsDir, id)).catch(() => undefined);
  if (!taken) return;
  throw new ImportError(
    `${join(specsDir, id)} exists but index.json has no such snapshot; remove it or choose another --id`,
  );
}

async function readLock(specsDir: string): Promise<NameLock> {
  try {
    const lock: unknown = JSON.parse(await readFile(join(specsDir, LOCK_FILE), "utf8"));
    if (isRecord(lock) && Object.values(lock).every((name) => typeof name === "string"))
      return lock as NameLock;
    throw new Error("it is no object of names");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** A lone document whose name is no group that we know holds all groups, however it is called. */
function placeDocuments(documents: RawDocument[], table: GroupTable): RawDocument[] {
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
