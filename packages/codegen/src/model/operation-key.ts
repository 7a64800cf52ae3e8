/** METHOD and path without the names of its parameters: what stays when a controller renames a parameter. */
export function operationKey(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}
