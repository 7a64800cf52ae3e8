import type { ValueConstant } from "../../exported/constants.js";
import { commentText } from "../print.js";

const NAME_OF = 'export { nameOf } from "./name-of.js";\n';

/** The module of a snapshot that finds the names of values. */
export const NAME_OF_MODULE = {
  js: "export const nameOf = (table, value) => Object.keys(table).find((name) => table[name] === value);\n",
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
