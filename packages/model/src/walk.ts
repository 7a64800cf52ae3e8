import type { ApiModel, Operation, Schema } from "./api-model.js";
import { refName } from "./schema.js";

/**
 * Every schema nested in one, that one first, each with its place: `where` and the steps that lead to it (`.name` for a
 * member, `[]` for items, `{}` for members of any name; parts of a combination stand where the combination does).
 * References are not followed. A schema may be changed before the next one is asked for.
 */
export function* walkSchema<S extends Schema>(schema: S, where = ""): Generator<[schema: S, where: string]> {
  yield [schema, where];
  for (const [step, child] of childrenOf(schema)) yield* walkSchema(child, where + step);
}

/** Every schema of a model, nested ones included, each once. */
export function* walkModel(model: ApiModel): Generator<[schema: Schema, where: string]> {
  for (const [name, schema] of model.schemas) yield* walkSchema(schema, name);
  for (const operation of model.operations) {
    for (const schema of schemasOf(operation))
      yield* walkSchema(schema, `${operation.method} ${operation.path}`);
  }
}

/** The schemas that stand in an operation itself: of its parameters, its body, its answer. */
export function schemasOf({ parameters, body, response }: Operation): Schema[] {
  return [
    ...parameters.map(({ schema }) => schema),
    ...(body ? [body.schema] : []),
    ...(response ? [response] : []),
  ];
}

/** Every schema that is nested in some schemas or that they refer to, directly or through others, each once. */
export function reachableSchemas<S extends Schema>(
  starts: Iterable<S>,
  schemas: ReadonlyMap<string, S>,
): Set<S> {
  const reached = new Set<S>();
  const open = [...starts];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (reached.has(start)) continue;
    for (const [schema] of walkSchema(start)) {
      reached.add(schema);
      const target = schema.$ref === undefined ? undefined : schemas.get(refName(schema.$ref) ?? "");
      if (target) open.push(target);
    }
  }
  return reached;
}

/** Names of the schemas that some schemas refer to, directly or through others. A name without a schema counts, too. */
export function reachableNames<S extends Schema>(
  starts: Iterable<S>,
  schemas: ReadonlyMap<string, S>,
): Set<string> {
  const names = new Set<string>();
  const open = [...starts];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    for (const [{ $ref }] of walkSchema(start)) {
      const name = $ref === undefined ? undefined : refName($ref);
      if (name === undefined || names.has(name)) continue;
      names.add(name);
      const target = schemas.get(name);
      if (target) open.push(target);
    }
  }
  return names;
}

/** A copy of a schema in which every schema directly inside is replaced by what `change` makes of it. */
export function mapChildren<S extends Schema>(schema: S, change: (child: S) => S): S {
  const copy = { ...schema };
  const changed = (child: Schema): Schema => change(child as S);
  if (schema.properties) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, changed(child)]),
    );
  }
  if (schema.items) copy.items = changed(schema.items);
  if (typeof schema.additionalProperties === "object") {
    copy.additionalProperties = changed(schema.additionalProperties);
  }
  for (const combiner of COMBINERS) {
    const parts = schema[combiner];
    if (parts) copy[combiner] = parts.map(changed);
  }
  return copy;
}

/** The keywords of combinations. */
export const COMBINERS = ["allOf", "oneOf", "anyOf"] as const;

/** The schemas directly inside of one, each with the step that leads to it. */
function childrenOf<S extends Schema>(schema: S): [step: string, child: S][] {
  const children: [string, Schema][] = Object.entries(schema.properties ?? {}).map(([name, child]) => [
    `.${name}`,
    child,
  ]);
  if (schema.items) children.push(["[]", schema.items]);
  if (typeof schema.additionalProperties === "object") children.push(["{}", schema.additionalProperties]);
  for (const combiner of COMBINERS) for (const part of schema[combiner] ?? []) children.push(["", part]);
  return children as [string, S][];
}
