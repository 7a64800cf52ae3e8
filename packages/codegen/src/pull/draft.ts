import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  CONFIG_FILE,
  CONTROLLER_FILE,
  type ControllerFile,
  type PulledDocument,
  readPullRecord,
  UNFINISHED,
} from "../files/pulled-folder.js";
import { writeIfDifferent } from "../files/write.js";
import { NotUndoneError } from "../files/write-file.js";
import { PullError } from "./request.js";

/** What a pull is of: documents of another one are not mixed with its own. */
export interface PullHead {
  controller: ControllerFile;
  /** The controller's list of documents, as it answered it. */
  config: string;
}

/** A document that an earlier pull has fetched. */
export interface Fetched extends PulledDocument {
  text: string;
}

/**
 * The folder of a pull until it is finished, beside the one that it is for. Every document is in it as a whole or not at all,
 * and `controller.json` has its hash, so that a pull that was interrupted goes on where it ended.
 */
export class PullDraft {
  readonly folder: string;
  readonly #target: string;
  readonly #head: PullHead;
  readonly #wanted: Set<string>;
  readonly #documents = new Map<string, PulledDocument>();
  /** The outermost folder that had to be made. */
  #made: string | undefined;

  /**
   * @param out the folder that the documents are for
   * @param wanted files of all documents
   */
  constructor(out: string, head: PullHead, wanted: readonly string[]) {
    this.#target = resolve(out);
    this.folder = this.#target + UNFINISHED;
    this.#head = head;
    this.#wanted = new Set(wanted);
  }

  /** Documents that it has. */
  get size(): number {
    return this.#documents.size;
  }

  /** Makes the folder, empty but for what is taken over. */
  async open(kept: ReadonlyMap<string, Fetched>): Promise<void> {
    this.#made = await mkdir(this.folder, { recursive: true });
    for (const name of await readdir(this.folder))
      if (!kept.has(name)) await rm(join(this.folder, name), { recursive: true, force: true });
    await writeIfDifferent(join(this.folder, CONFIG_FILE), this.#head.config);
    for (const { text, ...document } of kept.values()) {
      await writeIfDifferent(join(this.folder, document.file), text);
      this.#documents.set(document.file, document);
    }
    await this.#note();
  }

  async add(file: string, text: string): Promise<void> {
    await writeIfDifferent(join(this.folder, file), text);
    this.#documents.set(file, { file, sha256: sha256Of(text), bytes: Buffer.byteLength(text) });
    await this.#note();
  }

  /** Does without a document. */
  async skip(file: string): Promise<void> {
    this.#wanted.delete(file);
    await this.#note();
  }

  /** Puts the folder in the place that it is for. What was there is gone then, or stays where that fails. */
  async commit(): Promise<void> {
    await this.#note(true);
    const previous = `${this.#target}.previous-${process.pid}`;
    const hadOne = await rename(this.#target, previous).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return false;
        throw error;
      },
    );
    try {
      await rename(this.folder, this.#target);
    } catch (error) {
      if (hadOne)
        await rename(previous, this.#target).catch(() => {
          throw new NotUndoneError(
            `${(error as Error).message}. What stood there before is in ${previous}; move it back`,
          );
        });
      throw error;
    }
    if (hadOne) await rm(previous, { recursive: true, force: true });
  }

  /** Leaves nothing behind, where it has no document. */
  async discardEmpty(): Promise<void> {
    if (this.size > 0) return;
    await rm(this.folder, { recursive: true, force: true });
    if (this.#made === undefined || this.#made === this.folder) return;
    for (let folder = dirname(this.folder); ; folder = dirname(folder)) {
      await rmdir(folder);
      if (folder === resolve(this.#made)) return;
    }
  }

  async #note(isFinished = false): Promise<void> {
    const documents = [...this.#wanted].flatMap((file) => this.#documents.get(file) ?? []);
    const missing = [...this.#wanted].filter((file) => !this.#documents.has(file));
    const record = { ...this.#head.controller, documents, ...(isFinished ? {} : { missing }) };
    await writeIfDifferent(join(this.folder, CONTROLLER_FILE), `${JSON.stringify(record, null, 1)}\n`);
  }
}

/** What earlier pulls left of a pull. */
export interface Earlier {
  /** Documents that need not be fetched again, by file. */
  kept: Map<string, Fetched>;
  /** What was found but cannot be used, for people. */
  notes: string[];
}

/**
 * What an unfinished pull left.
 * @param acceptsDrop a pull that was refused for what it lost goes on, too
 * @throws PullError when something else is in the place of its folder
 */
export async function unfinishedPull(out: string, head: PullHead, acceptsDrop: boolean): Promise<Earlier> {
  const folder = resolve(out) + UNFINISHED;
  const shown = basename(folder);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw new PullError(`${folder} is in the way; move it`);
  });
  if (names.length === 0) return { kept: new Map(), notes: [] };
  if (!names.includes(CONTROLLER_FILE) || !names.includes(CONFIG_FILE))
    throw new PullError(`${folder} is in the way, no pull left it; move it`);
  const record = await readPullRecord(folder).catch((): ControllerFile => ({}));
  const wasRefused = record.missing?.length === 0;
  if (wasRefused && !acceptsDrop) return { kept: new Map(), notes: [] };
  if (!(await isOf(head, folder, record)))
    return {
      kept: new Map(),
      notes: [`${shown} is of another controller, version or list: all is fetched anew`],
    };
  const { kept, changed } = await intact(folder, record);
  const notes = changed.map(
    (file) => `${shown}/${file} was changed since it was fetched, and is fetched again`,
  );
  return { kept, notes };
}

/**
 * What the folder itself holds of a finished pull.
 * @throws PullError when it is of another controller, version or list of documents, or a file was changed
 */
export async function finishedPull(out: string, head: PullHead): Promise<Map<string, Fetched>> {
  const record = await readPullRecord(out);
  const advice = "pass --replace to fetch all of it anew, or name another folder";
  if (!(await isOf(head, out, record))) {
    const of = `controller version ${record.controllerVersion ?? "unknown"} (${record.baseUrl ?? "unknown"})`;
    throw new PullError(`${out} holds the documents of ${of}; ${advice}`);
  }
  const { kept, changed } = await intact(out, record);
  if (changed.length > 0)
    throw new PullError(`${changed.join(", ")} of ${out} was changed since it was fetched; ${advice}`);
  return kept;
}

/** Without a version, nothing says whether the controller was updated in the meantime. */
async function isOf(
  { controller, config }: PullHead,
  folder: string,
  record: ControllerFile,
): Promise<boolean> {
  const { controllerVersion, baseUrl } = controller;
  if (controllerVersion === undefined || record.controllerVersion !== controllerVersion) return false;
  if (record.baseUrl !== baseUrl) return false;
  return (await readFile(join(folder, CONFIG_FILE), "utf8").catch(() => undefined)) === config;
}

/** The documents of a record that are as they were fetched, and the files that are not; those that are gone are neither. */
async function intact(
  folder: string,
  { documents = [] }: ControllerFile,
): Promise<{ kept: Map<string, Fetched>; changed: string[] }> {
  const kept = new Map<string, Fetched>();
  const changed: string[] = [];
  for (const document of documents) {
    const text = await readFile(join(folder, document.file), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    if (sha256Of(text) === document.sha256) kept.set(document.file, { ...document, text });
    else changed.push(document.file);
  }
  return { kept, changed };
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
