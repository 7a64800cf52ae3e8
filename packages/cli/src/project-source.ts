import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import {
  type ApiModel,
  type Flavour,
  modelOfDocuments,
  modelOfSnapshot,
  type ProjectLock,
  type ProjectSource,
  type Published,
  readControllerFile,
  UNFINISHED,
} from "@omada-sdk/codegen";
import { isCloudOrigin } from "@omada-sdk/core";
import { didYouMean } from "@omada-sdk/model/words";
import { type CommandIo, UsageError } from "./command.js";
import { originOf } from "./connection.js";
import { pullFrom } from "./pull-from.js";
import { printable } from "./terminal.js";

/** How to read what a client is generated from. */
export interface SourceOptions {
  /** Address of a controller, folder of documents or id of a published snapshot; by default as the lock says. */
  from?: string | undefined;
  /** Folder of the client. */
  out: string;
  fingerprint?: string | undefined;
  insecure?: boolean | undefined;
  flavour?: Flavour | undefined;
  controllerVersion?: string | undefined;
  /** Accepts documents of a controller that have much less than those of its version. */
  allowDrop?: boolean | undefined;
  /** Doc comments carry the texts of the documents; by default as the lock says. */
  keepDescriptions?: boolean | undefined;
  /** Folder of the snapshots. */
  specs: string;
}

/** A source and all that it says. */
export interface SourceRead {
  source: ProjectSource;
  model: ApiModel;
}

/**
 * Reads what a client is generated from.
 * @param lock of the client, where it was generated before
 * @throws UsageError where nothing names the source
 */
export async function readSource(
  options: SourceOptions,
  published: Published,
  lock: ProjectLock | undefined,
  io: CommandIo,
): Promise<SourceRead> {
  const { kind, from } = await sourceOf(options, published, lock);
  const keepTexts = options.keepDescriptions ?? lock?.descriptions ?? false;
  if (kind === "snapshot" && options.keepDescriptions)
    throw new UsageError(
      "published snapshots have no descriptions; --keep-descriptions needs a controller or the folder of its documents",
    );
  if (kind === "snapshot")
    return { source: { kind, from, documents: [] }, model: await modelOfSnapshot(published, from, lock) };
  const read = async (input: string): Promise<SourceRead> => {
    const { flavour, controllerVersion } = await aboutController(input, options, lock);
    const documents = { input, flavour, controllerVersion, keepTexts };
    const { model, documents: hashes } = await modelOfDocuments(published, documents, lock);
    return { source: { kind, from, documents: hashes }, model };
  };
  return kind === "folder" ? read(resolve(options.out, from)) : withPulled(from, options, io, read);
}

async function sourceOf(
  { from, out }: SourceOptions,
  { manifest }: Published,
  lock: ProjectLock | undefined,
): Promise<Pick<ProjectSource, "kind" | "from">> {
  if (from === undefined) {
    if (lock) return lock.source;
    throw new UsageError(`${out} holds no client yet; say with --from what to generate it from`);
  }
  if (/^https?:/i.test(from)) return { kind: "controller", from: originOf(from) };
  if (manifest.snapshots.some(({ id }) => id === from)) return { kind: "snapshot", from };
  // An unfinished pull is refused where it is read.
  const isThere = await stat(from).catch(() => stat(from + UNFINISHED).catch(() => undefined));
  if (isThere) return { kind: "folder", from: relative(resolve(out), resolve(from)).replaceAll("\\", "/") };
  const ids = manifest.snapshots.map(({ id }) => id);
  throw new UsageError(
    `--from ${printable(from)} is no address (https://192.168.0.2:8043), no folder that exists, and none of the snapshots ${ids.join(", ")}${didYouMean(from, ids)}`,
  );
}

/** Version and kind of the controller whose documents lie in a folder. */
async function aboutController(
  input: string,
  options: SourceOptions,
  lock: ProjectLock | undefined,
): Promise<{ flavour: Flavour; controllerVersion: string }> {
  const { controllerVersion: stated, baseUrl } = await readControllerFile(input);
  const controllerVersion = options.controllerVersion ?? stated;
  if (controllerVersion === undefined)
    throw new UsageError(
      "the documents do not say the version of the controller; add --controller-version, e.g. 6.2.14.11",
    );
  const isCloud = baseUrl !== undefined && URL.canParse(baseUrl) && isCloudOrigin(baseUrl);
  return {
    controllerVersion,
    flavour: options.flavour ?? lock?.snapshot.flavour ?? (isCloud ? "cloud" : "local"),
  };
}

/** Pulls the documents of a controller for a moment. */
async function withPulled<T>(
  baseUrl: string,
  { controllerVersion, fingerprint, insecure, allowDrop, specs }: SourceOptions,
  io: CommandIo,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const work = await mkdtemp(join(tmpdir(), "omada-generate-"));
  const out = join(work, "documents");
  try {
    await pullFrom(baseUrl, { out, controllerVersion, fingerprint, insecure, allowDrop, specs }, io);
    return await use(out);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
