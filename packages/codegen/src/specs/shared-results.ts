import type { ApiModel, Operation, Schema } from "@omada-sdk/model";
import { mapChildren, operationKey, refName, refTo, resolveSchema, responseShape } from "@omada-sdk/model";

/** By operation (METHOD and path without parameter names): the snapshot that knows the result which another leaves open. */
export type SharedResults = Readonly<Record<string, string>>;

/**
 * The operations of a snapshot whose document leaves the result open while that of another snapshot tells its shape.
 * @param others models to look at, the preferred ones first
 */
export function findSharedResults(model: ApiModel, others: readonly ApiModel[]): Record<string, string> {
  const known = new Map<string, string>();
  for (const other of [...others].reverse()) {
    for (const operation of other.operations) {
      if (hasShape(operation, other)) known.set(keyOf(operation), other.id);
    }
  }
  const found = model.operations.flatMap((operation) => {
    const source = isOpen(operation, model) ? known.get(keyOf(operation)) : undefined;
    return source === undefined ? [] : [[keyOf(operation), source] as const];
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The model with the shapes of open results that other snapshots know; each such operation names the snapshot.
 * @param sources models of the snapshots that `shared` names
 */
export function withSharedResults(
  model: ApiModel,
  shared: SharedResults,
  sources: ReadonlyMap<string, ApiModel>,
): ApiModel {
  if (Object.keys(shared).length === 0) return model;
  const schemas = new Map(model.schemas);
  const operations = model.operations.map((operation) => {
    const source = sources.get(shared[keyOf(operation)] ?? "");
    const twin = source?.operations.find((other) => keyOf(other) === keyOf(operation));
    if (!source || !twin?.response) return operation;
    const response = adopt(twin.response, source, schemas);
    return { ...operation, response, envelope: twin.envelope, resultFrom: source.id };
  });
  return { ...model, operations, schemas: new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Brings a schema and all it refers to into the map; a name that stands for something else there gets the source's id. */
function adopt(schema: Schema, source: ApiModel, into: Map<string, Schema>): Schema {
  const { $ref } = schema;
  if ($ref === undefined) return mapChildren(schema, (child) => adopt(child, source, into));
  const name = refName($ref) ?? "";
  const target = source.schemas.get(name) ?? {};
  const taken = into.get(name);
  if (taken && (taken === target || JSON.stringify(taken) === JSON.stringify(target))) return schema;
  const own = taken ? `${name}Of${source.id.replaceAll(/\W/g, "")}` : name;
  if (!into.has(own)) {
    into.set(own, target);
    into.set(own, adopt(target, source, into));
  }
  return { ...schema, $ref: refTo(own) };
}

function isOpen(operation: Operation, model: ApiModel): boolean {
  const shape = responseShape(operation, model.schemas);
  return shape.kind === "value" && !operation.download && tellsNothing(shape.schema, model.schemas);
}

function hasShape(operation: Operation, model: ApiModel): boolean {
  const shape = responseShape(operation, model.schemas);
  return shape.kind === "page" || (shape.kind === "value" && !tellsNothing(shape.schema, model.schemas));
}

/** True for an object, or a map or list of objects, of which the document tells no member. */
function tellsNothing(schema: Schema, schemas: ReadonlyMap<string, Schema>): boolean {
  const target = resolveSchema(schemas, schema);
  if (target.type === "array") return tellsNothing(target.items ?? {}, schemas);
  if (target.allOf || target.oneOf || target.anyOf || (target.type ?? "object") !== "object") return false;
  const { properties, additionalProperties: rest } = target;
  return !properties && (typeof rest !== "object" || tellsNothing(rest, schemas));
}

function keyOf({ method, path }: Operation): string {
  return operationKey(method, path);
}
