import { type Operation, resolveSchema, type Schema } from "@omada-sdk/model";

/** One way in which a valid value can be made wrong. */
export interface Mutation {
  /** Which kind of fact it offends: `type`, `required`, `table`, … */
  kind: string;
  /** Where, as `body.rows[].name`. */
  where: string;
  /** The wrong value, as a whole. */
  value: unknown;
}

interface Place {
  schemas: ReadonlyMap<string, Schema>;
  /** Whether members may be left out. */
  sparse: boolean;
  where: string;
  /** The whole value with something else in this place. */
  put: (value: unknown) => unknown;
  /** Facts that were made wrong before, in another place or operation. */
  done: Set<Schema>;
}

type Members = Record<string, unknown>;

/**
 * Makes a valid body wrong in one place each: every fact of every schema that the body reaches and that was not `done`
 * before, and always the type of the body itself. Computed from the schema alone.
 */
export function bodyMutations(
  schemas: Place["schemas"],
  operation: Operation,
  valid: unknown,
  done: Set<Schema>,
): Mutation[] {
  const schema = operation.body?.schema ?? {};
  const sparse = operation.method === "PATCH";
  const place: Place = { schemas, sparse, where: "body", put: (value) => value, done };
  const resolved = resolveSchema(schemas, schema);
  const top = done.has(resolved) ? wrongType(resolved, place) : [];
  return [...top, ...mutationsOf(schema, valid, place)];
}

/** Adds every schema that a body can hold, references followed. */
export function collectSchemas(schemas: Place["schemas"], declared: Schema, into: Set<Schema>): void {
  const schema = resolveSchema(schemas, declared);
  if (into.has(schema)) return;
  into.add(schema);
  const others = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  for (const part of [...Object.values(schema.properties ?? {}), schema.items, others]) {
    if (part) collectSchemas(schemas, part, into);
  }
}

function mutationsOf(declared: Schema, value: unknown, place: Place): Mutation[] {
  const schema = resolveSchema(place.schemas, declared);
  if (value === undefined || value === null || place.done.has(schema)) return [];
  place.done.add(schema);
  const own = [...wrongType(schema, place), ...wrongScalars(schema, place)];
  if (schema.type === "array" && Array.isArray(value)) return [...own, ...wrongItems(schema, value, place)];
  if (schema.type === "object") return [...own, ...wrongMembers(schema, value as Members, place)];
  return own;
}

function wrongType(schema: Schema, { where, put }: Place): Mutation[] {
  const wrong = { string: 7, integer: 1.5, number: "7", boolean: "true", array: {}, object: [] }[
    schema.type as "string"
  ];
  return wrong === undefined ? [] : [{ kind: "type", where, value: put(wrong) }];
}

/** Texts and numbers that a schema does not allow, with the kind of fact that each offends. */
export function wrongScalarsOf(schema: Schema): [kind: string, wrong: string | number][] {
  if (schema.type === "string") return wrongTexts(schema);
  if (schema.type === "integer" || schema.type === "number") return wrongNumbers(schema);
  return [];
}

function wrongScalars(schema: Schema, { where, put }: Place): Mutation[] {
  return wrongScalarsOf(schema).map(([kind, wrong]) => ({ kind, where, value: put(wrong) }));
}

function wrongTexts(schema: Schema): [string, string][] {
  const { minLength, maxLength, pattern, "x-omada-length": length } = schema;
  const shortest = Math.max(minLength ?? 0, length?.[0] ?? 0);
  const longest = Math.min(maxLength ?? Number.POSITIVE_INFINITY, length?.[1] ?? Number.POSITIVE_INFINITY);
  const found: [string, string][] = [];
  if (Number.isFinite(longest)) found.push(["length", "x".repeat(longest + 1)]);
  if (shortest > 0) found.push(["length", "x".repeat(shortest - 1)]);
  if (tableOf(schema) && pattern === undefined) {
    found.push([schema.enum ? "enum" : "table", "No such value"]);
  }
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, "u");
  const offending = ["\u0007", " \n ", "\u20ac"].find((text) => whole && !whole.test(text));
  if (offending !== undefined) found.push(["pattern", offending]);
  return found;
}

function wrongNumbers(schema: Schema): [string, number][] {
  const { minimum, maximum, "x-omada-range": range } = schema;
  const table = tableOf(schema);
  const found: [string, number][] = [];
  if (table) {
    const numbers = [...table.map(Number), ...(range ?? [])];
    const most = schema["x-omada-bits"] ? table.reduce<number>((sum, bit) => sum + Number(bit), 0) : 0;
    found.push([schema.enum ? "enum" : "table", Math.max(most, ...numbers) + 1]);
    found.push([schema.enum ? "enum" : "table", Math.min(...numbers) - 1]);
  } else if (range) {
    found.push(["range", range[0] - 1], ["range", range[1] + 1]);
  }
  if (minimum !== undefined) found.push(["limits", minimum - 1]);
  if (maximum !== undefined) found.push(["limits", maximum + 1]);
  if (schema.format === "int32") found.push(["int32", 2 ** 31]);
  return found;
}

/** The values of a closed table, or of one that a text gives; those of one row only explain that value. */
function tableOf(schema: Schema): readonly (string | number)[] | undefined {
  const given = schema["x-omada-values"]?.map(({ value }) => value);
  return schema.enum ?? (given && given.length > 1 ? given : undefined);
}

function wrongItems(schema: Schema, value: readonly unknown[], place: Place): Mutation[] {
  const { where, put } = place;
  const { minItems = 0, maxItems, uniqueItems, items = {} } = schema;
  const found: Mutation[] = [];
  const [first] = value;
  if (minItems > 0) found.push({ kind: "items", where, value: put(value.slice(0, minItems - 1)) });
  if (first === undefined) return found;
  if (maxItems !== undefined) {
    found.push({ kind: "items", where, value: put(Array.from({ length: maxItems + 1 }, () => first)) });
  }
  if (uniqueItems) found.push({ kind: "unique", where, value: put([first, first]) });
  const inner = { ...place, where: `${where}[]`, put: (item: unknown) => put([item, ...value.slice(1)]) };
  return [...found, ...mutationsOf(items, first, inner)];
}

function wrongMembers(schema: Schema, value: Members, place: Place): Mutation[] {
  const { where, put, sparse } = place;
  const properties = Object.entries(schema.properties ?? {});
  const without = (name: string): Members => {
    const { [name]: _, ...rest } = value;
    return rest;
  };
  const missing = sparse ? [] : (schema.required ?? []);
  const found: Mutation[] = missing.flatMap((name) => [
    { kind: "required", where: `${where}.${name}`, value: put(without(name)) },
    { kind: "required", where: `${where}.${name}`, value: put({ ...value, [name]: null }) },
  ]);
  if (typeof schema.additionalProperties === "object") {
    for (const name of Object.keys(value)) properties.push([name, schema.additionalProperties]);
  }
  for (const [name, property] of properties) {
    const [needed] = sparse ? [] : reachableConditions(schema, property, place.schemas, ["required"]);
    if (needed) {
      const broken = { ...without(name), [needed.field]: needed.value };
      found.push({ kind: "condition", where: `${where}.${name}`, value: put(broken) });
    }
    const inner = {
      ...place,
      where: `${where}.${name}`,
      put: (member: unknown) =>
        put({ ...value, [name]: member, ...whereLimitsCount(schema, name, place.schemas) }),
    };
    found.push(...mutationsOf(property, value[name], inner));
  }
  return found;
}

/** Members beside another one, such that the limits of that one count: its switches are on, its condition holds. */
function whereLimitsCount(schema: Schema, name: string, schemas: Place["schemas"]): Members {
  const properties = schema.properties ?? {};
  const switches = Object.keys(properties).filter((other) => {
    const subject = /^(\w+?)Enabled?$/.exec(other)?.[1] ?? /^enable([A-Z]\w*)$/.exec(other)?.[1];
    return (
      subject !== undefined &&
      other !== name &&
      name.toLowerCase().startsWith(subject.toLowerCase()) &&
      resolveSchema(schemas, properties[other]).type === "boolean"
    );
  });
  const [condition] = reachableConditions(schema, properties[name] ?? {}, schemas, [
    "required",
    "valid",
  ]).filter(({ field }) => field !== name);
  return {
    ...Object.fromEntries(switches.map((other) => [other, true])),
    ...(condition ? { [condition.field]: condition.value } : {}),
  };
}

/** Conditions on a value that the other member can have, with that value in its type. */
function reachableConditions(
  schema: Schema,
  property: Schema,
  schemas: Place["schemas"],
  kinds: readonly string[],
): { field: string; value: unknown }[] {
  return (property["x-omada-conditions"] ?? []).flatMap(({ kind, field, equals }) => {
    if (!kinds.includes(kind)) return [];
    const other = resolveSchema(schemas, schema.properties?.[field]);
    const values = tableOf(other) ?? (other.type === "boolean" ? [true, false] : [equals]);
    const value = values.find((known) => String(known) === equals);
    if (value === undefined) return [];
    return [{ field, value: other.type === "integer" ? Number(value) : value }];
  });
}
