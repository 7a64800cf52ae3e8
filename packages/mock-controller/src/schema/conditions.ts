import { type Condition, resolveSchema, type Schema } from "@omada-sdk/codegen/model";

/** A member that has to be there when `holds` is true of the object. */
export interface NeededMember {
  member: string;
  holds: (members: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * The members that a schema needs by the value of one beside them. Only conditions on values that the other member can
 * have count: some texts name the meaning of a value in its place (`mode` is a number, `timing` its meaning). That a
 * member is only valid in some case forbids nothing; controllers ignore it otherwise.
 */
export function conditionsOf(schemas: ReadonlyMap<string, Schema>, schema: Schema): NeededMember[] {
  const properties = schema.properties ?? {};
  return Object.entries(properties).flatMap(([member, { "x-omada-conditions": conditions = [] }]) => {
    const needed = conditions.filter(
      ({ kind, field, equals }) =>
        kind === "required" && canBe(resolveSchema(schemas, properties[field]), equals),
    );
    return needed.length === 0 ? [] : [{ member, holds: (members) => needed.some(isTrueOf(members)) }];
  });
}

function isTrueOf(members: Readonly<Record<string, unknown>>): (condition: Condition) => boolean {
  return ({ field, equals }) =>
    Object.hasOwn(members, field) && members[field] !== null && String(members[field]) === equals;
}

/** Whether a member can have a value at all. */
export function canBe(schema: Schema, value: string): boolean {
  if (schema.type === "boolean") return value === "true" || value === "false";
  const values = schema.enum ?? schema["x-omada-values"]?.map((row) => row.value);
  if (values) return values.some((known) => String(known) === value);
  return schema.type === "integer" ? /^-?\d+$/.test(value) : schema.type === "string";
}
