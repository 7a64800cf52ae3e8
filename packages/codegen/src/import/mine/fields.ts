import { plain } from "./text.js";

const DEFAULT =
  /(?:\bdefault(?: value)?(?: is| of|:| value(?: is| of)?)\s*|with the default value of )["'[]?(-?[A-Za-z0-9_.-]+)/i;
const QUERY_FIELDS = /^(fuzzy|filter) query parameters?,\s*support fields?\s+(.+)$/is;
const FIELD = /^[A-Za-z][A-Za-z0-9_.]*(?: [A-Za-z0-9]+){0,2}$/;
/** Behind the fields: their values, an example, a further sentence. */
const BEHIND_FIELDS =
  /:|\.(?:\s|$)|,\s*(?:it|its|one|each|for|like|such|should|the|e\.g|example)\b|\bexample\b/i;
/** An id that was copied in as an example. */
const EXAMPLE_ID = /^[0-9a-f]{16,}$/i;
const SORT = /sort parameters? may be one of asc or desc/i;

/** The default that a text names, if it is a plain value of the field's type. */
export function mineDefault(description: string, type: string): string | undefined {
  const value = DEFAULT.exec(plain(description))?.[1]?.replace(/\.+$/, "");
  if (value === undefined) return undefined;
  if (type === "boolean") return /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  if (type === "integer" || type === "number") return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
  return /^[A-Z][A-Z0-9_]+$/.test(value) ? value : undefined;
}

/** Fields that a `searchKey` looks through, or that a filter is about. Copied examples and clauses are left out. */
export function mineQueryFields(
  description: string,
): { kind: "search" | "filter"; fields: string[] } | undefined {
  const match = QUERY_FIELDS.exec(plain(description));
  if (!match) return undefined;
  const fields: string[] = [];
  for (const part of (match[2]?.split(BEHIND_FIELDS)[0] ?? "").split(/[,/]|\band\b|\bor\b/)) {
    const field = part.trim();
    if (!FIELD.test(field) || EXAMPLE_ID.test(field)) break;
    fields.push(field);
  }
  const kind = (match[1] ?? "").toLowerCase() === "fuzzy" ? "search" : "filter";
  return fields.length > 0 ? { kind, fields } : undefined;
}

/** True for the parameters that take `asc` or `desc`. */
export function isSort(description: string): boolean {
  return SORT.test(plain(description));
}

/** The mark that generators of clients append to the text of a deprecated field. */
const APPENDED = /(?:^|\s+)Deprecated\s*:?\s*$/;
/** A sentence of the text itself that says so of the field, not of one of its values. */
const STATED =
  /\b(?:this (?:field|parameter|subsection|property)|it) (?:is|has been|was) deprecated\b|(?:^|[.;]\s*)deprecated\b|^[^:;]*\(deprecated\)\s*\.?$/i;

/**
 * Whether a text marks its field as deprecated, and the text without an appended mark, which is no part of the
 * label in front of it.
 */
export function readDeprecation(text: string): { deprecated: boolean; rest: string } {
  const rest = text.replace(APPENDED, "");
  return { deprecated: rest !== text || STATED.test(rest), rest };
}
