import { readdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { ImportError, isRecord, printable, reasonOf } from "../files/input-error.js";
import {
  CONFIG_FILE,
  CONTROLLER_FILE,
  type ControllerFile,
  DEFAULT_FILE,
  parseJson,
} from "../files/pulled-folder.js";
import { StagedFiles } from "../files/write.js";
import { DOCS, groupsOfConfig, type PullGroup } from "./document-list.js";
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
  /** Folder to write; it must not exist or be empty, unless `replace`. */
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
  /** Ends the pull, which then leaves nothing behind. */
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
}

export interface Pulled {
  controller: ControllerFile;
  /** Names of the documents' files. */
  files: string[];
  /** What was not as expected but did not stop the pull. */
  notes: string[];
}

/** How long a pull waits for a document, in milliseconds: hardware controllers take their time. */
export const PULL_TIMEOUT_MS = 120_000;
/** The largest known document has 6 MB. */
const MAX_DOCUMENT_BYTES = 64 * 2 ** 20;
/** On some controllers it has operations that no group lists; others do not serve it, so it may be missing. */
const DEFAULT_DOCUMENT: PullGroup = { name: "default document", path: DOCS, file: DEFAULT_FILE };

/**
 * Fetches the interface documents of a controller, one after the other, into a folder that the importer reads: its
 * groups and its default document, which may hold operations that no group lists. No login is needed. When anything fails
 * there is no folder, never a part of one.
 * @throws PullError saying what went wrong and what to do; the reason of `signal` when it aborts
 */
export async function pullDocuments(options: PullOptions): Promise<Pulled> {
  const {
    out,
    fetch = globalThis.fetch,
    timeoutMs = PULL_TIMEOUT_MS,
    presentedFingerprint,
    signal,
  } = options;
  const { maxBytes = MAX_DOCUMENT_BYTES } = options;
  const origin = originOf(options.baseUrl);
  const requester: Requester = { origin, fetch, timeoutMs, maxBytes, presentedFingerprint, signal };
  await refuseTaken(out, options.replace ?? false);
  const notes: string[] = [];
  const info = await readInfo(requester, notes);
  const configAnswer = await request(requester, `/v3/api-docs/${CONFIG_FILE.replace(".json", "")}`);
  const groups = groupsOfConfig(jsonOf(configAnswer), configAnswer.url);
  const controller = describe(requester.origin, options, info, notes);
  const documents = groups.some(({ path }) => path === DOCS) ? groups : [...groups, DEFAULT_DOCUMENT];
  const files: string[] = [];
  const target = resolve(out);
  const folder = basename(target);
  const staged = new StagedFiles(dirname(target), `${folder}.pull-${process.pid}`);
  try {
    await staged.open();
    await staged.write(`${folder}/${CONFIG_FILE}`, configAnswer.text);
    await staged.write(`${folder}/${CONTROLLER_FILE}`, `${JSON.stringify(controller, null, 1)}\n`);
    for (const [index, document] of documents.entries()) {
      const place = { position: index + 1, total: documents.length };
      try {
        const text = await fetchDocument(requester, document, place, options.onProgress);
        await staged.write(`${folder}/${document.file}`, text);
        files.push(document.file);
      } catch (error) {
        if (document !== DEFAULT_DOCUMENT || !(error instanceof PullError)) throw error;
        notes.push(`without the default document, which may list more operations: ${error.message}`);
      }
    }
    signal?.throwIfAborted();
    await staged.commit();
  } catch (error) {
    await staged.discard().catch(() => undefined);
    signal?.throwIfAborted();
    if (error instanceof PullError) throw error;
    throw new PullError(`cannot write ${out}: ${reasonOf(error)}`, { cause: error });
  }
  return { controller, files, notes };
}

/**
 * Refuses to overwrite what the target holds.
 * @throws PullError when it is no folder, or holds files and may not be replaced
 */
async function refuseTaken(out: string, replace: boolean): Promise<void> {
  let names: string[];
  try {
    names = await readdir(out);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    throw new PullError(code === "ENOTDIR" ? `${out} is a file; name a folder` : reasonOf(error));
  }
  if (names.length > 0 && !replace) {
    throw new PullError(`${out} is not empty; pass --replace to replace all of it, or name another folder`);
  }
}

/** The text of a document, which is one of OpenAPI 3. */
async function fetchDocument(
  requester: Requester,
  { name, path }: PullGroup,
  place: Pick<PullProgress, "position" | "total">,
  onProgress: PullOptions["onProgress"],
): Promise<string> {
  onProgress?.({ name, ...place });
  const answer = await request(requester, path);
  const document = jsonOf(answer);
  if (!isRecord(document) || typeof document.openapi !== "string" || !isRecord(document.paths)) {
    throw new PullError(`${answer.url} is no OpenAPI 3 document, it has no "openapi" or no "paths"`);
  }
  onProgress?.({ name, ...place, bytes: Buffer.byteLength(answer.text) });
  return answer.text;
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
