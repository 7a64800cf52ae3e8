import { OmadaError } from "@omada-sdk/auth";
import { encode } from "./encode.js";

/**
 * Writes a query string. Nested objects become dotted names (`{ filters: { tag: "x" } }` is `filters.tag=x`), arrays
 * repeat their name, undefined and null are left out.
 * @throws OmadaError for values that have no text form, such as dates, functions and NaN
 */
export function serializeQuery(query: Record<string, unknown>): string {
  const parts: string[] = [];
  append(parts, "", query);
  return parts.join("&");
}

function append(parts: string[], name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) if (item !== undefined && item !== null) parts.push(pair(name, item));
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) append(parts, name ? `${name}.${key}` : key, member);
  } else {
    parts.push(pair(name, value));
  }
}

function pair(name: string, value: unknown): string {
  const fine =
    typeof value === "string" ||
    typeof value === "boolean" ||
    typeof value === "bigint" ||
    (typeof value === "number" && Number.isFinite(value));
  if (!fine)
    throw new OmadaError(`The query parameter "${name}" has to be a string, a finite number or a boolean.`);
  const what = () => `The query parameter "${name}"`;
  return `${encode(name, what)}=${encode(String(value), what)}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
