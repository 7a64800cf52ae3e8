import {
  type ApiModel,
  mapChildren,
  type Operation,
  operationKey,
  refName,
  refTo,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** By operation key: the snapshot whose documents describe the result that those of another snapshot leave open. */
export type SharedResults = Readonly<Record<string, string>>;

/**
 * The operations of a snapshot whose document leaves the result open while that of another snapshot describes it.
 * @param others models to look at, the preferred ones first
 */
export function findSharedResults(model: ApiModel, others: readonly ApiModel[]): Record<string, string> {
  const known = new Map<string, string>();
  for (const other of [...others].reverse()) {
    for (const operation of other.operations) {
      if (hasShape(operation, other)) known.set(operationKey(operation.method, operation.path), other.id);
    }
  }
  const found = model.operations.flatMap((operation) => {
    const source = isOpen(operation, model)
      ? known.get(operationKey(operation.method, operation.path))
      : undefined;
    return source === undefined ? [] : [[operationKey(operation.method, operation.path), source] as const];
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
    const source = sources.get(shared[operationKey(operation.method, operation.path)] ?? "");
    const twin = source?.operations.find(
      (other) => operationKey(other.method, other.path) === operationKey(operation.method, operation.path),
    );
    if (!source || !twin?.response) return operation;
    const response = adopt(twin.response, source, schemas);
    return { ...operation, response, envelope: twin.envelope, resultFrom: source.id };
  });
  return { ...model, operations, schemas: new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Copies a schema of another snapshot and adds all schemas that it refers to to the map. A name that the map has for
 * another schema gets the id of that snapshot behind it.
 */
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
  return shape.kind === "value" && !operation.download && isUndescribed(shape.schema, model.schemas);
}

function hasShape(operation: Operation, model: ApiModel): boolean {
  const shape = responseShape(operation, model.schemas);
  return shape.kind === "page" || (shape.kind === "value" && !isUndescribed(shape.schema, model.schemas));
}

/** True for an object without members, and for a list or map of such objects. */
function isUndescribed(schema: Schema, schemas: ReadonlyMap<string, Schema>): boolean {
  const target = resolveSchema(schemas, schema);
  if (target.type === "array") return isUndescribed(target.items ?? {}, schemas);
  if (target.allOf || target.oneOf || target.anyOf || (target.type ?? "object") !== "object") return false;
  const { properties, additionalProperties: rest } = target;
  return !properties && (typeof rest !== "object" || isUndescribed(rest, schemas));
}
