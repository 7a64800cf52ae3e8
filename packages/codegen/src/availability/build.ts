import { type ApiModel, methodAndPath, type Operation, operationKey } from "@omada-sdk/model";
import { isFolded, type Lost, lossesOf } from "../specs/lost.js";
import type { ManifestEntry } from "../specs/manifest.js";
import { fieldPaths } from "./field-tree.js";
import { type AvailabilityTable, type OperationAvailability, toRanges } from "./table.js";

interface Place {
  id: string;
  model: ApiModel;
  operation: Operation;
}

/** Makes the table of what can be used where, from the manifest entries and their models, oldest first. */
export function buildAvailability(
  entries: readonly ManifestEntry[],
  models: readonly ApiModel[],
): AvailabilityTable {
  const snapshots = entries.map(({ id, flavour }) => ({ id, flavour }));
  const losses = new Map(
    models.map((model, at) => [model.id, lossesOf(model, entries[at]?.source.lost ?? [])] as const),
  );
  const places = new Map<string, Place[]>();
  for (const model of models) {
    for (const operation of model.operations) {
      const key = operationKey(operation.method, operation.path);
      places.set(key, [...(places.get(key) ?? []), { id: model.id, model, operation }]);
    }
  }
  const operations: Record<string, OperationAvailability> = {};
  for (const [key, list] of newestNames(places)) {
    const everywhere = toRanges(new Set(list.map(({ id }) => id)), snapshots);
    const fields = partialFields(list, losses, (ids) => toRanges(ids, snapshots));
    const unlisted = list.filter(({ operation }) => operation.unlisted).map(({ id }) => id);
    operations[key] = {
      in: everywhere,
      ...(unlisted.length > 0 ? { unlisted: toRanges(new Set(unlisted), snapshots) } : {}),
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
    };
  }
  return { snapshots, operations };
}

/** The operations under the path that the newest snapshot writes, by path. */
function newestNames(places: ReadonlyMap<string, Place[]>): [string, Place[]][] {
  return [...places.values()]
    .map((list): [string, Place[]] => [methodAndPath((list.at(-1) as Place).operation), list])
    .sort(([a], [b]) => (pathFirst(a) < pathFirst(b) ? -1 : 1));
}

/** Fields that only some of the snapshots with the operation have; what follows from the field around them is left out. */
function partialFields(
  list: readonly Place[],
  losses: ReadonlyMap<string, ReadonlySet<string>>,
  ranges: (ids: ReadonlySet<string>) => string,
): Record<string, string[]> {
  if (list.length < 2) return {};
  const found = new Map<string, Set<string>>();
  for (const { id, model, operation } of list) {
    for (const path of fieldPaths(model, operation)) found.set(path, (found.get(path) ?? new Set()).add(id));
  }
  const noQuery = hasFoldedQuery(list, losses);
  const fields: Record<string, string[]> = {};
  for (const path of [...found.keys()].sort()) {
    const ids = found.get(path) as Set<string>;
    if (noQuery && path.startsWith("query.")) continue;
    const around = found.get(path.replace(/(\[\]|\.\*)*\.[^.]*$/, ""))?.size ?? list.length;
    if (ids.size === around) continue;
    const key = ranges(ids);
    fields[key] = [...(fields[key] ?? []), path];
  }
  return fields;
}

/** Whether some snapshot has lost the query of this operation: its fields then say nothing. */
function hasFoldedQuery(list: readonly Place[], losses: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const lossOf = (place: Place): ReadonlySet<string> => losses.get(place.id) ?? new Set();
  return list.some((a) =>
    list.some((b) => {
      const lost: Lost = { before: lossOf(a), after: lossOf(b) };
      return a !== b && isFolded(a.operation, b.operation, lost);
    }),
  );
}

function pathFirst(operation: string): string {
  const [method = "", path = ""] = operation.split(" ");
  return `${path} ${method}`;
}

/** The table as text, one line per operation. */
export function formatAvailability({ snapshots, operations }: AvailabilityTable): string {
  const lines = Object.entries(operations).map(
    ([operation, entry]) => `  ${JSON.stringify(operation)}: ${JSON.stringify(entry)}`,
  );
  const ids = snapshots.map((snapshot) => `  ${JSON.stringify(snapshot)}`);
  return `{\n "snapshots": [\n${ids.join(",\n")}\n ],\n "operations": {\n${lines.join(",\n")}\n }\n}\n`;
}
