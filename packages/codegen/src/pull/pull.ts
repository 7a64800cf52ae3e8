import type { ControllerFile } from "../import/controller-file.js";
import { DEFAULT_FILE } from "../import/default-document.js";
import { ImportError, reasonOf } from "../import/errors.js";
import { CONFIG_FILE, CONTROLLER_FILE, parseJson } from "../import/read.js";
import { isRecord, printable } from "../import/text-checks.js";
import { originOf } from "./base-url.js";
import { PullError } from "./error.js";
import { DOCS, groupsOfConfig, type PullGroup } from "./groups.js";
import { type Answer, type PullFetch, type Requester, refuseBadAnswer, request } from "./request.js";
import { refuseTaken, StagedFolder } from "./write.js";

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
  /** Reads the fingerprint of the certificate that the controller presents, to tell it when it is refused. */
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
/** The longest that is known has 6 MB. */
const LONGEST_DOCUMENT = 64 * 2 ** 20;
/** Superset of the groups on some controllers; others may not serve it, so a pull does without it. */
const DEFAULT_DOCUMENT: PullGroup = { name: "default document", path: DOCS, file: DEFAULT_FILE };

/**
 * Fetches the interface documents of a controller, one after the other, into a folder that the importer reads: its
 * groups and its default document, which may hold operations that no group lists. No login is needed. The folder is complete or, when anything fails, not there.
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
  const { maxBytes = LONGEST_DOCUMENT } = options;
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
  const folder = new StagedFolder(out);
  try {
    await folder.open();
    await folder.write(CONFIG_FILE, configAnswer.text);
    await folder.write(CONTROLLER_FILE, `${JSON.stringify(controller, null, 1)}\n`);
    for (const [index, document] of documents.entries()) {
      const place = { position: index + 1, total: documents.length };
      try {
        await fetchDocument(requester, document, folder, place, options.onProgress);
        files.push(document.file);
      } catch (error) {
        if (document !== DEFAULT_DOCUMENT || !(error instanceof PullError)) throw error;
        notes.push(`without the default document, which may list more operations: ${error.message}`);
      }
    }
    signal?.throwIfAborted();
    await folder.commit();
  } catch (error) {
    await folder.discard().catch(() => undefined);
    signal?.throwIfAborted();
    if (error instanceof PullError) throw error;
    throw new PullError(`cannot write ${out}: ${reasonOf(error)}`, { cause: error });
  }
  return { controller, files, notes };
}

async function fetchDocument(
  requester: Requester,
  { name, path, file }: PullGroup,
  folder: StagedFolder,
  place: Pick<PullProgress, "position" | "total">,
  onProgress: PullOptions["onProgress"],
): Promise<void> {
  onProgress?.({ name, ...place });
  const answer = await request(requester, path);
  const document = jsonOf(answer);
  if (!isRecord(document) || typeof document.openapi !== "string" || !isRecord(document.paths)) {
    throw new PullError(`${answer.url} is no OpenAPI 3 document, it has no "openapi" or no "paths"`);
  }
  await folder.write(file, answer.text);
  onProgress?.({ name, ...place, bytes: Buffer.byteLength(answer.text) });
}

/** `/api/info` tells the version, which no document does. Hosts of the cloud do not have it. */
async function readInfo(requester: Requester, notes: string[]): Promise<Record<string, unknown>> {
  const answer = await request(requester, "/api/info");
  try {
    const body = jsonOf(answer);
    const result = isRecord(body) && isRecord(body.result) ? body.result : {};
    if (typeof result.controllerVer === "string") return result;
    notes.push(`${answer.url} does not tell the controller's version`);
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
  const told = typeof info.controllerVer === "string" ? info.controllerVer : undefined;
  if (told === undefined && given === undefined) {
    notes.push(
      "the controller's version is unknown: pass --controller-version when you import the documents",
    );
  }
  if (told !== undefined && given !== undefined && told !== given) {
    notes.push(
      `the controller says that its version is ${printable(told)}, which was taken instead of ${given}`,
    );
  }
  return {
    controllerVersion: told ?? given,
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
