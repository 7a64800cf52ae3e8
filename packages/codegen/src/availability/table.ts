import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Flavour, keyOfOperation } from "@omada-sdk/model";
import type { ManifestEntry } from "../specs/manifest.js";

/** Name of the file in the specs folder. */
export const AVAILABILITY_FILE = "availability.json";

/** Where one operation is, and which of its fields are not everywhere it is. */
export interface OperationAvailability {
  /** Snapshots in short: `5.12..6.2 6.2-cloud`. */
  in: string;
  /** Those of them in which only the controller's default document has it, none of its document pages. */
  unlisted?: string;
  /** Fields by the snapshots that have them; what is inside a field listed here is listed only if it differs again. */
  fields?: Record<string, string[]>;
}

/** `specs/availability.json`: what can be used where. */
export interface AvailabilityTable {
  snapshots: { id: string; flavour: Flavour }[];
  /** By METHOD and path, as the newest snapshot writes it. */
  operations: Record<string, OperationAvailability>;
}

/** First and last snapshot by flavour; a flavour that never had it is missing. */
export interface Availability {
  local?: Span;
  cloud?: Span;
  /** Every snapshot that has it. */
  snapshots: string[];
}

/** Reads the table of a specs folder. */
export async function readAvailabilityTable(specsDir: string): Promise<AvailabilityTable> {
  return JSON.parse(await readFile(join(specsDir, AVAILABILITY_FILE), "utf8")) as AvailabilityTable;
}

/**
 * Where an operation, or one of its fields, can be used.
 * @param operation METHOD and path
 * @param field such as `result.data[].mac`; it has to be one of the operation
 * @returns undefined for an operation that no snapshot has
 */
export function availabilityIn(
  table: AvailabilityTable,
  operation: string,
  field?: string,
): Availability | undefined {
  const entry = findEntry(table, operation);
  if (!entry) return undefined;
  const { snapshots } = table;
  const ids = fromRanges((field && rangesOfField(entry, field)) ?? entry.in, snapshots);
  return { ...spansOf(ids, snapshots), snapshots: ids };
}

const finders = new WeakMap<AvailabilityTable, Map<string, OperationAvailability>>();

/** Finds the entry of an operation, whatever the names of its path parameters in older snapshots. */
export function findEntry(table: AvailabilityTable, operation: string): OperationAvailability | undefined {
  let byPath = finders.get(table);
  if (!byPath) {
    byPath = new Map(Object.entries(table.operations).map(([key, entry]) => [keyOfOperation(key), entry]));
    finders.set(table, byPath);
  }
  return byPath.get(keyOfOperation(operation));
}

/** The ranges of the field itself, or of the nearest one around it. */
function rangesOfField({ fields = {} }: OperationAvailability, field: string): string | undefined {
  let best: { ranges: string; length: number } | undefined;
  for (const [ranges, paths] of Object.entries(fields)) {
    for (const path of paths) {
      const isAround = field === path || (field.startsWith(path) && /^[.[]/.test(field.slice(path.length)));
      if (isAround && path.length >= (best?.length ?? 0)) best = { ranges, length: path.length };
    }
  }
  return best?.ranges;
}

type Snapshots = readonly Pick<ManifestEntry, "id" | "flavour">[];

/** First and last snapshot of one flavour that have something. */
export interface Span {
  first: string;
  last: string;
}

/** Ids in short: neighbours of one flavour as `first..last`, in the order of the manifest. */
export function toRanges(ids: ReadonlySet<string>, snapshots: Snapshots): string {
  return (["local", "cloud"] as const)
    .flatMap((flavour) => {
      const runs: string[][] = [];
      let run: string[] | undefined;
      for (const { id } of snapshots.filter((each) => each.flavour === flavour)) {
        if (!ids.has(id)) run = undefined;
        else if (run) run.push(id);
        else {
          run = [id];
          runs.push(run);
        }
      }
      return runs.map((each) => (each.length === 1 ? `${each[0]}` : `${each[0]}..${each.at(-1)}`));
    })
    .join(" ");
}

/** Reads what {@link toRanges} wrote. */
export function fromRanges(text: string, snapshots: Snapshots): string[] {
  return text
    .split(" ")
    .filter((range) => range !== "")
    .flatMap((range) => {
      const [first = "", last = first] = range.split("..");
      const flavour = snapshots.find(({ id }) => id === first)?.flavour;
      const ids = snapshots.filter((each) => each.flavour === flavour).map(({ id }) => id);
      return ids.slice(ids.indexOf(first), ids.indexOf(last) + 1);
    });
}

/** First and last of each flavour. */
function spansOf(ids: readonly string[], snapshots: Snapshots): { local?: Span; cloud?: Span } {
  const spans: { local?: Span; cloud?: Span } = {};
  for (const { id, flavour } of snapshots) {
    if (ids.includes(id)) spans[flavour] = { first: spans[flavour]?.first ?? id, last: id };
  }
  return spans;
}
