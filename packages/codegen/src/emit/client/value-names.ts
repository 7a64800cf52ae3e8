import { camel } from "../../specs/case.js";

/** Member name of a value: its label in camel case; undefined where the label is missing or no name. */
export function memberName(label: string | undefined, value: number | string): string | undefined {
  const name = camel((label ?? (typeof value === "string" ? value : "")).replaceAll("+", " Plus "));
  if (/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  return /^\d[A-Za-z0-9]*$/.test(name) ? `_${name}` : undefined;
}

/** A value as the end of an identifier. */
export function wordOf(value: number | string): string {
  return String(value)
    .replace("-", "Minus")
    .replaceAll(/[^A-Za-z0-9]/g, "_");
}
