import type { CallOptions } from "../client/options.js";
import type { GroupDefinition } from "../operations/group.js";
import { describeMethod, type Operation } from "../operations/operation.js";
import { readTable } from "../operations/table.js";

/** Sends one operation. */
export type CallOperation = (
  operation: Operation,
  args: Record<string, unknown> | undefined,
  options: CallOptions | undefined,
) => Promise<unknown>;

/** A client method before generated code gives it its types. */
export type AnyMethod = (args?: Record<string, unknown>, options?: CallOptions) => Promise<unknown>;

/** Methods of one tag. */
export type TagMethods = Record<string, AnyMethod>;

/** Makes the methods of a group, by tag. They do not use `this`, so they may be passed around. */
export function makeMethods(definition: GroupDefinition, call: CallOperation): Map<string, TagMethods> {
  const tags = new Map<string, TagMethods>();
  for (const [tag, operations] of readTable(definition.table, definition)) {
    const methods: TagMethods = {};
    for (const [name, operation] of operations) {
      const method: AnyMethod = (args, options) => call(operation, args, options);
      Object.defineProperty(method, "name", { value: name });
      describeMethod(method, operation);
      methods[name] = method;
    }
    tags.set(tag, methods);
  }
  return tags;
}
