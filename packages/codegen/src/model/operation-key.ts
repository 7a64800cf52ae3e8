/** METHOD and path without the names of its parameters: what stays when a controller renames a parameter. */
export function operationKey(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

/** The same of `METHOD /path`. */
export function keyOfOperation(operation: string): string {
  const space = operation.indexOf(" ");
  return operationKey(operation.slice(0, space), operation.slice(space + 1));
}

/** METHOD and path of an operation as its document writes them, with the names of its path parameters. */
export function methodAndPath({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}
