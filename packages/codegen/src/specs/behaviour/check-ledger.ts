import { type LieEffect, STATUSES } from "./ledger-rows.js";

/** The lists of the ledger, beside its `facts`. */
export const SECTIONS = ["profiles", "quirks", "lies", "refusedValues", "unknownIds"] as const;
type Section = (typeof SECTIONS)[number];
type Row = Record<string, unknown>;

/** What a member has to be, and the test for it. */
interface Demand {
  what: string;
  holds: (value: unknown, row: Row) => boolean;
  optional?: true;
}

const sentence: Demand = { what: "a text of one line", holds: isText };
const versions: Demand = { what: 'where it was seen, "6.2.0.17 (OC200)"', holds: isText };
const pattern = (of: string): Demand => ({ what: `a pattern of ${of}`, holds: isPattern });
const id: Demand = {
  what: "a name in small letters, a-b-c",
  holds: (value) => isText(value) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
};
const maybe = (demand: Demand): Demand => ({ ...demand, optional: true });

const EFFECTS: Record<LieEffect["kind"], readonly string[]> = {
  "not-stored": [],
  "stored-but-failed": ["code"],
  refused: ["code"],
  ignored: ["members"],
  state: [],
};

const DEMANDS: Record<Section, Record<string, Demand>> = {
  profiles: {
    id: { what: "the id of a snapshot", holds: isText },
    groupDocuments: { what: "true or false", holds: (value) => typeof value === "boolean" },
    info: {
      what: 'the result of /api/info, { "controllerVer": "6.2.0.17" }, or null',
      holds: (value) => value === null || (isObject(value) && isText(value.controllerVer)),
    },
    seen: versions,
  },
  quirks: {
    id: {
      what: "a name like unknownPathStatus",
      holds: (value) => isText(value) && /^[a-z][A-Za-z]+$/.test(value),
    },
    question: { what: "a question", holds: (value) => isText(value) && value.endsWith("?") },
    one: maybe({
      what: "a list of at least two values",
      holds: (value) => Array.isArray(value) && value.length > 1,
    }),
    list: maybe({
      what: 'a list of names, "operations" or "lies"',
      holds: (value) => value === "operations" || value === "lies" || isTexts(value),
    }),
    count: maybe({ what: "true", holds: (value) => value === true }),
    default: { what: "one of its values", holds: fits },
    holds: maybe({
      what: 'a list of { "line"?: "v6", "flavour"?: "local", "from"?: "6.2", "to"?: "6.2.0.17", "value": … } with values that it may have and, in the first, not its default',
      holds: (value, row) => Array.isArray(value) && value.length > 0 && value.every(isValueOf(row)),
    }),
    status: { what: `one of ${STATUSES.join(", ")}`, holds: (value) => STATUSES.includes(value as never) },
    evidence: sentence,
  },
  lies: {
    id,
    what: sentence,
    fact: maybe({ what: "the id of a fact", holds: id.holds }),
    calls: maybe(pattern("METHOD /path")),
    when: maybe(sentence),
    effect: {
      what: '{ "kind": "not-stored" } or "state"; { "kind": "refused", "code": -1 } or "stored-but-failed"; { "kind": "ignored", "members": ["name"] }',
      holds: isEffect,
    },
    hint: maybe({
      what: '{ "operation": "tag.method", "text": … } beside an effect with a code',
      holds: (value, { effect }) =>
        isObject(value) &&
        isText(value.operation) &&
        isText(value.text) &&
        isObject(effect) &&
        effect.code !== undefined,
    }),
    seen: maybe(versions),
  },
  refusedValues: {
    id,
    what: sentence,
    calls: pattern("METHOD /path"),
    member: { what: "the name of a member of the body", holds: isText },
    value: { what: "the value that is refused", holds: (value) => value !== undefined },
    seen: versions,
  },
  unknownIds: {
    id,
    what: sentence,
    paths: pattern("paths"),
    answer: {
      what: '{ "code": -33503 } or { "empty": true }',
      holds: (value) =>
        isObject(value) && (value.empty === true || (Number.isInteger(value.code) && Number(value.code) < 0)),
    },
    seen: versions,
  },
};

/**
 * What is wrong with a ledger: a line each, with the row, its member and what to write. Nothing is wrong if there are
 * none.
 */
export function checkBehaviour(file: Partial<Record<string, unknown>>): string[] {
  return SECTIONS.flatMap((section) => {
    const rows = file[section];
    if (!Array.isArray(rows)) return [`${section} is no list; write "${section}": [ … ]`];
    const taken = new Set<unknown>();
    return rows.flatMap((row: unknown, at) => {
      if (!isObject(row)) return [`${section} ${at + 1} is no object; write { "id": … }`];
      const problems = [...checkRow(row, DEMANDS[section]), ...(section === "quirks" ? checkKind(row) : [])];
      if (section === "lies") problems.push(...checkSource(row));
      if (taken.has(row.id)) problems.push("id is taken by a row above; give it a name of its own");
      taken.add(row.id);
      const name = typeof row.id === "string" ? `"${row.id}"` : String(at + 1);
      return problems.map((problem) => `${section} ${name}: ${problem}`);
    });
  });
}

function checkRow(row: Row, demands: Record<string, Demand>): string[] {
  const unknown = Object.keys(row).filter((name) => !Object.hasOwn(demands, name));
  const wrong = Object.entries(demands).filter(([name, { holds, optional }]) => {
    const value = row[name];
    return value === undefined ? !optional : !holds(value, row);
  });
  return [
    ...unknown.map((name) => `${name} is no member of a row; use ${Object.keys(demands).join(", ")}`),
    ...wrong.map(([name, { what }]) => `${name} is ${shown(row[name])}; write ${what}`),
  ];
}

function checkKind(row: Row): string[] {
  const given = ["one", "list", "count"].filter((name) => row[name] !== undefined);
  return given.length === 1 ? [] : [`it has ${given.join(" and ") || "no values"}; write one, list or count`];
}

function checkSource({ fact, calls, seen }: Row): string[] {
  if (fact === undefined)
    return calls === undefined || seen === undefined
      ? ["calls or seen is missing; write both, or a fact"]
      : [];
  return calls === undefined && seen === undefined ? [] : ["its fact has calls and seen; leave them out"];
}

/** Whether a quirk may have a value. */
function fits(value: unknown, { one, list, count }: Row): boolean {
  if (Array.isArray(one)) return one.includes(value);
  if (count === true) return Number.isSafeInteger(value) && Number(value) >= 0;
  return Array.isArray(value) && value.every((name) => !Array.isArray(list) || list.includes(name));
}

function isValueOf(row: Row): (held: unknown, at: number) => boolean {
  return (held, at) => {
    if (!isObject(held)) return false;
    const { value, ...where } = held;
    const names = Object.keys(where);
    return (
      names.length > 0 &&
      names.every((name) => ["line", "flavour", "from", "to"].includes(name) && isText(where[name])) &&
      fits(value, row) &&
      (at > 0 || JSON.stringify(value) !== JSON.stringify(row.default))
    );
  };
}

/** With a fact the code may be left out. */
function isEffect(value: unknown, { fact }: Row): boolean {
  if (!isObject(value) || !Object.hasOwn(EFFECTS, String(value.kind))) return false;
  const { kind, ...rest } = value;
  const needed = EFFECTS[kind as LieEffect["kind"]];
  return (
    Object.keys(rest).every((name) => needed.includes(name)) &&
    needed.every((name) => (name === "code" && fact !== undefined) || rest[name] !== undefined) &&
    (rest.code === undefined || Number.isInteger(rest.code)) &&
    (rest.members === undefined || isTexts(rest.members))
  );
}

function isPattern(value: unknown): boolean {
  if (typeof value !== "string" || value.trim() === "") return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && /^\S(.*\S)?$/.test(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isText);
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
