import { refName, type Schema } from "@omada-sdk/model";

type Schemas = ReadonlyMap<string, Schema>;

/**
 * Names of the schemas that are the same in two snapshots, everything that they refer to included. Most are, so that most
 * of a comparison need not be made.
 */
export function sameSchemas(before: Schemas, after: Schemas): ReadonlySet<string> {
  const same = new Set<string>();
  const usedBy = new Map<string, string[]>();
  const others: string[] = [];
  for (const [name, schema] of before) {
    const other = after.get(name);
    const refs: string[] = [];
    const text = other && textOf(schema, refs);
    if (text === undefined || text !== textOf(other)) {
      others.push(name);
      continue;
    }
    same.add(name);
    for (const ref of refs) {
      const users = usedBy.get(ref);
      if (users) users.push(name);
      else usedBy.set(ref, [name]);
      // A name that neither snapshot has means the same in both.
      if (!before.has(ref) && after.has(ref)) others.push(ref);
    }
  }
  // What refers to another one is another one.
  for (let name = others.pop(); name !== undefined; name = others.pop())
    for (const user of usedBy.get(name) ?? []) if (same.delete(user)) others.push(user);
  return same;
}

/** A schema as text; the names that it refers to are added to `refs`. */
function textOf(schema: Schema | undefined, refs?: string[]): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (refs && key === "$ref" && typeof value === "string") refs.push(refName(value) ?? value);
    return value;
  });
}
