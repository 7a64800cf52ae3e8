/** What another program calls breaking. */
export interface BreakingChange {
  tool: "oasdiff" | "redocly";
  /** The program's own name for it. */
  rule: string;
  /** METHOD and path, or only the path when it is about all operations there. */
  operation: string;
  /** Where in the operation, as {@link placeOf} writes it; empty for the operation itself. */
  place: string;
}

/**
 * A path inside an operation without what the programs write differently: `result.data[].name` and
 * `result/data/items/name` are both `result.data.name`.
 */
export function placeOf(segments: readonly string[]): string {
  return segments
    .flatMap((segment) => segment.replace(/\[\]|\.\*/g, "").split("."))
    .filter((segment) => !["", "items", "additionalProperties"].includes(segment))
    .join(".");
}

/** METHOD and path without the names of path parameters. */
export function withoutParameterNames(operation: string): string {
  return operation.replace(/\{[^}]*\}/g, "{}");
}
