import type { Condition } from "@omada-sdk/model";
import type { RawSchema } from "../raw.js";
import type { Member, Notes } from "./member.js";
import { plain } from "./text.js";
import { mineValues } from "./values.js";

const KIND = "required|needed|necessary|mandatory|valid|effective|exists?|takes? effect";
const REQUIRED = new Set(["required", "needed", "necessary", "mandatory"]);
const FIELD = String.raw`(?:the\s+)?(?:value of\s+)?(?:the\s+)?(?:parameter\s*)?["'[]?(\w+)["'\]]?\s+(?:is|are|=|equals?)\s+(?:set to\s+)?`;
const VALUE = String.raw`["'[]?-?\w+["'\]]?`;
const VALUES = String.raw`(${VALUE}(?:(?:\s*,\s*or\s+|\s*,\s*|\s*/\s*|\s+or\s+)${VALUE})*)`;
const WHEN = String.raw`(?:when|if)(?:\s+and\s+only\s+if)?\s+`;

/** `required when [mode] is 1` */
const BEHIND = new RegExp(String.raw`\b(${KIND})\s+(?:only\s+)?${WHEN}${FIELD}${VALUES}`, "gi");
/** `when [mode] is 1, parameter [size] is required` */
const BEFORE = new RegExp(
  String.raw`\b${WHEN}${FIELD}${VALUES}?\s*,\s*(?:this (?:field|parameter)|(?:parameter\s*)?\[?(\w+)\]?)\s+is\s+(${KIND})\b(?!\s+(?:when|if)\b)`,
  "gi",
);
/** `and [size] is 2` behind a condition: both have to hold. */
const FURTHER = new RegExp(String.raw`^\s*and\s+${FIELD}${VALUES}`, "i");
/** What may follow the last value. Another word makes it the start of a longer name (`bridge vlan`). */
const ENDED = /^\s*(?:$|[.,;:()\n]|and\b|to be\b)/;
/** Words that stand where a value would, and are none. */
const NO_VALUES = /^(?:not|null|empty|none|a|an|the|one|in|less|more|greater|valid|selected|set|no)$/i;

/** The conditions under which a field counts, and the rest of its text. */
export interface ReadConditions {
  conditions: Condition[];
  /** The text without the conditions that were read: what else it says holds wherever they do. */
  rest: string;
}

/**
 * Reads on which members beside it a field depends. Several conditions on one member are alternatives; those on
 * different members have to hold together.
 */
export function readConditions(description: string, member: Member, notes?: Notes): ReadConditions {
  const text = plain(description);
  const conditions: Condition[] = [];
  const taken: [start: number, end: number][] = [];
  for (const match of text.matchAll(BEHIND)) {
    const [all, word = "", field = "", list = ""] = match;
    const values = readValues(list, text.slice(match.index + all.length), field, member);
    if (!values) continue;
    const end = match.index + all.length - list.length + values.length;
    const found = values.canHold && withFurther(conditionsOf(word, values), text.slice(end), member);
    if (!found) {
      notes?.leftOut("condition");
      continue;
    }
    conditions.push(...found.conditions);
    taken.push([match.index, end + found.length]);
  }
  for (const match of text.matchAll(BEFORE)) {
    const [all, field = "", list = "", subject, word = ""] = match;
    if (subject !== undefined && subject !== member.name && subject !== "it") continue;
    const values = readValues(list, "", field, member);
    if (!values || values.length !== list.length) continue;
    if (!values.canHold) {
      notes?.leftOut("condition");
      continue;
    }
    conditions.push(...conditionsOf(word, values));
    taken.push([match.index, match.index + all.length]);
  }
  return { conditions: unique(conditions), rest: without(text, taken) };
}

interface Values {
  field: string;
  /** As they are sent: the label `TCP` of a number is that number. */
  values: string[];
  /** Whether the field can have all of them. */
  canHold: boolean;
  /** How much of the list was read. */
  length: number;
}

/** The values of a list, as far as they are of one kind, or undefined when the field or a value is none. */
function readValues(list: string, behind: string, word: string, member: Member): Values | undefined {
  const field = siblingOf(word, member);
  if (field === undefined) return undefined;
  const sibling = member.siblings.get(field);
  const type = sibling?.type;
  const values: string[] = [];
  let length = 0;
  for (const match of list.matchAll(
    new RegExp(String.raw`(^|\s*,\s*or\s+|\s*,\s*|\s*/\s*|\s+or\s+)(${VALUE})`, "gi"),
  )) {
    const [all, separator = "", quoted = ""] = match;
    const value = asValue(quoted.replaceAll(/["'[\]]/g, ""), type);
    const goesOn = values.length === 0 || isAlike(values[0] ?? "", value ?? "", separator);
    if (value === undefined || !goesOn) break;
    values.push(value);
    length = match.index + all.length;
  }
  if (values.length === 0 || !ENDED.test(list.slice(length) + behind)) return undefined;
  // "1 or the lamp is on": the condition is not the only one.
  if (/^\s*or\b/.test(list.slice(length) + behind)) return undefined;
  const sent = sibling ? values.map((value) => sentFor(value, sibling)) : values;
  const known = sent.filter((value) => value !== undefined);
  return { field, values: known, canHold: known.length === sent.length, length };
}

/** What is sent for a value that a text names, or undefined when the field cannot have it. */
function sentFor(value: string, { type, description = "", enum: listed }: RawSchema): string | undefined {
  const isNumber = type === "integer" || type === "number";
  if (isNumber ? /^-?\d+$/.test(value) : type !== "string") return value;
  const table =
    listed?.map((key) => ({ value: key, label: undefined })) ?? mineValues(description, type ?? "");
  const row = table?.find((each) => isSameWord(String(each.value), value) || isSameWord(each.label, value));
  return row ? String(row.value) : isNumber || table ? undefined : value;
}

function isSameWord(label: string | undefined, word: string): boolean {
  return label?.toLowerCase() === word.toLowerCase();
}

/** The member beside the field that has this name, in any case of letters. */
function siblingOf(word: string, { name, siblings }: Member): string | undefined {
  if (siblings.has(word)) return word === name ? undefined : word;
  const alike = [...siblings.keys()].filter((key) => key.toLowerCase() === word.toLowerCase());
  return alike.length === 1 && alike[0] !== name ? alike[0] : undefined;
}

function asValue(word: string, type: RawSchema["type"]): string | undefined {
  if (NO_VALUES.test(word)) return undefined;
  if (type !== "boolean") return word;
  if (/^(?:true|enabled?|on)$/i.test(word)) return "true";
  return /^(?:false|disabled?|off)$/i.test(word) ? "false" : undefined;
}

/** Whether a further word of a list is a value too. After a comma a word in small letters starts a clause. */
function isAlike(first: string, next: string, separator: string): boolean {
  const kindOf = (value: string): string =>
    /^-?\d+$/.test(value) ? "number" : /^(?:true|false)$/.test(value) ? "boolean" : "word";
  if (kindOf(first) !== kindOf(next)) return false;
  return kindOf(first) !== "word" || !separator.includes(",") || /^[A-Z][A-Z0-9_]+$/.test(next);
}

function conditionsOf(word: string, { field, values }: Values): Condition[] {
  const kind = REQUIRED.has(word.toLowerCase()) ? "required" : "valid";
  return values.map((equals) => ({ kind, field, equals }));
}

/**
 * The conditions with those that "and" joins to them. If one cannot be read, "required" is left out, because it would
 * demand the field too often; "valid" stays, because the field counts in no other case.
 */
function withFurther(
  conditions: Condition[],
  behind: string,
  member: Member,
): { conditions: Condition[]; length: number } | undefined {
  const isNote = /^\s*\(/.test(behind);
  if (isNote || !/^\s*and\b(?!\s+(?:it|this|the default|only|should|must|can)\b)/.test(behind)) {
    return { conditions, length: 0 };
  }
  const required = conditions[0]?.kind === "required";
  if (required) return undefined;
  const [all = "", field = "", list = ""] = FURTHER.exec(behind) ?? [];
  const values = readValues(list, behind.slice(all.length), field, member);
  return values?.canHold
    ? {
        conditions: [...conditions, ...conditionsOf("valid", values)],
        length: all.length - list.length + values.length,
      }
    : { conditions, length: 0 };
}

function unique(conditions: readonly Condition[]): Condition[] {
  const seen = new Set<string>();
  return conditions.filter((condition) => {
    const key = JSON.stringify(condition);
    return seen.has(key) ? false : seen.add(key);
  });
}

function without(text: string, parts: readonly (readonly [number, number])[]): string {
  let rest = text;
  for (const [start, end] of [...parts].sort(([a], [b]) => b - a))
    rest = rest.slice(0, start) + rest.slice(end);
  return rest;
}
