import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Flavour, Line } from "../model/types.js";
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
import { ImportError } from "./errors.js";
import type { GroupTable } from "./groups.js";
import { mine } from "./mine/index.js";
import { type Overlay, readOverlay } from "./overlay.js";
import type { RawDocument } from "./raw.js";
import { printable, readDocuments } from "./read.js";
import { repair } from "./repair/index.js";
import { reportOf } from "./repair/report.js";
import { toModel } from "./to-model.js";

export interface ImportOptions {
  /** Folder of group documents, or one document. */
  input: string;
  /** The specs folder to write to. */
  specsDir: string;
  /** Name of the snapshot, such as `6.2` or `6.2-cloud`. */
  id: string;
  /** By default that of the snapshot being replaced. */
  flavour?: Flavour | undefined;
  controllerVersion?: string | undefined;
  certainty?: Certainty | undefined;
  capturedOn?: string | undefined;
  status?: Status | undefined;
  /** Keywords lost on the way; only for documents that no controller served. */
  recovered?: string[] | undefined;
  /** Allows an id that exists. */
  replace?: boolean | undefined;
  /** Allows a replacement with more than 10 % fewer operations. */
  allowDrop?: boolean | undefined;
}

const DROP_LIMIT = 0.9;

/**
 * Imports a controller's interface documents as a snapshot: read, repair, mine, strip, write.
 * @returns the manifest entry written and the counts of repairs
 * @throws ImportError saying what is wrong; the specs folder is then unchanged
 */
export async function importSnapshot(
  options: ImportOptions,
): Promise<{ entry: ManifestEntry; repairs: Record<string, number> }> {
  const { specsDir, id } = options;
  const manifest = await readManifest(specsDir);
  const previous = manifest.snapshots.find((entry) => entry.id === id);
  const meta = metaOf(options, previous);
  const table = JSON.parse(await readFile(join(specsDir, "groups.json"), "utf8")) as GroupTable;
  const documents = placeDocuments(await readDocuments(options.input), table);
  const { model, lock, report } = build(
    meta,
    documents,
    table,
    await readLock(specsDir),
    await readOverlay(specsDir, id),
  );
  refuseDrop(previous, model.operations.length, options.allowDrop ?? false);
  const { files, groups } = snapshotFiles(model, report);
  const entry: ManifestEntry = {
    ...meta,
    source: { ...meta.source, documents: documents.map(({ file, sha256 }) => ({ name: file, sha256 })) },
    operations: model.operations.length,
    schemas: model.schemas.size,
    facts: countFacts(model),
    groups,
  };
  await writeSnapshot(specsDir, id, files, withEntry(manifest, entry), lock);
  return { entry, repairs: report.counts };
}

function build(
  meta: Pick<ManifestEntry, "id" | "line" | "flavour" | "controllerVersion">,
  documents: readonly RawDocument[],
  table: GroupTable,
  lock: NameLock,
  overlay: Overlay | undefined,
) {
  const mined = mine(repair(documents, overlay));
  const { id, line, flavour, controllerVersion } = meta;
  return {
    ...toModel({ id, line, flavour, controllerVersion }, mined, table, lock),
    report: reportOf(mined.repairs, mined.operations.length),
  };
}

async function readLock(specsDir: string): Promise<NameLock> {
  try {
    return JSON.parse(await readFile(join(specsDir, LOCK_FILE), "utf8")) as NameLock;
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

function refuseDrop(previous: ManifestEntry | undefined, operations: number, allowed: boolean): void {
  if (!previous || allowed || operations >= previous.operations * DROP_LIMIT) return;
  throw new ImportError(
    `these documents have ${operations} operations, snapshot ${previous.id} has ${previous.operations}; ` +
      "a loss of more than 10 % mostly means a cut-off download. Pass --allow-drop if it is meant",
  );
}

type Meta = Omit<ManifestEntry, "operations" | "schemas" | "facts" | "groups">;

function metaOf(options: ImportOptions, previous: ManifestEntry | undefined): Meta {
  const { id } = options;
  if (!/^[a-z0-9][a-z0-9.-]{0,40}$/.test(id) || id.includes("..")) {
    throw new ImportError(`${printable(id)} is no usable snapshot id; take one like 6.2 or 6.2-cloud`);
  }
  if (previous && !options.replace) {
    throw new ImportError(`snapshot ${id} exists; pass --replace to import it anew, or choose another --id`);
  }
  const controllerVersion = options.controllerVersion ?? previous?.controllerVersion;
  if (controllerVersion === undefined) {
    throw new ImportError(
      "the documents do not tell the controller's version; pass --controller-version, e.g. 6.2.14.11",
    );
  }
  const flavour = options.flavour ?? previous?.flavour;
  if (flavour === undefined) throw new ImportError("pass --flavour local or --flavour cloud");
  const lost = options.recovered ?? previous?.source.lost ?? [];
  return {
    id,
    line: lineOf(controllerVersion),
    flavour,
    controllerVersion,
    certainty: options.certainty ?? previous?.certainty ?? "stated",
    capturedOn: options.capturedOn ?? previous?.capturedOn ?? null,
    status: options.status ?? previous?.status ?? "current",
    source: { kind: lost.length > 0 ? "recovered" : "served", lost, documents: [] },
  };
}

function lineOf(controllerVersion: string): Line {
  const major = /^(\d+)\.\d+/.exec(controllerVersion)?.[1];
  if (major === "5") return "v5";
  if (major === "6") return "v6";
  throw new ImportError(
    `there is no client line for controller version ${printable(controllerVersion)}; lines are 5.x and 6.x`,
  );
}
