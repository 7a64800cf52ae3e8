import { OmadaError } from "@omada-sdk/auth";

const PARAMETER = /\{([^{}]+)\}/g;

/** Names of the parameters in a path template, in order. */
export function pathParameters(template: string): string[] {
  return Array.from(template.matchAll(PARAMETER), ([, name = ""]) => name);
}

/** Puts values into a path template. */
export type FillPath = (values: Record<string, unknown>) => string;

/**
 * Prepares a path template for filling in values, percent-encoded.
 * @param template such as "/openapi/v1/{omadacId}/sites/{siteId}"
 * @param label names the operation in errors
 * @returns a function that throws OmadaError when a value is missing, empty, a dot segment, or neither string nor number
 */
export function pathFiller(template: string, label = template): FillPath {
  // Alternately the text between the parameters, and a parameter.
  const parts = template.split(PARAMETER);
  return (values) => {
    let path = parts[0] as string;
    for (let index = 1; index < parts.length; index += 2) {
      const name = parts[index] as string;
      path += encodeSegment(values[name], name, label) + parts[index + 1];
    }
    return path;
  };
}

/** Fills in a path template that is used once; see {@link pathFiller}. */
export function fillPath(template: string, values: Record<string, unknown>, label = template): string {
  return pathFiller(template, label)(values);
}

function encodeSegment(value: unknown, name: string, label: string): string {
  if (value === undefined || value === null)
    throw new OmadaError(`${label}: the path parameter "${name}" is missing.`);
  if (typeof value !== "string" && typeof value !== "number")
    throw new OmadaError(`${label}: the path parameter "${name}" has to be a string or a number.`);
  const text = String(value);
  if (text === "") throw new OmadaError(`${label}: the path parameter "${name}" is empty.`);
  // The URL parser would remove these together with the segment before them.
  if (text === "." || text === "..")
    throw new OmadaError(`${label}: the path parameter "${name}" may not be "${text}".`);
  return encode(text, () => `${label}: the path parameter "${name}"`);
}

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
  const isAllowed =
    typeof value === "string" ||
    typeof value === "boolean" ||
    typeof value === "bigint" ||
    (typeof value === "number" && Number.isFinite(value));
  if (!isAllowed)
    throw new OmadaError(`The query parameter "${name}" has to be a string, a finite number or a boolean.`);
  const describe = () => `The query parameter "${name}"`;
  return `${encode(name, describe)}=${encode(String(value), describe)}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Text that needs no encoding: most ids, names of parameters and numbers. */
const PLAIN = /^[\w.~!*'()-]*$/;

/**
 * Percent-encodes one path segment, query name or query value.
 * @param describe names the value in the error
 * @throws OmadaError for half a surrogate pair, which has no UTF-8 form
 */
function encode(text: string, describe: () => string): string {
  if (PLAIN.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    throw new OmadaError(`${describe()} holds half a character.`);
  }
}
