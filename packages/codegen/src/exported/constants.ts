import { memberName, wordOf } from "../emit/client/value-names.js";
import { commentText } from "../emit/print.js";
import type { Schema, ValueRow } from "../model/types.js";
import { pascal } from "../names/case.js";

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
 */
export function valueConstants(
  names: readonly string[],
  schemas: ReadonlyMap<string, Schema>,
): ValueConstant[] {
  const constants: ValueConstant[] = [];
  const taken = new Set<string>();
  for (const name of names) {
    for (const [field, schema] of Object.entries(schemas.get(name)?.properties ?? {})) {
      const rows = (schema.type === "array" ? schema.items : schema)?.["x-omada-values"];
      const constant = rows ? toConstant(name, field, rows) : undefined;
      if (!constant || taken.has(constant.name)) continue;
      taken.add(constant.name);
      constants.push(constant);
    }
  }
  return constants.sort((a, b) => (a.name < b.name ? -1 : 1));
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

const NAME_OF = 'export { nameOf } from "./name-of.js";\n';

/** The module of a snapshot that finds the names of values. */
export const NAME_OF_MODULE = {
  js: `export const nameOf = (table, value) => {
  for (const name of Object.keys(table)) if (table[name] === value) return name;
  return undefined;
};
`,
  dts: `/**
 * Name of a value in a table of constants: \`nameOf(DeviceInfoStatus, device.status)\` is "connected".
 * @param value undefined and values that newer controllers may send have no name
 */
export declare function nameOf<Table extends Readonly<Record<string, string | number>>>(
  table: Table,
  value: string | number | null | undefined,
): (keyof Table & string) | undefined;
`,
};

/** Module text of constants: `export const DeviceInfoStatus = Object.freeze({ … })`. */
export function valuesModule(constants: readonly ValueConstant[]): { js: string; dts: string } {
  const body = (members: ValueConstant["members"], separator: string, prefix: string): string =>
    members.map(({ key, value }) => `  ${prefix}${key}: ${JSON.stringify(value)}${separator}\n`).join("");
  const js = constants.map(
    ({ name, members }) =>
      `export const ${name} = /* @__PURE__ */ Object.freeze({\n${body(members, ",", "")}});\n`,
  );
  const dts = constants.map(
    ({ name, field, members }) =>
      `/** Values of \`${commentText(field)}\`. */\nexport declare const ${name}: {\n${body(members, ";", "readonly ")}};\n`,
  );
  return { js: NAME_OF + js.join(""), dts: NAME_OF + dts.join("") };
}
