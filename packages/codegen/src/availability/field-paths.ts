import {
  type ApiModel,
  flatten,
  kindOf,
  type Operation,
  refName,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** Deeper members are not listed; a schema inside itself is not entered at all. */
const MAX_DEPTH = 12;

/** Every field of an operation: `query.page`, `body.name`, `result.data[].mac`. */
export function fieldPaths(model: ApiModel, operation: Operation): Set<string> {
  const paths = new Set<string>();
  const { schemas } = model;
  const visit = (schema: Schema, path: string, open: readonly string[]): void => {
    const name = schema.$ref === undefined ? undefined : refName(schema.$ref);
    if (open.length > MAX_DEPTH || (name !== undefined && open.includes(name))) return;
    const inner = [...open, name ?? ""];
    const flat = flatten(schemas, schema);
    if (flat.items) visit(flat.items, `${path}[]`, inner);
    if (kindOf(flat) === "map" && typeof flat.additionalProperties === "object")
      visit(flat.additionalProperties, `${path}.*`, inner);
    for (const [member, value] of Object.entries(flat.properties ?? {})) {
      paths.add(`${path}.${member}`);
      visit(value, `${path}.${member}`, inner);
    }
    for (const part of flat.oneOf ?? flat.anyOf ?? []) visit(part, path, inner);
  };
  for (const { in: place, name, schema } of operation.parameters) {
    if (place === "path") continue;
    paths.add(`${place}.${name}`);
    visit(schema, `${place}.${name}`, []);
  }
  if (operation.body) visit(operation.body.schema, "body", []);
  const shape = responseShape(operation, schemas);
  if (shape.kind !== "none") visit(shape.schema, "result", []);
  return paths;
}
