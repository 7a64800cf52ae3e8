import { existsSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./workspace.js";

const FOLDER = join(REPOSITORY, "../shared/controller-docs");

/** Where the documents of real controllers are, on machines that have them. */
export const realDocuments: string | undefined = existsSync(FOLDER) ? FOLDER : undefined;

if (realDocuments === undefined) {
  console.log("The documents of real controllers are not on this machine; tests that need them are skipped.");
}

/** The folder of one snapshot's documents. */
export function realFolder(id: string): string {
  return join(FOLDER, id);
}
