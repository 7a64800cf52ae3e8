import type { Operation } from "@omada-sdk/model";

/** A place in the tree of path segments. */
interface Branch {
  fixed: Map<string, Branch>;
  parameter?: Branch;
  /** Operations that end here, by method. */
  operations: Map<string, Operation>;
}

/** A routed call: the operation and the path parameters, in the operation's own names. */
export interface Match {
  operation: Operation;
  params: Record<string, string>;
}

/** Finds the operation of a method and path segments (decoded, without the leading slash). */
export type Router = (method: string, segments: readonly string[]) => Match | undefined;

/** Builds a router in which a fixed segment goes before a parameter, whatever the order of operations. */
export function createRouter(operations: readonly Operation[]): Router {
  const root = newBranch();
  for (const operation of operations) insert(root, operation);
  return (method, segments) => {
    const operation = find(root, method, segments, 0);
    return operation && { operation, params: paramsOf(operation, segments) };
  };
}

/** Where the parameters of a path are, by operation. */
const parameterPlaces = new WeakMap<Operation, (readonly [index: number, name: string])[]>();

function newBranch(): Branch {
  return { fixed: new Map(), operations: new Map() };
}

function insert(root: Branch, operation: Operation): void {
  let branch = root;
  for (const segment of templateOf(operation)) branch = child(branch, segment);
  branch.operations.set(operation.method, operation);
}

function child(branch: Branch, segment: string): Branch {
  if (segment.startsWith("{")) {
    branch.parameter ??= newBranch();
    return branch.parameter;
  }
  const next = branch.fixed.get(segment) ?? newBranch();
  branch.fixed.set(segment, next);
  return next;
}

function find(
  branch: Branch,
  method: string,
  segments: readonly string[],
  at: number,
): Operation | undefined {
  const segment = segments[at];
  if (segment === undefined) return branch.operations.get(method);
  const fixed = branch.fixed.get(segment);
  const found = fixed && find(fixed, method, segments, at + 1);
  if (found || segment === "" || !branch.parameter) return found;
  return find(branch.parameter, method, segments, at + 1);
}

function paramsOf(operation: Operation, segments: readonly string[]): Record<string, string> {
  let known = parameterPlaces.get(operation);
  if (!known) {
    known = templateOf(operation).flatMap((part, index) =>
      part.startsWith("{") ? [[index, part.slice(1, -1)] as const] : [],
    );
    parameterPlaces.set(operation, known);
  }
  return Object.fromEntries(known.map(([index, name]) => [name, segments[index] ?? ""]));
}

function templateOf(operation: Operation): string[] {
  return operation.path.split("/").slice(1);
}
