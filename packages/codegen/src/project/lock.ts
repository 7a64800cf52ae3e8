import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type ApiModel, fromBundle, operationKey, toBundle } from "@omada-sdk/model";
import { ImportError, isRecord } from "../files/input-error.js";
import type { NameLock } from "../specs/name-lock.js";

export const PROJECT_LOCK = "omada.lock.json";
/** What the client was generated from, to say the next time what changed. */
export const PROJECT_MODEL = "omada.model.json.gz";

const FORMAT = 1;

/** Where a client came from. */
export interface ProjectSource {
  kind: "controller" | "folder" | "snapshot";
  /** Address, folder relative to that of the client, or id. */
  from: string;
  /** Hashes of the documents; none for a published snapshot. */
  documents: { name: string; sha256: string }[];
}

/** `omada.lock.json`: what a generated client is, and was made of. */
export interface ProjectLock {
  format: typeof FORMAT;
  snapshot: Pick<ApiModel, "id" | "line" | "flavour" | "controllerVersion">;
  source: ProjectSource;
  /** Tags that the client was limited to; empty for all. */
  only: string[];
  /** Its doc comments carry the texts of the documents. */
  descriptions?: true;
  /** SHA-256 of every generated file by its path, with LF line ends; of the model, unpacked. */
  files: Record<string, string>;
  /** Names of the methods by METHOD and path; they stay when the client is generated again. */
  names: NameLock;
}

/** Describes a client that is about to be written. */
export function lockOf(
  model: ApiModel,
  source: ProjectSource,
  only: readonly string[],
  files: ReadonlyMap<string, string>,
): ProjectLock {
  const { id, line, flavour, controllerVersion, operations } = model;
  const hashes = [...files, [PROJECT_MODEL, toBundle(model)] as const].map(
    ([name, text]) => [name, hashOf(text)] as const,
  );
  const names = operations.map(({ method, path, name }) => [operationKey(method, path), name] as const);
  return {
    format: FORMAT,
    snapshot: { id, line, flavour, controllerVersion },
    source,
    only: [...only],
    ...(model.texts && { descriptions: true as const }),
    files: Object.fromEntries(hashes.sort(byName)),
    names: Object.fromEntries(names.sort(byName)),
  };
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

export function lockText(lock: ProjectLock): string {
  return `${JSON.stringify(lock, null, 1)}\n`;
}

/** Hash of a text, whatever line ends a checkout gave it. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/**
 * The lock of a folder; undefined where none is.
 * @throws ImportError when it is there but not as it was written
 */
export async function readProjectLock(folder: string): Promise<ProjectLock | undefined> {
  const file = join(folder, PROJECT_LOCK);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lock = parsed(text);
  if (isLock(lock)) return lock;
  throw new ImportError(
    `${file} is not as omada generate writes it (a merge that was not finished?); restore it, or delete it and generate with --force`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NAME = /^[a-z][A-Za-z0-9]*\.[A-Za-z][A-Za-z0-9]*$/;

function isLock(value: unknown): value is ProjectLock {
  if (!isRecord(value) || value.format !== FORMAT) return false;
  const { snapshot, source, only, files, names } = value;
  return (
    isRecord(snapshot) &&
    typeof snapshot.controllerVersion === "string" &&
    [undefined, true].includes(value.descriptions as true | undefined) &&
    isRecord(source) &&
    typeof source.from === "string" &&
    ["controller", "folder", "snapshot"].includes(`${source.kind}`) &&
    Array.isArray(source.documents) &&
    Array.isArray(only) &&
    isTexts(files) &&
    Object.keys(files).every(isInside) &&
    isTexts(names) &&
    Object.values(names).every((name) => NAME.test(name))
  );
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((each) => typeof each === "string");
}

/** Files that a lock names are removed when they are not generated any more. */
function isInside(path: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.split("/").some((part) => /^\.+$/.test(part));
}

/** The model that a client was generated from, as its folder keeps it; undefined where it is missing or damaged. */
export async function readProjectModel(folder: string): Promise<ApiModel | undefined> {
  try {
    return fromBundle(await readProjectFile(folder, PROJECT_MODEL));
  } catch {
    return undefined;
  }
}

export function packedModel(model: ApiModel): Uint8Array {
  return gzipSync(toBundle(model), { level: 9 });
}

/** A generated file as the lock hashes it. */
export async function readProjectFile(folder: string, name: string): Promise<string> {
  const bytes = await readFile(join(folder, name));
  return (name === PROJECT_MODEL ? gunzipSync(bytes, { maxOutputLength: 2 ** 28 }) : bytes).toString("utf8");
}
