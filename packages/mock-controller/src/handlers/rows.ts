import type { Operation, Schema } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { overlay } from "../sample/overlay.js";
import { sample } from "../sample/sample.js";
import type { Members } from "./types.js";

/**
 * One row or detail: a sample of the schema with the members that the state knows.
 * @param key what the sample belongs to, such as a MAC address; the same key gives the same sample
 */
export function rowOf(controller: Controller, schema: Schema, key: string, known: Members): unknown {
  const { schemas } = controller.model;
  return overlay(schemas, schema, sample(schemas, schema, `${controller.seed}/${key}`), known);
}

/** A sampled value for an operation. */
export function sampleFor(controller: Controller, operation: Operation, schema: Schema, key = ""): unknown {
  const seed = `${controller.seed}/${operation.method} ${operation.path}/${key}`;
  return sample(controller.model.schemas, schema, seed);
}
