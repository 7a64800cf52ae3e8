import { OmadaError } from "@omada-sdk/auth";
import { type CallOperation, makeMethods, type TagMethods } from "../group/methods.js";
import type { GroupDefinition } from "../operations/group.js";

/** Names a tag may not have, because the client uses them or the language would. */
export const RESERVED_MEMBERS: readonly string[] = [
  "info",
  "omadacId",
  "snapshot",
  "raw",
  "with",
  "paginate",
  "request",
  "close",
  "then",
];

/** Inflates each group once, when it is first asked for. */
export function createInflater(
  call: CallOperation,
): (definition: GroupDefinition) => Map<string, TagMethods> {
  const inflated = new Map<GroupDefinition, Map<string, TagMethods>>();
  return (definition) => {
    let tags = inflated.get(definition);
    if (!tags) {
      tags = makeMethods(definition, call);
      inflated.set(definition, tags);
    }
    return tags;
  };
}

/**
 * Defines a member per tag that inflates its groups on first use; a tag of several groups gets the methods of all.
 * @throws OmadaError when a tag is called like a member every client has
 */
export function defineTags(
  target: object,
  groups: readonly GroupDefinition[],
  inflate: (definition: GroupDefinition) => Map<string, TagMethods>,
): void {
  const owners = new Map<string, GroupDefinition[]>();
  for (const definition of groups) {
    for (const tag of definition.tags) {
      if (RESERVED_MEMBERS.includes(tag)) throw new OmadaError(`A tag may not be called "${tag}".`);
      owners.set(tag, [...(owners.get(tag) ?? []), definition]);
    }
  }
  for (const [tag, definitions] of owners) {
    defineLazy(target, tag, () => Object.assign({}, ...definitions.map((one) => inflate(one).get(tag))));
  }
}

/** Defines a member whose value is made when it is first read. */
export function defineLazy(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(target, name, { enumerable: true, value });
      return value;
    },
  });
}
