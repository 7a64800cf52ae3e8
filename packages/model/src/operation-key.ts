/** METHOD and path without the names of its parameters: what stays when a controller renames a parameter. */
export function operationKey(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

/** The key of an operation that is written `METHOD /path`. */
export function keyOfOperation(operation: string): string {
  const space = operation.indexOf(" ");
  return operationKey(operation.slice(0, space), operation.slice(space + 1));
}

/** The order of the operations of a model: by path, then by method. */
export function byPathAndMethod(
  a: { path: string; method: string },
  b: { path: string; method: string },
): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.method < b.method ? -1 : a.method > b.method ? 1 : 0;
}

/** METHOD and path of an operation as its document writes them, with the names of its path parameters. */
export function methodAndPath({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
