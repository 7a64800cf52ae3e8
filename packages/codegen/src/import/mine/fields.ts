import type { Condition } from "../../model/types.js";
import { plain } from "./text.js";

const CONDITION =
  /(required|needed|necessary|valid|effective|exists?|takes? effect)\s+(?:only\s+)?(?:when|if)\s+(?:the\s+)?(?:value of\s+)?(?:parameter\s*)?["'[]?(\w+)["'\]]?\s+(?:is|are|=|equals?)\s+(?:set to\s+)?["'[]?([\w.-]+)/gi;
const REQUIRED = new Set(["required", "needed", "necessary"]);
const DEFAULT =
  /(?:\bdefault(?: value)?(?: is| of|:| value(?: is| of)?)\s*|with the default value of )["'[]?(-?[A-Za-z0-9_.-]+)/i;
const QUERY_FIELDS = /^(fuzzy|filter) query parameters?,\s*support fields?\s+(.+)$/is;
const FIELD = /^[A-Za-z][A-Za-z0-9_.]*(?: [A-Za-z0-9]+){0,2}$/;
const SORT = /sort parameters? may be one of asc or desc/i;

/** Siblings and values on which a field depends; `siblings` keeps words of the sentence from becoming fields. */
export function mineConditions(description: string, siblings: ReadonlySet<string>): Condition[] {
  const found = [...plain(description).matchAll(CONDITION)].flatMap(([, word, field, value]): Condition[] => {
    if (field === undefined || value === undefined || !siblings.has(field)) return [];
    const kind = REQUIRED.has((word ?? "").toLowerCase()) ? "required" : "valid";
    return [{ kind, field, equals: value.replace(/\.+$/, "") }];
  });
  const seen = new Set<string>();
  return found.filter((condition) => {
    const key = JSON.stringify(condition);
    return seen.has(key) ? false : seen.add(key);
  });
}

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
  for (const part of (match[2] ?? "").split(/[,/:.]|\band\b|\bor\b/)) {
    const field = part.trim();
    if (!FIELD.test(field) || /^(it|its|the|example|should) /i.test(field)) break;
    fields.push(field);
  }
  const kind = (match[1] ?? "").toLowerCase() === "fuzzy" ? "search" : "filter";
  return fields.length > 0 ? { kind, fields } : undefined;
}

/** True for the parameters that take `asc` or `desc`. */
export function isSort(description: string): boolean {
  return SORT.test(plain(description));
}

/** Formats of strings that the samplers and doc comments can use. */
export function mineFormat(description: string): string | undefined {
  const text = plain(description);
  if (/\bmac address\b|AA-BB-CC|\bmac of\b/i.test(text)) return "mac";
  if (/\bipv6 address\b/i.test(text)) return "ipv6";
  if (/\bip(v4)? address\b/i.test(text)) return "ipv4";
  return undefined;
}
