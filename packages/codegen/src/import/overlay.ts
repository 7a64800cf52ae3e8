import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImportError } from "./errors.js";
import type { RawParameter } from "./raw.js";

/** Query fields of one operation that its document lost, with the snapshot they are known from. */
export interface QueryFields {
  /** The Java argument that stands in the document instead of the fields. */
  replaces: string;
  from: string;
  fields: RawParameter[];
}

/** Dated, reasoned corrections of one snapshot, `specs/overlays/<id>.json`. */
export interface Overlay {
  date: string;
  reason: string;
  queryFields?: Record<string, QueryFields>;
  /** Members that the rows of an operation always have, with what shows it. */
  rowKeys?: Record<string, { fields: string[]; evidence: string }>;
}

/** Reads the overlay of a snapshot, if it has one. */
export async function readOverlay(specsDir: string, id: string): Promise<Overlay | undefined> {
  try {
    return JSON.parse(await readFile(join(specsDir, "overlays", `${id}.json`), "utf8")) as Overlay;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Checks that every correction met its target.
 * @throws ImportError naming those whose operation moved or whose document has healed
 */
export function refuseUnused(overlay: Overlay | undefined, used: ReadonlySet<string>): void {
  const unused = Object.keys(overlay?.queryFields ?? {}).filter((operation) => !used.has(operation));
  if (unused.length === 0) return;
  throw new ImportError(
    `the overlay of this snapshot corrects ${unused.length} operations that no longer need it or no longer exist ` +
      `(first: ${unused[0]}); remove those entries from specs/overlays`,
  );
}
