import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type ApiModel, toBundle } from "@omada-sdk/model";
import { type DiffReport, diffReport } from "../diff/report.js";
import { ImportError, reasonOf } from "../files/input-error.js";
import { StagedFiles } from "../files/write.js";
import { NotUndoneError } from "../files/write-file.js";
import { follows } from "../specs/predecessor.js";
import { projectFiles, withModel } from "./files.js";
import {
  hashOf,
  lockOf,
  lockText,
  PROJECT_LOCK,
  PROJECT_MODEL,
  type ProjectLock,
  type ProjectSource,
  packedModel,
  readProjectFile,
  readProjectLock,
  readProjectModel,
} from "./lock.js";
import type { Published } from "./published.js";
import { restrict, restrictToKnown } from "./restrict.js";

export interface PlanOptions {
  /** Folder of the client. */
  out: string;
  published: Published;
  source: ProjectSource;
  /** All that the source has; what `only` leaves is generated. */
  model: ApiModel;
  only: readonly string[];
}

/** What generating would do to a folder. */
export interface ProjectPlan {
  out: string;
  model: ApiModel;
  lock: ProjectLock;
  /** Every file of the client but its lock and model, by path. */
  files: ReadonlyMap<string, string>;
  bytes: number;
  /** Files that were changed since they were generated. */
  edited: string[];
  /** Files in the place of generated ones that were never generated. */
  foreign: string[];
  /** Files that are to be written: they are missing or hold something else. */
  outdated: string[];
  /** Files that are not generated any more. */
  stale: string[];
  /** What changed in the controller since the client was generated; undefined where nothing did, or it is new. */
  changes: DiffReport | undefined;
}

/**
 * Finds out what generating would do; writes nothing.
 * @throws ImportError for a lock that cannot be read, or tags that the model does not have
 */
export async function planProject(options: PlanOptions): Promise<ProjectPlan> {
  const { out, published, source, only } = options;
  const before = await readProjectLock(out);
  const model = restrict(options.model, only);
  const files = await projectFiles(model, published);
  const lock = lockOf(model, source, only, files);
  const present = await hashesOf(out, [...Object.keys(lock.files), ...Object.keys(before?.files ?? {})]);
  const isChanged = ([name, hash]: [string, string]) =>
    before?.files[name] !== hash && lock.files[name] !== hash;
  const changed = [...present].filter(isChanged).map(([name]) => name);
  const isOwn = (name: string) => before?.files[name] !== undefined;
  const outdated = Object.keys(lock.files).filter((name) => present.get(name) !== lock.files[name]);
  if (before === undefined || lockText(before) !== lockText(lock)) outdated.push(PROJECT_LOCK);
  return {
    ...{ out, model, lock, files, outdated },
    bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    edited: changed.filter(isOwn),
    foreign: changed.filter((name) => !isOwn(name)),
    stale: [...present.keys()].filter((name) => lock.files[name] === undefined),
    changes: before && (await changesSince(before, options, model)),
  };
}

async function hashesOf(folder: string, names: readonly string[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const name of new Set(names)) {
    try {
      hashes.set(name, hashOf(await readProjectFile(folder, name)));
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") continue;
      // What cannot be unpacked is no model that was generated.
      if (name !== PROJECT_MODEL) throw error;
      hashes.set(name, "");
    }
  }
  return hashes;
}

/** Of the tags that were generated and are again. */
async function changesSince(
  before: ProjectLock,
  { out, published, source, only }: PlanOptions,
  model: ApiModel,
): Promise<DiffReport | undefined> {
  const kept = await readProjectModel(out);
  if (!kept) return undefined;
  const [old, now] = [restrictToKnown(kept, only), restrictToKnown(model, before.only)];
  // Texts of documents may change without any change of what the controller does.
  const facts = (each: ApiModel): string => toBundle({ ...each, texts: {} });
  if (facts(old) === facts(now)) return undefined;
  const manifest = withModel(withModel(published.manifest, old), now);
  return diffReport(old, now, {
    known: published.facts,
    lostBefore: lostOf(before.source, published),
    lostAfter: lostOf(source, published),
    follows: old.id !== now.id && follows(manifest, old.id, now.id),
  });
}

/** Keywords that the documents of a published snapshot lost; a controller's own have everything. */
function lostOf({ kind, from }: ProjectSource, { manifest }: Published): readonly string[] {
  const entry = kind === "snapshot" ? manifest.snapshots.find(({ id }) => id === from) : undefined;
  return entry?.source.lost ?? [];
}

/**
 * Makes the folder as planned: all files are written beside their places and then renamed, or none.
 * @throws ImportError saying what could not be written; the reason of `signal` when it aborts before
 */
export async function writeProject(plan: ProjectPlan, signal?: AbortSignal): Promise<void> {
  const { out, files, lock, model, outdated, stale } = plan;
  // The work before takes seconds without a pause: a signal that came in the meantime arrives now.
  await setImmediate();
  signal?.throwIfAborted();
  if (outdated.length + stale.length === 0) return;
  const staged = new StagedFiles(out, `.omada-generate-${process.pid}`);
  const touched = new Set([...outdated, ...stale].map(entryOf));
  const generated = [...files.keys(), PROJECT_MODEL, PROJECT_LOCK];
  try {
    await staged.open();
    for (const [name, text] of files) if (touched.has(entryOf(name))) await staged.write(name, text);
    if (touched.has(PROJECT_MODEL)) await staged.write(PROJECT_MODEL, packedModel(model));
    await staged.write(PROJECT_LOCK, lockText(lock));
    for (const entry of touched) {
      const others = (await filesIn(out, entry)).filter(
        (name) => !generated.includes(name) && !stale.includes(name),
      );
      for (const name of others) await staged.keep(name);
      const isOwn = generated.some((name) => entryOf(name) === entry);
      if (!isOwn && others.length === 0) staged.remove(entry);
    }
    signal?.throwIfAborted();
    await staged.commit();
  } catch (error) {
    if (error instanceof NotUndoneError) throw new ImportError(`cannot write to ${out}: ${reasonOf(error)}`);
    await staged.discard().catch(() => undefined);
    signal?.throwIfAborted();
    throw new ImportError(`cannot write to ${out}, nothing was changed: ${reasonOf(error)}`);
  }
}

/** The file or folder directly below the client's folder. */
function entryOf(name: string): string {
  return name.split("/")[0] ?? "";
}

/** Paths of the files in a folder of the client, `types/device.ts`; none where it is a file or not there. */
async function filesIn(out: string, entry: string): Promise<string[]> {
  const entries = await readdir(join(out, entry), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((each) => each.isFile())
    .map((each) => relative(out, join(each.parentPath, each.name)).replaceAll("\\", "/"));
}
