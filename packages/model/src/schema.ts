import type { Schema } from "./types.js";

const PREFIX = "#/components/schemas/";

/** Name of the schema that a reference points to, or undefined when it points elsewhere. */
export function refName(ref: string): string | undefined {
  if (!ref.startsWith(PREFIX)) return undefined;
  const name = ref.slice(PREFIX.length);
  return name.includes("~") ? name.replaceAll("~1", "/").replaceAll("~0", "~") : name;
}

/** Reference to a schema by its name. */
export function refTo(name: string): string {
  return PREFIX + name;
}

/** Follows references until a schema that is not one. Unknown names give an open object. */
export function resolveSchema(schemas: ReadonlyMap<string, Schema>, schema: Schema | undefined): Schema {
  let current: Schema = schema ?? {};
  for (let hops = 0; current.$ref !== undefined && hops < 32; hops++) {
    current = schemas.get(refName(current.$ref) ?? "") ?? {};
  }
  return current;
}
