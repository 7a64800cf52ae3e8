import { refName, walkSchema } from "@omada-sdk/model";
import { pascal } from "../../specs/case.js";
import { type RawDocument, type RawSchema, renameReferences } from "../raw.js";
import type { Repair } from "./report.js";

/**
 * Same-named schemas of different groups: identical shapes are shared, differing ones get the name of their
 * group in front. Shapes are compared without texts, and two schemas differ when anything they refer to does.
 */
export function shareSchemas(documents: readonly RawDocument[], repairs: Repair[]): Map<string, RawSchema> {
  const classes = shapeClasses(documents);
  const shared = new Map<string, RawSchema>();
  const target = new Map<string, string>();
  const names = [...new Set(documents.flatMap((document) => Object.keys(document.schemas)))].sort();
  const taken = new Set(names.map((name) => name.toLowerCase()));
  for (const name of names) {
    const holders = documents.filter((document) => Object.hasOwn(document.schemas, name));
    const variants = groupByClass(holders, name, classes);
    const listed = [...variants.values()].filter((members) => members.some(({ unlisted }) => !unlisted));
    for (const members of variants.values()) {
      // The default document only adds to the others, so their names stay as they are without it.
      const plain = variants.size === 1 || (listed.length === 1 && listed[0] === members);
      const qualified = plain ? name : qualify(name, members[0] as RawDocument, taken);
      if (!plain) {
        const groups = members.map(groupName).join(", ");
        repairs.push({ kind: "schema-variant", where: qualified, detail: groups });
      }
      for (const document of members) target.set(`${document.file}\n${name}`, qualified);
      shared.set(qualified, richest(members.map((document) => document.schemas[name] as RawSchema)));
    }
  }
  for (const document of documents)
    renameReferences(document, (name) => target.get(`${document.file}\n${name}`));
  return new Map([...shared].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupByClass(
  holders: readonly RawDocument[],
  name: string,
  classes: Map<string, string>,
): Map<string, RawDocument[]> {
  const groups = new Map<string, RawDocument[]>();
  for (const document of holders) {
    const shape = classes.get(`${document.file}\n${name}`) ?? "";
    groups.set(shape, [...(groups.get(shape) ?? []), document]);
  }
  return groups;
}

function qualify(name: string, document: RawDocument, taken: Set<string>): string {
  const base = `${pascal(groupName(document))}${name}`;
  let qualified = base;
  for (let count = 2; taken.has(qualified.toLowerCase()); count++) qualified = `${base}${count}`;
  taken.add(qualified.toLowerCase());
  return qualified;
}

function groupName({ group, unlisted }: RawDocument): string {
  return group ?? (unlisted ? "default" : "all");
}

/** The copy with the most text gives the most facts to mine. */
function richest(copies: readonly RawSchema[]): RawSchema {
  const weigh = (schema: RawSchema): number => {
    let length = 0;
    for (const [{ description }] of walkSchema(schema)) length += description?.length ?? 0;
    return length;
  };
  return copies.reduce((best, copy) => (weigh(copy) > weigh(best) ? copy : best));
}

/**
 * Class of the shape of every schema (`file\nname` -> class). Classes are split until all schemas of one refer to the
 * same.
 */
function shapeClasses(documents: readonly RawDocument[]): Map<string, string> {
  const shapes = new Map<string, string>();
  for (const { file, schemas } of documents) {
    for (const [name, schema] of Object.entries(schemas)) shapes.set(`${file}\n${name}`, canonical(schema));
  }
  const references = new Map<string, string[]>();
  for (const { file, schemas } of documents) {
    for (const [name, schema] of Object.entries(schemas)) {
      const found: [where: string, target: string][] = [];
      for (const [{ $ref }, where] of walkSchema(schema)) {
        if ($ref !== undefined) found.push([where, `${file}\n${refName($ref) ?? ""}`]);
      }
      // Members come in any order; parts of one combination keep theirs, because sorting is stable.
      found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      references.set(
        `${file}\n${name}`,
        found.map(([, target]) => target),
      );
    }
  }
  let classes = numbered(shapes);
  for (;;) {
    const refined = new Map<string, string>();
    for (const key of shapes.keys()) {
      const targets = (references.get(key) ?? []).map((reference) => classes.get(reference) ?? "?");
      refined.set(key, `${classes.get(key)}(${targets.join(",")})`);
    }
    const next = numbered(refined);
    if (new Set(next.values()).size === new Set(classes.values()).size) return next;
    classes = next;
  }
}

/** Replaces the text of every class by a short number, equal texts by equal numbers. */
function numbered(texts: ReadonlyMap<string, string>): Map<string, string> {
  const numbers = new Map<string, string>();
  return new Map(
    [...texts].map(([key, text]) => {
      const number = numbers.get(text) ?? String(numbers.size);
      numbers.set(text, number);
      return [key, number];
    }),
  );
}

const TEXTS = new Set(["description", "title", "example"]);

/** Lists whose order says nothing. */
const SETS = new Set(["required", "enum"]);

/** A schema as text without its texts, keys and names in order; `false` and no names at all say nothing either. */
export function canonical(value: unknown, inProperties = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(
      ([key, child]) => inProperties || !(TEXTS.has(key) || key.startsWith("x-") || saysNothing(key, child)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => {
      const sorted = !inProperties && SETS.has(key) && Array.isArray(child) ? [...child].sort() : child;
      return `${JSON.stringify(key)}:${canonical(sorted, key === "properties" && !inProperties)}`;
    });
  return `{${entries.join(",")}}`;
}

function saysNothing(key: string, value: unknown): boolean {
  if (key === "required") return Array.isArray(value) && value.length === 0;
  return value === false && key !== "default";
}
