import { type ApiModel, type Operation, resolveSchema, responseShape, type Schema } from "@omada-sdk/model";
import { type TypeScope, typeNode } from "../type-nodes.js";
import { declaration } from "./declarations.js";

/** One file of schema declarations. */
export interface Cluster {
  /** File name without extension, relative to the snapshot: `device` or `shared/client+device`. */
  file: string;
  /** Names declared here, sorted. */
  names: string[];
}

/** Where every schema of a snapshot is declared, and what each group needs. */
export interface Layout {
  clusters: Cluster[];
  fileOf: Map<string, string>;
  /** Names that the operations of a group reach, its own and shared ones. */
  namesOf: Map<string, string[]>;
  /** Declaration text and the names it refers to. */
  declared: Map<string, { text: string; uses: string[] }>;
}

/** The schemas that an operation hands to or gets from its caller, unwrapped, and the answer as path types show it. */
function callerSchemas(operation: Operation, model: ApiModel): Schema[] {
  const shape = responseShape(operation, model.schemas);
  return [
    ...operation.parameters.map(({ schema }) => schema),
    ...(operation.body ? [operation.body.schema] : []),
    ...(shape.kind === "page" ? [shape.schema] : shape.kind === "value" ? [shape.schema] : []),
    ...(operation.response ? [operation.response] : []),
  ];
}

/**
 * Puts a schema that one group uses beside that group, and one that several use into a file of exactly those
 * groups, so that using one group never costs the types of another.
 */
export function layOut(model: ApiModel): Layout {
  const declared: Layout["declared"] = new Map();
  const namesOf = new Map<string, string[]>();
  const groupsOf = new Map<string, Set<string>>();
  for (const group of [...new Set(model.operations.map((operation) => operation.group))].sort()) {
    const reached = reach(model, group, declared);
    namesOf.set(group, [...reached].sort());
    for (const name of reached) groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(group));
  }
  const fileOf = new Map([...groupsOf].map(([name, groups]) => [name, clusterFile([...groups].sort())]));
  const byFile = new Map<string, string[]>();
  for (const [name, file] of [...fileOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  for (const group of namesOf.keys()) if (!byFile.has(group)) byFile.set(group, []);
  const clusters = [...byFile]
    .map(([file, names]) => ({ file, names }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  return { clusters, fileOf, namesOf, declared };
}

const MOST_NAMED = 3;

function clusterFile(groups: readonly string[]): string {
  if (groups.length === 1) return groups[0] ?? "";
  return `shared/${groups.length > MOST_NAMED ? "common" : groups.join("+")}`;
}

function reach(model: ApiModel, group: string, declared: Layout["declared"]): Set<string> {
  const scope: TypeScope = { schemas: model.schemas, used: new Set() };
  for (const operation of model.operations) {
    if (operation.group !== group) continue;
    for (const schema of callerSchemas(operation, model)) typeNode(schema, scope);
  }
  const reached = new Set<string>();
  const queue = [...scope.used];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...declare(name, model, declared).uses);
  }
  return reached;
}

function declare(
  name: string,
  model: ApiModel,
  declared: Layout["declared"],
): { text: string; uses: string[] } {
  const known = declared.get(name);
  if (known) return known;
  const scope: TypeScope = { schemas: model.schemas, used: new Set() };
  const text = declaration(name, resolveSchema(model.schemas, model.schemas.get(name)), scope);
  const entry = { text, uses: [...scope.used].sort() };
  declared.set(name, entry);
  return entry;
}
