import type { Condition, SchemaFacts } from "@omada-sdk/model";
import type { RawSchema } from "../raw.js";
import { readConditions } from "./conditions.js";
import { mineDefault, readDeprecation } from "./fields.js";
import { mineFormat } from "./formats.js";
import type { Member, Place } from "./member.js";
import { mineLength, mineRange } from "./numbers.js";
import { switchOf } from "./switches.js";
import { mineUnit } from "./units.js";
import { mineValues } from "./values.js";

const SCALARS = new Set(["integer", "number", "string", "boolean"]);

/** A description, split into the parts that are mined separately. */
interface TakenApart {
  deprecated: boolean;
  conditions: Condition[];
  /** Without an appended mark of deprecation. */
  whole: string;
  /** Also without the conditions: what it says of the value wherever they hold. */
  unconditional: string;
}

/**
 * Adds the facts of the descriptions to a schema and to all schemas inside it. The schema is changed.
 * @param description the text of the member it is the schema of, where that is not its own
 */
export function annotateSchema(schema: RawSchema, place: Place, description = schema.description): void {
  const text = description === undefined ? undefined : takeApart(description, place);
  if (text) annotateMember(schema, text, place);
  annotateValue(schema, text, place);
  if (text) addSwitch(schema, text, place);
}

function takeApart(description: string, place: Place): TakenApart {
  const { deprecated, rest: whole } = readDeprecation(description);
  const { conditions, rest: unconditional } = readConditions(whole, place, place.notes);
  return { deprecated, conditions, whole, unconditional };
}

/** Adds what a text says about a member itself: that it is deprecated, and under which condition it counts. */
function annotateMember(
  schema: RawSchema,
  { deprecated, conditions }: TakenApart,
  { isMember, notes }: Place,
): void {
  if (schema.$ref !== undefined || !isMember) return;
  if (deprecated && schema.deprecated !== true) {
    schema.deprecated = true;
    notes.deprecated();
  }
  if (conditions.length > 0) schema["x-omada-conditions"] = conditions;
}

/** Adds what a text says about the values. The text of a list describes its items. */
function annotateValue(schema: RawSchema, text: TakenApart | undefined, place: Place): void {
  if (schema.type === "array" && schema.items) {
    const own = schema.items.description;
    annotateValue(schema.items, own === undefined ? text : takeApart(own, place), place);
  } else if (text && schema.$ref === undefined) {
    Object.assign(schema, mineValueFacts(schema, text, place));
  }
  const siblings = new Map(Object.entries(schema.properties ?? {}));
  for (const [name, child] of siblings) annotateSchema(child, place.member(name, siblings));
  if (typeof schema.additionalProperties === "object") {
    const own = schema.additionalProperties.description;
    annotateValue(schema.additionalProperties, own === undefined ? undefined : takeApart(own, place), place);
  }
}

/** Facts that a text has about a value. Keywords of the schema itself win over its text. */
export function mineValueFacts(
  schema: RawSchema,
  { whole, unconditional }: Pick<TakenApart, "whole" | "unconditional">,
  place: Pick<Place, "name" | "inUrl" | "notes">,
): SchemaFacts {
  const type = schema.type ?? "";
  const facts: SchemaFacts = {};
  if (!SCALARS.has(type)) return facts;
  const fallback = mineDefault(whole, type);
  if (fallback !== undefined) facts["x-omada-default"] = fallback;
  if (type === "boolean") return facts;
  const values = schema.enum ? undefined : mineValues(whole, type, place.inUrl);
  if (values) facts["x-omada-values"] = values;
  if (type === "string") {
    const length = completed(
      mineLength(unconditional, place.name, place.notes),
      schema.minLength,
      schema.maxLength,
    );
    if (length) facts["x-omada-length"] = length;
    const format =
      schema.format === undefined ? mineFormat(whole, place.name, schema, place.notes) : undefined;
    if (format !== undefined) facts["x-omada-format"] = format;
    return facts;
  }
  const range = completed(mineRange(unconditional, place.notes), schema.minimum, schema.maximum);
  if (range) facts["x-omada-range"] = range;
  const unit = mineUnit(whole);
  if (unit !== undefined) facts["x-omada-unit"] = unit;
  return facts;
}

/** Both bounds. Keywords win over the text; where they give one bound only, the text gives the other. */
function completed(
  stated: [number, number] | undefined,
  low: number | undefined,
  high: number | undefined,
): [number, number] | undefined {
  if (!stated || (low !== undefined && high !== undefined)) return undefined;
  const bounds: [number, number] = [low ?? stated[0], high ?? stated[1]];
  return bounds[0] < bounds[1] ? bounds : undefined;
}

/** Limits that count only under a switch carry it as a condition, so that no client checks them while it is off. */
function addSwitch(schema: RawSchema, { whole, conditions }: TakenApart, place: Member & Place): void {
  const value = schema.type === "array" ? schema.items : schema;
  if (!place.isMember || (!value?.["x-omada-range"] && !value?.["x-omada-length"])) return;
  const condition = switchOf(whole, place);
  if (!condition || conditions.some(({ field }) => field === condition.field)) return;
  schema["x-omada-conditions"] = [...conditions, condition];
  place.notes.underSwitch();
}
