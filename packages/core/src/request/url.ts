import { OmadaError } from "@omada-sdk/auth";
import { encode } from "./encode.js";

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
 * @returns throws OmadaError when a value is missing, empty, a dot segment, or neither string nor number
 */
export function pathFiller(template: string, label = template): FillPath {
  // What is between the parameters, and the parameters, in turns.
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
  // The URL parser would take these away together with the segment before them.
  if (text === "." || text === "..")
    throw new OmadaError(`${label}: the path parameter "${name}" may not be "${text}".`);
  return encode(text, () => `${label}: the path parameter "${name}"`);
}
