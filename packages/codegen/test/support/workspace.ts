import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ImportOptions, importSnapshot } from "../../src/import/import.js";
import type { RepairKind, RepairReport } from "../../src/import/repair/report.js";
import { type ApiModel, type Operation, readSnapshot } from "../../src/model/index.js";
import type { ManifestEntry } from "../../src/snapshot/manifest.js";

export const REPOSITORY = join(import.meta.dirname, "../../../..");
export const SPECS = join(REPOSITORY, "specs");

export const TABLE = {
  groups: ["device", "client", "msp", "template"],
  tags: { Gadget: { group: "device" }, Widget: { group: "client" } },
};

const folders: string[] = [];

/** Removes the folders that the tests of a file made. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A folder of its own for one test, removed when the tests of its file are over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omada-codegen-"));
  folders.push(folder);
  return folder;
}

/** The committed snapshots in a folder of its own for one test. */
export async function copyOfSpecs(): Promise<string> {
  const copy = join(await temporaryFolder(), "specs");
  await cp(SPECS, copy, { recursive: true });
  return copy;
}

export async function writeAll(folder: string, files: Record<string, unknown>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const raw = typeof content === "string" || content instanceof Uint8Array;
    await writeFile(join(folder, name), raw ? content : JSON.stringify(content));
  }
  return folder;
}

/** A specs folder without snapshots. */
export async function emptySpecs(extra: Record<string, unknown> = {}): Promise<string> {
  return writeAll(join(await temporaryFolder(), "specs"), { "groups.json": TABLE, ...extra });
}

export type TestImport = Partial<ImportOptions> & { specs?: Record<string, unknown> };

export interface Imported {
  model: ApiModel;
  entry: ManifestEntry;
  report: RepairReport;
  specsDir: string;
  lock: Record<string, string>;
  /** The operation, or an error that names those there are. */
  operation(key: string): Operation;
  /** The places of a kind of repair. */
  places(kind: RepairKind): string[];
}

/** Imports documents (one or several, by file name) into a specs folder of their own and reads the result. */
export async function imported(
  documents: Record<string, unknown>,
  { specs, ...options }: TestImport = {},
): Promise<Imported> {
  const specsDir = options.specsDir ?? (await emptySpecs(specs));
  const input = await writeAll(join(await temporaryFolder(), "documents"), documents);
  const id = options.id ?? "6.2";
  const { entry } = await importSnapshot({
    input,
    specsDir,
    id,
    flavour: "local",
    controllerVersion: "6.2.1",
    ...options,
  });
  const model = await readSnapshot(specsDir, id);
  const json = async (...path: string[]) => JSON.parse(await readFile(join(specsDir, ...path), "utf8"));
  const report = (await json(id, "import-report.json")) as RepairReport;
  return {
    model,
    entry,
    report,
    specsDir,
    lock: (await json("names.lock.json")) as Record<string, string>,
    operation: (key) => {
      const found = model.operations.find(({ method, path }) => `${method} ${path}` === key);
      if (found) return found;
      throw new Error(`no ${key} among ${model.operations.map(({ method, path }) => `${method} ${path}`)}`);
    },
    places: (kind) => report.places[kind] ?? [],
  };
}

/** Every file of a folder with its content, to compare before and after. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents: Record<string, string> = {};
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    contents[path.slice(folder.length + 1)] = entry.isFile() ? await readFile(path, "utf8") : "(folder)";
  }
  return contents;
}
