import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { Option } from "@commander-js/extra-typings";
import { type ManifestEntry, readManifest } from "@omada-sdk/codegen/snapshots";
import type { IndexedSnapshot } from "@omada-sdk/model/search";
import { didYouMean } from "@omada-sdk/model/words";
import { type Io, interruptible, UsageError } from "./command.js";
import { readSearchIndex } from "./search-index.js";
import { printable } from "./terminal.js";

const FOLDER = "specs";
const ARCHIVE = new URL("../generated/specs.json.br", import.meta.url);

/** Option of every command that writes snapshots, or code from them into a clone. */
export const specsOption = () => new Option("--specs <folder>", "folder of the snapshots").default(FOLDER);

/** Option of every command that only reads snapshots. */
export const anySpecsOption = () =>
  new Option(
    "--specs <folder>",
    `folder of the snapshots (default: ${FOLDER} where it is there, else those that come with omada)`,
  );

/** Option of every command that fetches documents. */
export const allowDropOption = () =>
  new Option(
    "--allow-drop",
    "accept documents with more than 10 % fewer operations or schemas than before, or than the snapshot of that version",
  );

/**
 * Runs something with a folder of snapshots: the one that was named, `specs`, or a temporary one with those that come with
 * the package. The latter is removed afterwards, when the command is interrupted, too.
 * @param heedsSignal `use` ends by itself when the command is interrupted, and must not be left while it writes
 */
export async function withSpecs<T>(
  named: string | undefined,
  io: Io,
  use: (folder: string) => Promise<T>,
  heedsSignal = false,
): Promise<T> {
  const present = named ?? (await presentSpecs());
  if (present !== undefined) return use(present);
  const { signal } = io;
  const folder = await mkdtemp(join(tmpdir(), "omada-specs-"));
  try {
    await unpack(folder);
    // Before it begins: no code would wait for what fails in a folder that is gone.
    signal.throwIfAborted();
    return await (heedsSignal ? use(folder) : interruptible(use(folder), signal));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder of snapshots in the working directory; undefined where there is none. */
export async function presentSpecs(): Promise<string | undefined> {
  return access(join(FOLDER, "index.json")).then(
    () => FOLDER,
    () => undefined,
  );
}

async function unpack(folder: string): Promise<void> {
  const text = await promisify(brotliDecompress)(await readFile(ARCHIVE));
  const files = Object.entries(JSON.parse(text.toString()) as Record<string, unknown>);
  for (const parent of new Set(files.map(([path]) => dirname(path))))
    await mkdir(join(folder, parent), { recursive: true });
  for (const [path, content] of files) await writeFile(join(folder, path), JSON.stringify(content));
}

/** The snapshots of a specs folder. @throws Error when it holds none */
export async function snapshotsOf(specs: string): Promise<readonly ManifestEntry[]> {
  const { snapshots } = await readManifest(specs);
  if (snapshots.length > 0) return snapshots;
  throw new Error(`${specs} holds no snapshots; name their folder with --specs`);
}

/** The snapshots of a folder, `specs` by default, else those that come with the package: without their documents. */
export async function knownSnapshots(
  named: string | undefined,
): Promise<readonly Pick<ManifestEntry, keyof IndexedSnapshot>[]> {
  const folder = named ?? (await presentSpecs());
  return folder === undefined ? (await readSearchIndex()).snapshots : snapshotsOf(folder);
}

/** Refuses ids that a specs folder does not have. @throws UsageError naming those that it has */
export async function requireSnapshots(specs: string, ids: readonly string[]): Promise<void> {
  const known = (await snapshotsOf(specs)).map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(
      `there is no snapshot "${printable(unknown)}"; known ids: ${known.join(", ")}${didYouMean(unknown, known)}`,
    );
}
