import { type Operation, resolveSchema, type Schema, type Schemas, type ValueRow } from "@omada-sdk/model";

/** What a value may be when two schemas have to accept it. */
export function narrow(first: Schema, second: Schema): Schema {
  const narrowed: Schema = { ...first };
  if (first.type === "number" && second.type === "integer") narrowed.type = "integer";
  for (const keyword of ["minimum", "minLength", "minItems"] as const)
    setKeyword(narrowed, keyword, largest(first[keyword], second[keyword]));
  for (const keyword of ["maximum", "maxLength", "maxItems"] as const)
    setKeyword(narrowed, keyword, smallest(first[keyword], second[keyword]));
  for (const keyword of ["x-omada-range", "x-omada-length"] as const)
    setKeyword(narrowed, keyword, shared(first[keyword], second[keyword]));
  for (const keyword of ["pattern", "x-omada-format", "x-omada-unit"] as const)
    setKeyword(narrowed, keyword, first[keyword] ?? second[keyword]);
  if (second.format === "int32") narrowed.format = "int32";
  if (second.uniqueItems) narrowed.uniqueItems = true;
  narrowValues(narrowed, second);
  return narrowed;
}

/** Values that both name; a table of one row explains its value and forbids no other. */
function narrowValues(narrowed: Schema, second: Schema): void {
  const { "x-omada-values": table, enum: closed } = second;
  const allowed = closed ?? (table && table.length > 1 ? table.map(({ value }) => value) : undefined);
  if (!allowed) return;
  const names = new Set(allowed.map((value) => String(value).toLowerCase()));
  const isAllowed = (value: string | number): boolean => names.has(String(value).toLowerCase());
  if (narrowed.enum) {
    const both = narrowed.enum.filter(isAllowed);
    if (both.length > 0) narrowed.enum = both;
    return;
  }
  const both = narrowed["x-omada-values"]?.filter(({ value }) => isAllowed(value)) ?? [];
  narrowed["x-omada-values"] = both.length > 0 ? both : allowed.map((value) => ({ value }));
}

function setKeyword<K extends keyof Schema>(schema: Schema, keyword: K, value: Schema[K] | undefined): void {
  if (value !== undefined) schema[keyword] = value;
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function smallest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

type Limits = [low: number, high: number];

/** The part that two ranges share; where they share none, the first. */
function shared(a: Limits | undefined, b: Limits | undefined): Limits | undefined {
  if (!a || !b) return a ?? b;
  const low = Math.max(a[0], b[0]);
  const high = Math.min(a[1], b[1]);
  return low <= high ? [low, high] : a;
}

const cachedRows = new WeakMap<Operation, Schema>();

/**
 * The row of a list for samples: a member has the values that the filter for it has, so that rows show what the list
 * can be filtered by.
 */
export function filteredRow(list: Operation, row: Schema, schemas: Schemas): Schema {
  const before = cachedRows.get(list);
  if (before) return before;
  const declared = resolveSchema(schemas, row);
  const properties = { ...declared.properties };
  for (const { name, schema } of list.parameters) {
    const member = /^filters\.(\w+)$/.exec(name)?.[1] ?? "";
    const property = Object.hasOwn(properties, member) ? properties[member] : undefined;
    const values = property && tableFor(resolveSchema(schemas, property), schema["x-omada-values"]);
    if (values) properties[member] = { ...resolveSchema(schemas, property), "x-omada-values": values };
  }
  const made = { ...declared, properties };
  cachedRows.set(list, made);
  return made;
}

/** Filters are texts in the query, whatever the member is. */
function tableFor(member: Schema, table: readonly ValueRow[] | undefined): ValueRow[] | undefined {
  if (!table || table.length < 2 || member.enum) return undefined;
  const own = member["x-omada-values"];
  if (own) {
    const asked = new Set(table.map(({ value }) => String(value)));
    const both = own.filter(({ value }) => asked.has(String(value)));
    return both.length > 0 && !member["x-omada-bits"] ? both : undefined;
  }
  if (member.type === "string") return table.map(({ value }) => ({ value: String(value) }));
  if (member.type !== "integer") return undefined;
  const values = table.map(({ value }) => ({ value: Number(value) }));
  return values.every(({ value }) => Number.isInteger(value)) ? values : undefined;
}
