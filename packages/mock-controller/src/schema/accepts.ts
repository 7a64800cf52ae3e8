import type { Schema } from "@omada-sdk/codegen/model";
import { type AcceptRules, checkOf, type Schemas } from "./check.js";

/** Tells whether a schema accepts a value, as strictly as the rules say. */
export function accepts(schemas: Schemas, declared: Schema, value: unknown, rules: AcceptRules): boolean {
  return checkOf(schemas, declared, rules)(value);
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
