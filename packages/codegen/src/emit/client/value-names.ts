import { camel } from "../../names/case.js";

/** Member name of a value: its label in camel case, or `value7` where the label is missing or no name. */
export function memberName(label: string | undefined, value: number | string): string {
  const name = camel((label ?? (typeof value === "string" ? value : "")).replaceAll("+", " Plus "));
  if (/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  const digits = `value${wordOf(value)}`;
  return name === "" ? digits : /^\d[A-Za-z0-9]*$/.test(name) ? `_${name}` : digits;
}

/** A value as the end of an identifier. */
export function wordOf(value: number | string): string {
  return String(value)
    .replace("-", "Minus")
    .replaceAll(/[^A-Za-z0-9]/g, "_");
}
