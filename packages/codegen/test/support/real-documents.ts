import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ImportOptions } from "../../src/import/options.js";
import { REPOSITORY } from "./workspace.js";

const FOLDER = join(REPOSITORY, "../shared/controller-docs");

/** Where the documents of real controllers are, on machines that have them. */
export const realDocuments: string | undefined = existsSync(FOLDER) ? FOLDER : undefined;

if (realDocuments === undefined) {
  console.log("The documents of real controllers are not on this machine; tests that need them are skipped.");
}

/** Folders that are not called like the snapshot that is made of them. */
const FOLDERS: Record<string, string> = { "6.2": "6.2.0.17" };

/** Default documents that lie in another folder than the groups. */
const DEFAULT_DOCUMENTS: Record<string, string> = { "5.15": "5.15-all/00 All.json" };

/** Where the documents of one snapshot are. */
export function realInput(id: string): Pick<ImportOptions, "input" | "defaultDocument"> {
  const standard = DEFAULT_DOCUMENTS[id];
  return {
    input: join(FOLDER, FOLDERS[id] ?? id),
    defaultDocument: standard === undefined ? undefined : join(FOLDER, standard),
  };
}
