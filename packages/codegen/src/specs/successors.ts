import { type ApiModel, keyOfOperation, type Operation, operationKey } from "@omada-sdk/model";
import { operationOf } from "./behaviour/misfits.js";
import { readSpecsFile } from "./specs-file.js";

const FILE = "overlays/successors.json";
const OPERATION = /^(GET|POST|PUT|PATCH|DELETE) \/\S+$/;
/** Chains of successors are shorter; the limit ends a chain that leads back to itself. */
const MAX_STEPS = 5;

/**
 * What to call instead of a deprecated operation: METHOD and path of each, by METHOD and path without parameter names.
 */
export type Successors = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the reviewed successors of a specs folder; a folder without the file has none.
 * @throws Error with the file and the entry that is wrong
 */
export async function readSuccessors(specsDir: string): Promise<Successors> {
  const text = await readSpecsFile(specsDir, FILE);
  if (text === undefined) return new Map();
  let file: { successors?: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch (error) {
    throw new Error(`${FILE} is no JSON: ${(error as Error).message}`);
  }
  if (typeof file.successors !== "object" || file.successors === null)
    throw new Error(
      `${FILE}: successors is no object; write { "successors": { "METHOD /path": ["METHOD /path"] } }`,
    );
  return new Map(Object.entries(file.successors).map(checkedEntry));
}

function checkedEntry([key, list]: [string, unknown]): [string, string[]] {
  const isList = Array.isArray(list) && list.length > 0 && list.every((each) => OPERATION.test(String(each)));
  if (!OPERATION.test(key) || !isList || list.includes(key))
    throw new Error(
      `${FILE}: ${key} is ${JSON.stringify(list)}; write METHOD and path of others to call instead`,
    );
  return [keyOfOperation(key), list as string[]];
}

/**
 * Names of what to call instead of a deprecated operation: what was reviewed, as far as the snapshot has it, or the same
 * path in a later version. One that is deprecated itself stands for its own successors.
 */
export function successorsOf(operation: Operation, model: ApiModel, reviewed: Successors): string[] {
  return [...new Set(follow(operation, model, reviewed, MAX_STEPS).map(({ name }) => name))];
}

function follow(operation: Operation, model: ApiModel, reviewed: Successors, steps: number): Operation[] {
  const named = (reviewed.get(operationKey(operation.method, operation.path)) ?? []).flatMap(
    (key) => operationOf(key, model) ?? [],
  );
  const next =
    named.length > 0 ? named : [newerVersion(operation, model)].filter((each) => each !== undefined);
  return next.flatMap((each) => {
    if (!each.deprecated) return [each];
    return steps > 0 ? follow(each, model, reviewed, steps - 1) : [];
  });
}

/** The same path in a later version (`/openapi/v2/…`), by the same method if there is one, newest first. */
export function newerVersion(operation: Operation, model: ApiModel): Operation | undefined {
  const version = pathVersion(operation.path);
  return byPath(model)
    .get(withoutVersion(operation.path))
    ?.filter(({ path, deprecated }) => pathVersion(path) > version && !deprecated)
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
  return (candidate.method === operation.method ? 100 : 0) + pathVersion(candidate.path);
}

const indexes = new WeakMap<ApiModel, Map<string, Operation[]>>();

/** The operations of a model by their paths without version. */
function byPath(model: ApiModel): ReadonlyMap<string, Operation[]> {
  const known = indexes.get(model);
  if (known) return known;
  const index = new Map<string, Operation[]>();
  for (const operation of model.operations) {
    const path = withoutVersion(operation.path);
    index.set(path, [...(index.get(path) ?? []), operation]);
  }
  indexes.set(model, index);
  return index;
}

/** `/sites/{siteId}` -> `/sites/{}`: a controller may rename a path parameter. */
export function withoutParameterNames(path: string): string {
  return path.replace(/\{[^}]*\}/g, "{}");
}

/** `/openapi/v2/sites/{siteId}` -> `sites/{}`. */
export function withoutVersion(path: string): string {
  return withoutParameterNames(path).replace(/^\/openapi\/v\d+\//, "");
}

/** Version of the interface that a path belongs to. */
export function pathVersion(path: string): number {
  return Number(/^\/openapi\/v(\d+)\//.exec(path)?.[1] ?? 1);
}
