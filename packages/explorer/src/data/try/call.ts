import { fileName } from "../snippets/code.js";
import type { Example, IdSource } from "../snippets/example.js";
import { withOthers } from "../snippets/typescript.js";
import { ExampleFile } from "../snippets/values.js";

/** The call that a snippet shows, for the script that runs it in the page. */
export interface TryCall {
  snapshot: string;
  /** The data that it needs, see {@link dataName}. */
  data: string;
  /** `tag.method`. */
  operation: string;
  asUser: boolean;
  isList: boolean;
  /** Path parameters in the order of the path. */
  path: readonly TryParameter[];
  /** The other arguments; a file is `{ "$file": name }`. */
  args: Record<string, unknown>;
}

export interface TryParameter {
  argument: string;
  value: unknown;
  /** It is the id of the MSP, which the client knows. */
  isMsp?: true;
  source?: IdSource;
}

/** What a call needs, as JSON. */
export function tryCall(snapshot: string, example: Example): TryCall {
  const { operation, isList, path } = example;
  return {
    snapshot,
    data: dataName(snapshot, operation.group),
    operation: operation.name,
    asUser: operation.authorizationCodeOnly,
    isList,
    path: path.map(({ name, argument: [argument = ""], value, source }) => ({
      argument,
      value,
      ...(name === "mspId" && { isMsp: true as const }),
      ...(source && { source }),
    })),
    args: JSON.parse(
      JSON.stringify(withOthers({}, example), (_, value) =>
        value instanceof ExampleFile ? { $file: fileName(value) } : value,
      ),
    ) as Record<string, unknown>,
  };
}

/** Name of the data that calls of one group need. */
export function dataName(snapshot: string, group: string): string {
  return `try-${snapshot}-${group}`;
}
