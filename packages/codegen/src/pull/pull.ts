import { readdir } from "node:fs/promises";
import { ImportError, isRecord, printable, reasonOf } from "../files/input-error.js";
import {
  CONFIG_FILE,
  type ControllerFile,
  DEFAULT_FILE,
  parseJson,
  readPullRecord,
} from "../files/pulled-folder.js";
import { DOCS, groupsOfConfig, type PullGroup } from "./document-list.js";
import { type Fetched, finishedPull, PullDraft, type PullHead, unfinishedPull } from "./draft.js";
import { countsIn, DropCheck, type PullReference } from "./drop.js";
import {
  type Answer,
  originOf,
  PullError,
  type PullFetch,
  type Requester,
  refuseBadAnswer,
  request,
} from "./request.js";

export interface PullOptions {
  /** Address of the controller, such as `https://192.168.0.2:8043`. */
  baseUrl: string;
  /**
   * Folder to write. It must not exist, be empty, or hold the documents of the same controller and version, of which
   * those that are missing are fetched, unless `replace`.
   */
  out: string;
  /** By default the global one; another for controllers with certificates of their own. */
  fetch?: PullFetch | undefined;
  onProgress?: ((progress: PullProgress) => void) | undefined;
  /** For every document; {@link PULL_TIMEOUT_MS} by default. */
  timeoutMs?: number | undefined;
  /** Bytes that are read of a document at most, decompressed; 64 MB by default. */
  maxBytes?: number | undefined;
  /** For hosts without `/api/info`, as those of the cloud. */
  controllerVersion?: string | undefined;
  /** Replaces whatever `out` holds. */
  replace?: boolean | undefined;
  /** Tells what the documents of a controller version are expected to have. */
  reference?: ((controllerVersion: string | undefined) => Promise<PullReference | undefined>) | undefined;
  /** Accepts documents that lost more than 10 % of the operations or schemas of before. */
  allowDrop?: boolean | undefined;
  /** Called with what a pull that ends early leaves for the next one. */
  onKept?: ((kept: PullKept) => void) | undefined;
  /** Ends the pull, which keeps the documents that it has. */
  signal?: AbortSignal | undefined;
  /** Reads the fingerprint of the certificate that the controller presents, for the message when it is refused. */
  presentedFingerprint?: (() => Promise<string>) | undefined;
  /** The clock, for the date of the pull. */
  now?: (() => Date) | undefined;
}

/** A document that is about to be fetched (`bytes` undefined) or has been. */
export interface PullProgress {
  name: string;
  /** Position among the documents, from 1. */
  position: number;
  total: number;
  bytes?: number | undefined;
  /** An earlier pull fetched it. */
  isKept?: boolean | undefined;
}

/** What a pull that ended early leaves. */
export interface PullKept {
  folder: string;
  documents: number;
  total: number;
}

export interface Pulled {
  controller: ControllerFile;
  /** Names of the documents' files. */
  files: string[];
  /** What was not as expected but did not stop the pull. */
  notes: string[];
}

/** How long a pull waits for a document, in milliseconds: hardware controllers take minutes for the larger ones. */
export const PULL_TIMEOUT_MS = 600_000;
/** For what no controller has to put together first. */
const SHORT_TIMEOUT_MS = 60_000;
/** The largest known document has 6 MB. */
const MAX_DOCUMENT_BYTES = 64 * 2 ** 20;
/** On some controllers it has operations that no group lists; others do not serve it, so it may be missing. */
const DEFAULT_DOCUMENT: PullGroup = { name: "default document", path: DOCS, file: DEFAULT_FILE };

/**
 * Fetches the interface documents of a controller, one after the other, into a folder that the importer reads: its
 * groups and its default document, which may hold operations that no group lists. No login is needed. The folder is there
 * when all of them are; a pull that ends early keeps those that it has beside it, and the next one goes on with them.
 * @throws PullError saying what went wrong and what to do; the reason of `signal` when it aborts
 */
export async function pullDocuments(options: PullOptions): Promise<Pulled> {
  const { out, signal, replace = false, allowDrop = false } = options;
  const requester = requesterOf(options);
  const isHeld = await holdsFiles(out, replace);
  const notes: string[] = [];
  const quick = { ...requester, timeoutMs: Math.min(requester.timeoutMs, SHORT_TIMEOUT_MS) };
  const info = await readInfo(quick, notes);
  const config = await request(quick, `${DOCS}/${CONFIG_FILE.replace(".json", "")}`);
  const groups = groupsOfConfig(jsonOf(config), config.url);
  const documents = groups.some(({ path }) => path === DOCS) ? groups : [...groups, DEFAULT_DOCUMENT];
  const controller = describe(requester.origin, options, info, notes);
  const head = { controller, config: config.text };
  const kept = await keptDocuments(out, head, { ...{ isHeld, replace, allowDrop }, notes });
  const check = await dropCheck(options, controller, isHeld);
  const draft = new PullDraft(
    out,
    head,
    documents.map(({ file }) => file),
  );
  const files: string[] = [];
  try {
    await draft.open(kept);
    for (const [index, document] of documents.entries()) {
      const { name, file } = document;
      const place = { name, position: index + 1, total: documents.length };
      const had = kept.get(file);
      if (had) options.onProgress?.({ ...place, bytes: had.bytes, isKept: true });
      const fetched = had
        ? parsedAgain(had)
        : await fetchDocument(requester, document, place, options).catch((error: unknown) => {
            if (document !== DEFAULT_DOCUMENT || !(error instanceof PullError)) throw error;
            notes.push(`without the default document, which may list more operations: ${error.message}`);
          });
      if (!fetched) {
        await draft.skip(file);
        continue;
      }
      check.add(name, file, fetched.document);
      if (!had) await draft.add(file, fetched.text);
      files.push(file);
    }
    check.finish();
    signal?.throwIfAborted();
    await draft.commit();
  } catch (error) {
    if (draft.size === 0) await draft.discardEmpty().catch(() => undefined);
    else options.onKept?.({ folder: draft.folder, documents: draft.size, total: documents.length });
    signal?.throwIfAborted();
    if (error instanceof PullError) throw error;
    throw new PullError(`cannot write ${out}: ${reasonOf(error)}`, { cause: error });
  }
  return { controller, files, notes };
}

function requesterOf({ baseUrl, signal, presentedFingerprint, ...options }: PullOptions): Requester {
  const { fetch = globalThis.fetch, timeoutMs = PULL_TIMEOUT_MS, maxBytes = MAX_DOCUMENT_BYTES } = options;
  return { origin: originOf(baseUrl), fetch, timeoutMs, maxBytes, presentedFingerprint, signal };
}

/**
 * Whether the target holds files.
 * @throws PullError when it is no folder, or holds files that no pull wrote and that may not be replaced
 */
async function holdsFiles(out: string, replace: boolean): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(out);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return false;
    throw new PullError(code === "ENOTDIR" ? `${out} is a file; name a folder` : reasonOf(error));
  }
  if (names.length === 0) return false;
  const isPulled = replace || (await readPullRecord(out).catch(() => undefined))?.documents !== undefined;
  if (isPulled) return true;
  throw new PullError(`${out} is not empty; pass --replace to replace all of it, or name another folder`);
}

/** The documents that earlier pulls have fetched, by file. */
async function keptDocuments(
  out: string,
  head: PullHead,
  how: { isHeld: boolean; replace: boolean; allowDrop: boolean; notes: string[] },
): Promise<Map<string, Fetched>> {
  const finished = how.isHeld && !how.replace ? await finishedPull(out, head) : new Map();
  const { kept, notes } = await unfinishedPull(out, head, how.allowDrop);
  how.notes.push(...notes);
  return new Map([...finished, ...kept]);
}

/** Compares with what the folder holds of the same controller, else with what is known of its version. */
async function dropCheck(
  { out, allowDrop, reference }: PullOptions,
  { baseUrl, controllerVersion }: ControllerFile,
  isHeld: boolean,
): Promise<DropCheck> {
  if (allowDrop) return new DropCheck(new Map(), undefined);
  const earlier = isHeld ? await readPullRecord(out).catch(() => undefined) : undefined;
  if (earlier?.baseUrl !== baseUrl) return new DropCheck(new Map(), await reference?.(controllerVersion));
  const { documents, whole } = await countsIn(out);
  const isSame = earlier?.controllerVersion === controllerVersion;
  return new DropCheck(isSame ? documents : new Map(), whole);
}

interface FetchedDocument {
  text: string;
  document: unknown;
}

function parsedAgain({ text, file }: Fetched): FetchedDocument {
  return { text, document: parseJson(text, file) };
}

/** A document, which is one of OpenAPI 3. */
async function fetchDocument(
  requester: Requester,
  { path }: PullGroup,
  place: Pick<PullProgress, "name" | "position" | "total">,
  { onProgress }: PullOptions,
): Promise<FetchedDocument> {
  onProgress?.(place);
  const answer = await request(requester, path);
  const document = jsonOf(answer);
  if (!isRecord(document) || typeof document.openapi !== "string" || !isRecord(document.paths)) {
    throw new PullError(`${answer.url} is no OpenAPI 3 document, it has no "openapi" or no "paths"`);
  }
  onProgress?.({ ...place, bytes: Buffer.byteLength(answer.text) });
  return { text: answer.text, document };
}

/** `/api/info` has the version, which no document has. Hosts of the cloud do not have it. */
async function readInfo(requester: Requester, notes: string[]): Promise<Record<string, unknown>> {
  const answer = await request(requester, "/api/info");
  try {
    const body = jsonOf(answer);
    const result = isRecord(body) && isRecord(body.result) ? body.result : {};
    if (typeof result.controllerVer === "string") return result;
    notes.push(`${answer.url} does not have the controller's version`);
  } catch (error) {
    notes.push(reasonOf(error));
  }
  return {};
}

function describe(
  origin: string,
  { controllerVersion: given, now = () => new Date() }: PullOptions,
  info: Record<string, unknown>,
  notes: string[],
): ControllerFile {
  const reported = typeof info.controllerVer === "string" ? info.controllerVer : undefined;
  if (reported === undefined && given === undefined) {
    notes.push(
      "the controller's version is unknown: pass --controller-version when you import the documents",
    );
  }
  if (reported !== undefined && given !== undefined && reported !== given) {
    notes.push(
      `the controller says that its version is ${printable(reported)}, which was taken instead of ${given}`,
    );
  }
  return {
    controllerVersion: reported ?? given,
    type: typeof info.type === "number" ? info.type : undefined,
    baseUrl: origin,
    pulledOn: now().toISOString().slice(0, 10),
  };
}

function jsonOf(answer: Answer): unknown {
  refuseBadAnswer(answer);
  try {
    return parseJson(answer.text, answer.url);
  } catch (error) {
    throw error instanceof ImportError ? new PullError(error.message) : error;
  }
}
