import type { Schema, ValueRow } from "@omada-sdk/model";
import { camel, pascal } from "../specs/case.js";

/** A value table as a named constant: `DeviceInfoStatus.connected`. */
export interface ValueConstant {
  name: string;
  /** Field it belongs to, for the doc comment. */
  field: string;
  members: { key: string; value: number | string }[];
}

/**
 * The value tables with labels of a list of schemas, one constant per field. Names follow the schema and the field,
 * so they stay when the table grows. A value without a name is no member: its number says no less.
 * @param made those of single schemas: lists of one snapshot share most of them
 */
export function valueConstants(
  names: readonly string[],
  schemas: ReadonlyMap<string, Schema>,
  made = new Map<string, readonly ValueConstant[]>(),
): ValueConstant[] {
  const constants = new Map<string, ValueConstant>();
  for (const name of names) {
    const own = made.get(name) ?? constantsOf(name, schemas.get(name));
    made.set(name, own);
    for (const constant of own) if (!constants.has(constant.name)) constants.set(constant.name, constant);
  }
  return [...constants.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function constantsOf(name: string, schema: Schema | undefined): ValueConstant[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([field, member]) => {
    const rows = (member.type === "array" ? member.items : member)?.["x-omada-values"];
    return (rows && toConstant(name, field, rows)) ?? [];
  });
}

function toConstant(schema: string, field: string, rows: readonly ValueRow[]): ValueConstant | undefined {
  if (!rows.some(({ label }) => label !== undefined)) return undefined;
  const keys = new Set<string>();
  const members = rows.flatMap(({ value, label }) => {
    const name = memberName(label, value);
    if (name === undefined) return [];
    const key = freeKey(name, value, keys);
    keys.add(key);
    return [{ key, value }];
  });
  if (members.length === 0) return undefined;
  return { name: schema + pascal(field), field: `${schema}.${field}`, members };
}

/** A name that is taken gets its value at its end. */
function freeKey(name: string, value: number | string, keys: ReadonlySet<string>): string {
  if (!keys.has(name)) return name;
  let key = name + wordOf(value);
  while (keys.has(key)) key += "_";
  return key;
}

/** Member name of a value: its label in camel case; undefined where the label is missing or no name. */
export function memberName(label: string | undefined, value: number | string): string | undefined {
  const name = camel((label ?? (typeof value === "string" ? value : "")).replaceAll("+", " Plus "));
  if (/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  return /^\d[A-Za-z0-9]*$/.test(name) ? `_${name}` : undefined;
}

/** A value as the end of an identifier. */
function wordOf(value: number | string): string {
  return String(value)
    .replace("-", "Minus")
    .replaceAll(/[^A-Za-z0-9]/g, "_");
}
