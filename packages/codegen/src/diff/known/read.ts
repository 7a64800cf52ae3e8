import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KnownFact } from "./facts.js";

/** Below the specs folder. Not an overlay of the importer: those are named after snapshots. */
const FILE = "overlays/known-behaviour.json";

/** Reads the known behaviour of controllers; a specs folder without the file knows nothing. */
export async function readKnownBehaviour(specsDir: string): Promise<KnownFact[]> {
  try {
    const { facts } = JSON.parse(await readFile(join(specsDir, FILE), "utf8")) as { facts: KnownFact[] };
    return facts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
