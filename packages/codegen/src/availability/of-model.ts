import { type ApiModel, methodAndPath, type Operation } from "@omada-sdk/model";
import type { ManifestEntry } from "../specs/manifest.js";
import { tagWeight } from "../specs/tag-weights.js";
import { type AvailabilityTable, findEntry, fromRanges } from "./table.js";

/** What controllers of another snapshot do not have of a client; the message of the version check says so. */
export interface MissingFeatures extends Pick<ManifestEntry, "id" | "flavour" | "controllerVersion"> {
  /** Operations that they do not have. */
  operations: number;
  /** Fields that they do not have, of operations that both have; those inside such a field are not counted. */
  fields: number;
  /** Names of the most used of these operations. */
  first: string[];
}

/** Names that a message has room for. */
const NAMED = 3;

/** Snapshots that have an operation, in order of version, by METHOD and path. */
export type SnapshotsByOperation = ReadonlyMap<string, readonly string[]>;

/** The snapshots of every operation of one model. */
export function availabilityOf(table: AvailabilityTable, model: ApiModel): Map<string, string[]> {
  return new Map(
    model.operations.flatMap((operation) => {
      const entry = findEntry(table, methodAndPath(operation));
      return entry ? [[methodAndPath(operation), fromRanges(entry.in, table.snapshots)] as const] : [];
    }),
  );
}

/** What each of the other snapshots does not have of a model; those that have everything are left out. */
export function missingIn(
  table: AvailabilityTable,
  entries: readonly ManifestEntry[],
  model: ApiModel,
): MissingFeatures[] {
  return entries
    .filter(({ id }) => id !== model.id)
    .map(({ id, flavour, controllerVersion }) => {
      const missing: Operation[] = [];
      let fields = 0;
      for (const operation of model.operations) {
        const entry = findEntry(table, methodAndPath(operation));
        if (!entry) continue;
        if (!fromRanges(entry.in, table.snapshots).includes(id)) missing.push(operation);
        else fields += missingFields(entry.fields ?? {}, table, model.id, id);
      }
      const first = onePerTag(missing.sort(byUse)).slice(0, NAMED);
      return {
        id,
        flavour,
        controllerVersion,
        operations: missing.length,
        fields,
        first: first.map(({ name }) => name),
      };
    })
    .filter(({ operations, fields }) => operations + fields > 0);
}

function missingFields(
  fields: Record<string, string[]>,
  { snapshots }: AvailabilityTable,
  has: string,
  misses: string,
): number {
  return Object.entries(fields)
    .filter(([ranges]) => {
      const ids = fromRanges(ranges, snapshots);
      return ids.includes(has) && !ids.includes(misses);
    })
    .reduce((sum, [, paths]) => sum + paths.length, 0);
}

/** The most used first: by tag, then lists, which programs begin with, then what else only reads. */
function byUse(a: Operation, b: Operation): number {
  const kind = ({ paging, method }: Operation): number => (paging ? 2 : method === "GET" ? 1 : 0);
  return (
    tagWeight(b) - tagWeight(a) ||
    kind(b) - kind(a) ||
    a.path.length - b.path.length ||
    (a.name < b.name ? -1 : 1)
  );
}

function onePerTag(operations: readonly Operation[]): Operation[] {
  const tags = new Set<string>();
  return operations.filter(({ tag }) => !tags.has(tag) && tags.add(tag));
}
