import type { Operation, ResponseShape, Schema } from "@omada-sdk/codegen/model";
import { resolveSchema, responseShape } from "@omada-sdk/codegen/model";
import { overlay } from "../schema/overlay.js";
import { sample } from "../schema/sample.js";
import { shapeMembers } from "../schema/shape-as.js";
import type { Controller } from "../state/controller.js";
import type { Members } from "../state/request.js";
import { sendableOf } from "./sendable.js";

/**
 * One row or detail: a sample of the schema with the members that the state knows.
 * @param key what the sample belongs to, such as a MAC address; the same key gives the same sample
 */
export function rowOf(controller: Controller, schema: Schema, key: string, known: Members): unknown {
  const { schemas } = controller.model;
  const sampled = sample(schemas, schema, `${controller.seed}/${key}`, "", sendableOf(controller.model));
  const { properties = {} } = resolveSchema(schemas, schema);
  return overlay(schemas, schema, sampled, shapeMembers(schemas, properties, known));
}

/** A sampled value for an operation. */
function sampleFor(controller: Controller, operation: Operation, schema: Schema, key = ""): unknown {
  const seed = `${controller.seed}/${operation.method} ${operation.path}/${key}`;
  return sample(controller.model.schemas, schema, seed);
}

const shapes = new WeakMap<Operation, ResponseShape>();

/** What an operation answers with, found out once. */
export function shapeOf({ model }: Controller, operation: Operation): ResponseShape {
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
