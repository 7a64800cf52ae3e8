import type { Condition, Schema } from "./api-model.js";
import { resolveSchema } from "./schema.js";

/** The schemas of an interface by name. */
export type Schemas = ReadonlyMap<string, Schema>;

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
export function conditionsOf(schemas: Schemas, schema: Schema): NeededMember[] {
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
function canBe(schema: Schema, value: string): boolean {
  if (schema.type === "boolean") return value === "true" || value === "false";
  const values = schema.enum ?? schema["x-omada-values"]?.map((row) => row.value);
  if (values) return values.some((known) => String(known) === value);
  return schema.type === "integer" ? /^-?\d+$/.test(value) : schema.type === "string";
}

type ObjectMembers = Readonly<Record<string, unknown>>;

/** Whether the limits of a member count, by the values of the members beside it. */
type Gate = (members: ObjectMembers) => boolean;

/** `trafficLimitEnable` and `poeEnabled`, or `enableNat`. */
const SWITCH_NAME = /^(?:(\w+?)Enabled?|enable([A-Z0-9]\w*))$/;
/** Names of things that are switched as a whole: `radioId` says which radio it is, whether that is on or off. */
const SWITCHABLE_THINGS: ReadonlySet<string> = new Set(["radio", "ssid"]);

/**
 * The members of a schema whose limits count in some cases only: those with a condition on another member, and those
 * that a switch beside them is about. `trafficLimit` may be 0 while `trafficLimitEnable` is false, although its range
 * starts at 1. Where the other member is not sent, the limits count.
 */
export function gatesOf(schemas: Schemas, schema: Schema): ReadonlyMap<string, Gate> {
  const properties = schema.properties ?? {};
  const switches = Object.keys(properties).flatMap((name) => {
    const subject = subjectOf(name);
    const isSwitch = subject !== undefined && resolveSchema(schemas, properties[name]).type === "boolean";
    return isSwitch ? [{ name, subject }] : [];
  });
  const gates = new Map<string, Gate>();
  for (const [member, property] of Object.entries(properties)) {
    const own = switches.filter(({ name, subject }) => name !== member && isAbout(subject, member));
    const conditions = conditionsOn(schemas, properties, member, property);
    if (own.length === 0 && conditions.length === 0) continue;
    gates.set(
      member,
      (members) =>
        own.every(({ name }) => members[name] !== false) &&
        (conditions.length === 0 || conditions.some((condition) => mayHold(condition, members))),
    );
  }
  return gates;
}

/** What a switch is about, as the members call it: `nat` for `enableNat`. */
function subjectOf(name: string): string | undefined {
  const [, before, after] = SWITCH_NAME.exec(name) ?? [];
  const subject = before ?? (after && after.charAt(0).toLowerCase() + after.slice(1));
  return subject === undefined || SWITCHABLE_THINGS.has(subject) ? undefined : subject;
}

/** `trafficLimit` and `trafficLimitFrequency` belong to `trafficLimitEnable`. */
function isAbout(subject: string, member: string): boolean {
  return member.startsWith(subject) && /^(?:$|[A-Z0-9])/.test(member.slice(subject.length));
}

/** The conditions that the members beside this one decide. */
function conditionsOn(
  schemas: Schemas,
  properties: Readonly<Record<string, Schema>>,
  member: string,
  { "x-omada-conditions": conditions = [] }: Schema,
): Condition[] {
  return conditions.filter(
    ({ field, equals }) => field !== member && canBe(resolveSchema(schemas, properties[field]), equals),
  );
}

function mayHold({ field, equals }: Condition, members: ObjectMembers): boolean {
  const value = members[field];
  return value === undefined || value === null || String(value) === equals;
}
