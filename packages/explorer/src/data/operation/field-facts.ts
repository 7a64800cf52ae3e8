import { isRequiredLost, type LimitLines, limitLines, lossIn, searchedAndFiltered } from "@omada-sdk/codegen";
import { type Condition, type Kind, kindOf, refName, type Schema } from "@omada-sdk/model";
import { listed } from "../masks.js";
import { type Field, type FieldPlace, layersOf } from "./fields.js";

/** What a snapshot says of one fact: words, nothing (empty), or nothing that counts because its document has lost it. */
type Said = string | undefined;

/** One wording of a fact, with the snapshots that say so. */
export interface Wording {
  text: string;
  in: number;
}

/** What all snapshots say of one fact. */
export interface Statement {
  fact: FactName;
  /** The newest first. */
  wordings: Wording[];
  /** Snapshots that have lost it. */
  lost: number;
}

/** What the facts of a place are read from. */
interface Source extends FieldPlace {
  /** The field itself. */
  own: Schema;
  /** What is in its lists and maps. */
  inner: Schema;
  limits: LimitLines;
  losses: ReadonlySet<string>;
}

const FACTS = {
  type: typeOf,
  required: ({ node, around, losses }: Source): Said => {
    if (node.parameter) return node.parameter.required ? "required" : "optional";
    if (node.step !== "member" || !around) return "";
    if (around.flat.required?.includes(node.name)) return "required";
    return isRequiredLost(around.flat, losses) ? undefined : "optional";
  },
  deprecated: ({ own, node, losses }: Source): Said =>
    flag("deprecated", own.deprecated || node.parameter?.deprecated, "deprecated", losses),
  readOnly: ({ own, losses }: Source): Said =>
    flag("readOnly", own.readOnly, "read-only: the controller sets it", losses),
  writeOnly: ({ own, losses }: Source): Said =>
    flag("writeOnly", own.writeOnly, "secret: sent, never answered", losses),
  nullable: ({ own, losses }: Source): Said => flag("nullable", own.nullable, "may be null", losses),
  conditions: ({ own, losses }: Source): Said =>
    stated(conditionsInWords(own["x-omada-conditions"] ?? []), ["x-omada-conditions"], losses),
  range: limit("range", ["x-omada-range", "minimum", "maximum"]),
  length: limit("length", ["x-omada-length", "minLength", "maxLength"]),
  items: limit("items", ["minItems", "maxItems"]),
  unique: ({ own, losses }: Source): Said => flag("uniqueItems", own.uniqueItems, "No item twice", losses),
  unit: limit("unit", ["x-omada-unit"]),
  format: limit("format", ["x-omada-format"]),
  default: limit("default", ["default", "x-omada-default"]),
  pattern: ({ inner, losses }: Source): Said => stated(inner.pattern ?? "", ["pattern"], losses),
  searched: fieldList("searched", "Searches", "x-omada-search-fields"),
  filtered: fieldList("filtered", "Filters by", "x-omada-filter-fields"),
} satisfies Record<string, (source: Source) => Said>;

/** A kind of fact about a field. */
export type FactName = keyof typeof FACTS;

/**
 * What the snapshots say of a field, by fact; what none of them says is left out.
 * @param losses by number of the snapshot, what its document has lost
 */
export function statementsOf(
  { places }: Field,
  losses: readonly ReadonlySet<string>[],
): Map<FactName, Statement> {
  const sources = places.map((place): Source => {
    const layers = layersOf(place.node);
    const inner = layers.at(-1)?.flat ?? {};
    const own = place.node.flat;
    return { ...place, own, inner, limits: limitLines(own, inner), losses: losses[place.at] ?? NOTHING };
  });
  const statements = new Map<FactName, Statement>();
  for (const fact of Object.keys(FACTS) as FactName[]) {
    const statement = { fact, wordings: [] as Wording[], lost: 0 };
    for (const source of [...sources].reverse()) {
      const said = FACTS[fact](source);
      const bit = 1 << source.at;
      if (said === undefined) statement.lost |= bit;
      else if (said !== "") {
        const same = statement.wordings.find(({ text }) => text === said);
        if (same) same.in |= bit;
        else statement.wordings.push({ text: said, in: bit });
      }
    }
    if (statement.wordings.length > 0) statements.set(fact, statement);
  }
  return statements;
}

const NOTHING: ReadonlySet<string> = new Set();

const TYPES: Record<Exclude<Kind, "choice">, [one: string, many: string]> = {
  any: ["any value", "any values"],
  "open object": ["object with members of any name", "objects with members of any name"],
  object: ["object", "objects"],
  map: ["map", "maps"],
  array: ["list", "lists"],
  string: ["string", "strings"],
  integer: ["integer", "integers"],
  number: ["number", "numbers"],
  boolean: ["boolean", "booleans"],
};

/** `list of strings`, `map of lists of objects`. */
function typeOf({ node, losses }: Source): Said {
  const layers = layersOf(node);
  const outer = layers.slice(0, -1).map(({ flat }) => kindOf(flat) as "array" | "map");
  const innermost = (layers.at(-1) ?? node).flat;
  const isMany = outer.length > 0;
  const kind = kindOf(innermost);
  if (kind === "any" && losses.has("type") && !isMany) return undefined;
  const own = kind === "choice" ? choiceInWords(innermost, isMany) : special(innermost, kind, isMany);
  return [...outer.map((each, depth) => `${TYPES[each][depth > 0 ? 1 : 0]} of `), own].join("");
}

function choiceInWords({ oneOf, anyOf }: Schema, isMany: boolean): string {
  const count = (oneOf ?? anyOf ?? []).length;
  return isMany ? `values of one of ${count} shapes` : `one of ${count} shapes`;
}

/** Formats of OpenAPI that make another type of it for users. */
function special({ format }: Schema, kind: Exclude<Kind, "choice">, isMany: boolean): string {
  if (format === "binary") return isMany ? "files" : "file";
  const words = TYPES[kind][isMany ? 1 : 0];
  return format === "int64" || format === "date-time" ? `${words} (${format})` : words;
}

function flag(
  keyword: keyof Schema,
  isSet: boolean | undefined,
  words: string,
  losses: ReadonlySet<string>,
): Said {
  return stated(isSet ? words : "", [keyword], losses);
}

/** Words, or undefined where there are none and a keyword that they come from is lost. */
function stated(words: string, keywords: readonly string[], losses: ReadonlySet<string>): Said {
  if (words !== "") return words;
  return keywords.some((keyword) => lossIn(keyword, losses) !== undefined) ? undefined : "";
}

function limit(name: keyof LimitLines, keywords: readonly string[]): (source: Source) => Said {
  return ({ limits, losses }) => stated(limits[name], keywords, losses);
}

function fieldList(name: "searched" | "filtered", words: string, keyword: string): (source: Source) => Said {
  return ({ node, losses }) => {
    const fields = node.parameter ? searchedAndFiltered(node.parameter)[name] : [];
    return stated(fields.length > 0 ? `${words} ${fields.join(", ")}` : "", [keyword], losses);
  };
}

/** `Required when mode is 1 or 2 and enable is true`: alternatives on one member, those on several hold together. */
function conditionsInWords(conditions: readonly Condition[]): string {
  return (["required", "valid"] as const)
    .map((kind) => {
      const byField = new Map<string, string[]>();
      for (const { field, equals } of conditions.filter((each) => each.kind === kind))
        byField.set(field, [...(byField.get(field) ?? []), equals]);
      const all = [...byField].map(([field, values]) => `${field} is ${listed(values, "or")}`);
      return all.length === 0
        ? ""
        : `${kind === "required" ? "Required" : "Applies"} when ${all.join(" and ")}`;
    })
    .filter((words) => words !== "")
    .join(". ");
}

/** The name of the type that a field holds in the newest snapshot, where its document gives it one. */
export function typeNameOf({ places }: Field): string | undefined {
  const newest = places.at(-1);
  const ref = newest && layersOf(newest.node).at(-1)?.schema.$ref;
  return ref === undefined ? undefined : refName(ref);
}
