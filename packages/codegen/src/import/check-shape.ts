import { COMBINERS } from "@omada-sdk/model";
import { ImportError, isRecord, printable, UNSAFE } from "../files/input-error.js";
import type { RawOperation } from "./raw.js";

const TYPES = new Set(["object", "array", "string", "integer", "number", "boolean"]);
const NUMBERS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];
const COUNTS = new Set(NUMBERS.slice(2));
const MARKS = ["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"];
const PLACES = new Set(["path", "query", "header", "cookie"]);
const PARAMETER_NAME = /^[A-Za-z0-9_$.[\]-]{1,100}$/;
const MAX_DEPTH = 100;

/**
 * Refuses what the importer could not carry over without guessing: a parameter without a usable name, a schema whose
 * keywords have other types than OpenAPI 3.0 gives them, a value that would break a line of generated code.
 * @throws ImportError naming the file, the place and what is wrong there
 */
export function checkOperation(operation: RawOperation, where: string, file: string): void {
  const refuse: Refuse = refuser(file, where);
  const { tags, operationId, description, parameters, requestBody, responses } = operation as Record<
    string,
    unknown
  >;
  if (tags !== undefined && !isTextList(tags)) refuse(`has "tags" that are no list of names`);
  if (operationId !== undefined && typeof operationId !== "string")
    refuse("has an operationId that is no text");
  if (description !== undefined && typeof description !== "string")
    refuse("has a description that is no text");
  if (parameters !== undefined && !Array.isArray(parameters)) refuse(`has "parameters" that are no list`);
  for (const parameter of (parameters as unknown[] | undefined) ?? []) checkParameter(parameter, where, file);
  if (requestBody !== undefined) {
    if (!isRecord(requestBody)) refuse("has a requestBody that is no object");
    else checkContent(requestBody.content, where, file);
  }
  for (const response of Object.values(responses as Record<string, unknown>)) {
    if (!isRecord(response)) refuse("has a response that is no object");
    else checkContent(response.content, where, file);
  }
}

function checkParameter(parameter: unknown, where: string, file: string): void {
  const refuse: Refuse = refuser(file, where);
  if (!isRecord(parameter)) refuse("has a parameter that is no object");
  const { name, in: place, schema, description } = parameter;
  if (typeof name !== "string" || !PARAMETER_NAME.test(name) || name === "__proto__") {
    refuse(`has a parameter whose name is not usable: ${printable(name)}`);
  }
  if (!PLACES.has(place as string)) {
    refuse(`has parameter ${name} in ${printable(place)}; expected path, query, header or cookie`);
  }
  if (description !== undefined && typeof description !== "string")
    refuse(`has parameter ${name} with a description that is no text`);
  const odd = oddFact(parameter);
  if (odd !== undefined) refuse(`has parameter ${name} with ${odd} that is not as a snapshot has it`);
  if (schema !== undefined) checkSchema(schema, `${where} ?${name}`, file);
}

function checkContent(content: unknown, where: string, file: string): void {
  const refuse: Refuse = refuser(file, where);
  if (content === undefined) return;
  if (!isRecord(content)) refuse("has a content that is no object");
  for (const [type, media] of Object.entries(content)) {
    if (!/^[\w.+*-]+\/[\w.+*-]+(;[\w =".-]+)?$/.test(type) || !isRecord(media)) {
      refuse(`has a media type that is not usable: ${printable(type)}`);
    } else if (media.schema !== undefined) checkSchema(media.schema, where, file);
  }
}

/** Checks a schema and everything nested in it. */
export function checkSchema(schema: unknown, where: string, file: string, depth = 0): void {
  const refuse: Refuse = refuser(file, where);
  if (!isRecord(schema)) refuse("has a schema that is no object");
  if (depth > MAX_DEPTH) refuse(`is nested more than ${MAX_DEPTH} levels deep`);
  checkKeywords(schema, refuse);
  const { properties, items, additionalProperties } = schema;
  if (properties !== undefined && !isRecord(properties)) refuse(`has "properties" that are no object`);
  for (const [name, child] of Object.entries((properties as object | undefined) ?? {})) {
    checkSchema(child, `${where}.${name}`, file, depth + 1);
  }
  if (items !== undefined) checkSchema(items, `${where}[]`, file, depth + 1);
  if (additionalProperties !== undefined && typeof additionalProperties !== "boolean")
    checkSchema(additionalProperties, `${where}{}`, file, depth + 1);
  for (const combiner of COMBINERS) {
    const parts = schema[combiner];
    if (parts === undefined) continue;
    if (!Array.isArray(parts)) refuse(`has "${combiner}" that is no list`);
    for (const part of parts) checkSchema(part, where, file, depth + 1);
  }
}

function checkKeywords(schema: Record<string, unknown>, refuse: Refuse): void {
  const { type, format, pattern, description, required } = schema;
  if (type !== undefined && !TYPES.has(type as string)) {
    refuse(`has the type ${printable(type)}; expected one type of OpenAPI 3.0`);
  }
  if (format !== undefined && !(typeof format === "string" && /^[\w.+-]{1,40}$/.test(format)))
    refuse(`has the format ${printable(format)}, which is no format's name`);
  for (const [key, value] of Object.entries({ pattern, description, $ref: schema.$ref })) {
    if (value !== undefined && typeof value !== "string") refuse(`has a ${key} that is no text`);
  }
  for (const key of NUMBERS) {
    const value = schema[key];
    if (value === undefined) continue;
    if (typeof value !== "number" || !Number.isFinite(value)) refuse(`has a ${key} that is no number`);
    if (COUNTS.has(key) && !(Number.isSafeInteger(value) && value >= 0))
      refuse(`has a ${key} that counts nothing: ${printable(value)}`);
  }
  for (const key of MARKS) {
    if (schema[key] !== undefined && typeof schema[key] !== "boolean")
      refuse(`has ${key} that is neither true nor false`);
  }
  const odd = oddFact(schema);
  if (odd !== undefined) refuse(`has ${odd} that is not as a snapshot has it`);
  if (required !== undefined && !isTextList(required)) refuse(`has "required" that is no list of names`);
  checkEnum(schema.enum, refuse);
}

function checkEnum(values: unknown, refuse: Refuse): void {
  if (values === undefined) return;
  const bad = Array.isArray(values)
    ? values.find(
        (value) =>
          !(value === null || isFiniteNumber(value) || (typeof value === "string" && !UNSAFE.test(value))),
      )
    : "no list";
  if (bad !== undefined) refuse(`has an enum with a value that is not usable: ${printable(bad)}`);
}

function isFiniteNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

type Refuse = (problem: string) => never;

function refuser(file: string, where: string): Refuse {
  return (problem) => {
    throw new ImportError(`${file}: ${printable(where).slice(1, -1)} ${problem}`);
  };
}

/**
 * The fields that snapshots add. Documents that were made from a snapshot, such as the mock controller's, have them, too.
 * The importer takes them over, so they must have the form that they have in snapshots.
 */
const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  "x-omada-values": (value) => isListOf(value, isRow),
  "x-omada-bits": (value) => typeof value === "boolean",
  "x-omada-range": isPair,
  "x-omada-length": isPair,
  "x-omada-unit": isText,
  "x-omada-default": isText,
  "x-omada-format": isText,
  "x-omada-conditions": (value) => isListOf(value, isCondition),
  "x-omada-search-fields": (value) => isListOf(value, isText),
  "x-omada-filter-fields": (value) => isListOf(value, isText),
};

/** The first of these fields that has another form. */
function oddFact(holder: Record<string, unknown>): string | undefined {
  return Object.keys(holder).find((key) => {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
    return check !== undefined && holder[key] !== undefined && !check(holder[key]);
  });
}

function isRow(row: unknown): boolean {
  if (!isRecord(row)) return false;
  const { value, label } = row;
  return (isText(value) || Number.isFinite(value)) && (label === undefined || isText(label));
}

function isCondition(condition: unknown): boolean {
  if (!isRecord(condition)) return false;
  const { kind, field, equals } = condition;
  return (kind === "required" || kind === "valid") && isText(field) && isText(equals);
}

function isPair(value: unknown): boolean {
  return isListOf(value, Number.isFinite) && (value as unknown[]).length === 2;
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !UNSAFE.test(value);
}
