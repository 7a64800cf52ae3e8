import { type ApiModel, type Operation, operationKey } from "@omada-sdk/model";

/** METHOD and path: what identifies an operation in every snapshot. */
export function operationId({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path}`;
}

/** METHOD and path with the names of path parameters left out, which a vendor may change at will. */
export function anonymousId({ method, path }: Pick<Operation, "method" | "path">): string {
  return operationKey(method, path);
}

const LEAST_LIKENESS = 0.6;

/**
 * What to call instead of an operation that was removed, deprecated or given a newer version: the same path in a
 * later version of the interface, or else the most alike path of the same tag and method.
 */
export function suggestSuccessor(operation: Operation, model: ApiModel): Operation | undefined {
  return newerVersion(operation, model) ?? alike(operation, model);
}

/** The same path in a later version (`/openapi/v2/…`), by the same method if there is one, newest first. */
export function newerVersion(operation: Operation, model: ApiModel): Operation | undefined {
  const version = versionOf(operation.path);
  return indexOf(model)
    .byTail.get(tailOf(operation.path))
    ?.filter(({ path, deprecated }) => versionOf(path) > version && !deprecated)
    .filter((candidate) => candidate.method === operation.method || isQueryByPost(operation, candidate))
    .sort((a, b) => rank(b, operation) - rank(a, operation))[0];
}

/** Lists that grew filters went from GET to POST. */
function isQueryByPost(operation: Operation, candidate: Operation): boolean {
  return (
    operation.method === "GET" &&
    candidate.method === "POST" &&
    candidate.tag === operation.tag &&
    reads(candidate)
  );
}

function reads(candidate: Operation): boolean {
  return (
    candidate.paging !== undefined || /^(get|list|query|search)/i.test(candidate.name.split(".").at(-1) ?? "")
  );
}

function rank(candidate: Operation, operation: Operation): number {
  return (candidate.method === operation.method ? 100 : 0) + versionOf(candidate.path);
}

function alike(operation: Operation, model: ApiModel): Operation | undefined {
  const words = wordsOf(operation.path);
  return (indexOf(model).byTag.get(operation.tag) ?? [])
    .filter((other) => other.method === operation.method && !other.deprecated)
    .filter((other) => anonymous(other.path) !== anonymous(operation.path))
    .filter((other) => versionOf(other.path) >= versionOf(operation.path))
    .map((other) => ({ other, likeness: likeness(words, wordsOf(other.path)) }))
    .filter(({ likeness: value }) => value >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || (a.other.path < b.other.path ? -1 : 1))[0]?.other;
}

/** Share of words in common, of paths that begin and end alike, the new one having every word of the old one. */
function likeness(old: readonly string[], candidate: readonly string[]): number {
  if (
    old[0] !== candidate[0] ||
    old.at(-1) !== candidate.at(-1) ||
    !old.every((word) => candidate.includes(word))
  )
    return 0;
  return old.length / candidate.length;
}

interface Index {
  byTail: Map<string, Operation[]>;
  byTag: Map<string, Operation[]>;
}

const indexes = new WeakMap<ApiModel, Index>();

function indexOf(model: ApiModel): Index {
  const known = indexes.get(model);
  if (known) return known;
  const index: Index = { byTail: new Map(), byTag: new Map() };
  for (const operation of model.operations) {
    push(index.byTail, tailOf(operation.path), operation);
    push(index.byTag, operation.tag, operation);
  }
  indexes.set(model, index);
  return index;
}

function push(map: Map<string, Operation[]>, key: string, operation: Operation): void {
  const list = map.get(key);
  if (list) list.push(operation);
  else map.set(key, [operation]);
}

function anonymous(path: string): string {
  return path.replace(/\{[^}]*\}/g, "{}");
}

function tailOf(path: string): string {
  return anonymous(path).replace(/^\/openapi\/v\d+\//, "");
}

function versionOf(path: string): number {
  return Number(/^\/openapi\/v(\d+)\//.exec(path)?.[1] ?? 1);
}

function wordsOf(path: string): string[] {
  return tailOf(path)
    .split("/")
    .filter((word) => word !== "" && word !== "{}");
}
