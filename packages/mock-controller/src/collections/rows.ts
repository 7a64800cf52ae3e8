import {
  type ApiModel,
  type Operation,
  type ResponseShape,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";
import { shapeMembers, withKnownMembers } from "../schema/known-members.js";
import { narrow } from "../schema/narrow.js";
import { sample } from "../schema/sample.js";
import type { Controller, Members } from "../state/controller.js";
import { hasJsonBody } from "./lists.js";
import { planOf } from "./plan.js";

/**
 * One row or detail: a sample of the schema with the members that the state has.
 * @param key what the sample belongs to, such as a MAC address; the same key gives the same sample
 */
export function rowOf(controller: Controller, schema: Schema, key: string, known: Members): unknown {
  const { schemas } = controller.behaviour.model;
  const { properties = {} } = resolveSchema(schemas, schema);
  const sampled = sampleOf(controller, schema, key);
  return withKnownMembers(schemas, schema, sampled, shapeMembers(schemas, properties, known));
}

/** What {@link rowOf} begins with. */
export function sampleOf({ behaviour: { model }, seed }: Controller, schema: Schema, key: string): unknown {
  return sample(model.schemas, schema, `${seed}/${key}`, "", writableSchemas(model));
}

/** A sampled value for an operation. */
function sampleFor(controller: Controller, operation: Operation, schema: Schema, key = ""): unknown {
  const seed = `${controller.seed}/${operation.method} ${operation.path}/${key}`;
  return sample(controller.behaviour.model.schemas, schema, seed);
}

const shapes = new WeakMap<Operation, ResponseShape>();

/** What an operation answers with, computed once. */
export function shapeOf({ behaviour: { model } }: Controller, operation: Operation): ResponseShape {
  const known = shapes.get(operation);
  if (known) return known;
  const shape = responseShape(operation, model.schemas);
  shapes.set(operation, shape);
  return shape;
}

const frames = new WeakMap<Controller, Map<Operation, Members>>();

/** The members of a page beside its rows, sampled once. */
export function frameOf(controller: Controller, operation: Operation): Members {
  const known = frames.get(controller) ?? new Map<Operation, Members>();
  frames.set(controller, known);
  const before = known.get(operation);
  if (before) return before;
  const shape = shapeOf(controller, operation);
  const sampled =
    shape.kind === "page" && shape.extra.length > 0 && sampleFor(controller, operation, shape.schema);
  const { data: _, ...frame } = (sampled || {}) as Record<string, unknown>;
  known.set(operation, frame);
  return frame;
}

/** Schemas of answers, with the stricter schemas that samples are made from. */
type Narrowed = ReadonlyMap<Schema, Schema>;

const narrowedByModel = new WeakMap<ApiModel, Narrowed>();

/**
 * Documents state the limits of a setting where it is written, and seldom where it is read. Made-up settings follow
 * these limits too, so that a client can send them back: the limits of the members that the answer of a GET and the
 * body of a PUT or PATCH share.
 */
function writableSchemas(model: ApiModel): Narrowed {
  const before = narrowedByModel.get(model);
  if (before) return before;
  const narrowed = new Map<Schema, Schema>();
  const done = new Set<string>();
  const ids = new Map<Schema, number>();
  const idOf = (schema: Schema): number => {
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return id;
  };
  const visit = (declaredRead: Schema, declaredWrite: Schema): void => {
    const read = resolveSchema(model.schemas, declaredRead);
    const write = resolveSchema(model.schemas, declaredWrite);
    const pair = `${idOf(read)}/${idOf(write)}`;
    if (read === write || done.has(pair) || !isOfType(read, write)) return;
    done.add(pair);
    if (read.type !== "object") narrowed.set(read, narrow(narrowed.get(read) ?? read, write));
    if (read.items && write.items) visit(read.items, write.items);
    for (const [name, property] of Object.entries(write.properties ?? {})) {
      const shown = read.properties?.[name];
      if (shown) visit(shown, property);
    }
  };
  for (const { read, write } of readWritePairs(model)) visit(read, write);
  narrowedByModel.set(model, narrowed);
  return narrowed;
}

/** Whether values of a schema can be of the type of another one. */
function isOfType(read: Schema, write: Schema): boolean {
  return read.type === write.type || (read.type === "number" && write.type === "integer");
}

/** The schemas of one thing where it is read and where it is written. */
function* readWritePairs(model: ApiModel): Generator<{ read: Schema; write: Schema }> {
  const { roles } = planOf(model);
  const reads = new Map(model.operations.filter(isRead).map((operation) => [operation.path, operation]));
  for (const operation of model.operations) {
    const { method, path, body } = operation;
    if ((method !== "PUT" && method !== "PATCH") || !body || !hasJsonBody(model, operation)) continue;
    const row = roles.get(operation)?.collection.row;
    if (row) yield { read: row, write: body.schema };
    const get = reads.get(path) ?? reads.get(path.slice(0, path.lastIndexOf("/")));
    const shape = get && responseShape(get, model.schemas);
    if (shape?.kind === "value") yield { read: shape.schema, write: body.schema };
  }
}

function isRead({ method, download }: Operation): boolean {
  return method === "GET" && !download;
}
