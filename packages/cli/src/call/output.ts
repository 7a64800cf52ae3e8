import {
  type ApiModel,
  flatten,
  type Operation,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";
import { printable } from "../terminal.js";

/** The answer as far as its document describes it. */
export interface AnswerSchema {
  readonly schemas: ApiModel["schemas"];
  /** Of a row or, where the answer is no list, of the answer. */
  readonly row: Schema | undefined;
}

/** What the document says about the rows of an answer. */
export function answerSchema({ schemas }: ApiModel, operation: Operation): AnswerSchema {
  const shape = responseShape(operation, schemas);
  if (shape.kind === "none") return { schemas, row: undefined };
  if (shape.kind === "page") return { schemas, row: shape.row };
  const { items } = resolveSchema(schemas, shape.schema);
  return { schemas, row: items ?? shape.schema };
}

/** Rows and their count on all pages together; undefined for an answer that is no list. */
export function listIn(result: unknown): { rows: readonly unknown[]; total: number | undefined } | undefined {
  if (Array.isArray(result)) return { rows: result, total: undefined };
  const { data, totalRows } = Object(result) as { data?: unknown; totalRows?: unknown };
  if (!Array.isArray(data) || totalRows === undefined) return undefined;
  return { rows: data, total: typeof totalRows === "number" ? totalRows : undefined };
}

/** One line of JSON for each row, or for the answer. */
export function jsonLines(result: unknown): string {
  if (result === undefined || result === null) return "";
  const rows = listIn(result)?.rows ?? [result];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** One JSON document. */
export function jsonDocument(result: unknown): string {
  return `${JSON.stringify(result ?? null, null, 2)}\n`;
}

/** Members by which people distinguish rows, first ones first. */
const FIRST = ["name", "mac", "ip", "type", "model", "status", "id", "siteId"];
const MAX_WIDTH = 40;
const GAP = 2;

/** A table for people, as wide as their terminal; what has no room is left out, and the last line says so. */
export function table(result: unknown, answer: AnswerSchema | undefined, columns: number): string {
  if (result === undefined || result === null) return "done\n";
  const list = listIn(result);
  if (!list) return isObject(result) ? members(result, answer, columns) : `${textOf(result)}\n`;
  if (list.rows.length === 0) return "no rows\n";
  const objects = list.rows.filter(isObject);
  if (objects.length < list.rows.length)
    return list.rows.map((row) => `${fit(textOf(row), columns)}\n`).join("");
  const names = columnNames(objects);
  const cells = names.map((name) => objects.map((row) => textOf(row[name], labelsOf(answer, name))));
  const widths = cells.map((texts, index) => {
    const longest = [names[index] as string, ...texts].reduce(
      (most, text) => Math.max(most, widthOf(text)),
      0,
    );
    return Math.min(MAX_WIDTH, longest);
  });
  const shown = fitting(widths, columns);
  const line = (texts: readonly string[]) =>
    `${texts
      .map((text, index) => fit(text, widths[index] ?? 0, true))
      .join(" ".repeat(GAP))
      .trimEnd()}\n`;
  const head = line(names.slice(0, shown));
  const body = objects.map((_, row) => line(cells.slice(0, shown).map((texts) => texts[row] as string)));
  const hidden = new Set(objects.flatMap((row) => Object.keys(row))).size - shown;
  const note = hidden > 0 ? `(${hidden} more members of each row with --json)\n` : "";
  return head + body.join("") + note;
}

/** Names of the members that some row has as a single value. */
function columnNames(rows: readonly Record<string, unknown>[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row).filter((name) => isSingle(row[name]))));
  const first = FIRST.filter((name) => names.has(name));
  const some = names.size > 0 ? [...names] : Object.keys(rows[0] ?? {});
  return [...first, ...some.filter((name) => !first.includes(name))].map(String);
}

/** How many columns have room, at least one. */
function fitting(widths: readonly number[], columns: number): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    used += width + (index > 0 ? GAP : 0);
    if (used > columns) return Math.max(1, index);
  }
  return widths.length;
}

function members(row: Record<string, unknown>, answer: AnswerSchema | undefined, columns: number): string {
  const width = Math.min(
    MAX_WIDTH,
    Object.keys(row).reduce((most, name) => Math.max(most, widthOf(printable(name))), 0),
  );
  const lines = Object.entries(row).map(([name, value]) =>
    fit(
      `${fit(printable(name), width, true)}${" ".repeat(GAP)}${textOf(value, labelsOf(answer, name))}`,
      columns,
    ),
  );
  return lines.length === 0 ? "done\n" : lines.map((line) => `${line}\n`).join("");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSingle(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== "object";
}

/** Labels of values, such as `connected` for 14. */
function labelsOf(answer: AnswerSchema | undefined, member: string): ReadonlyMap<unknown, string> {
  const properties = answer?.row && flatten(answer.schemas, answer.row).properties;
  const schema = properties && Object.hasOwn(properties, member) ? properties[member] : undefined;
  const rows = schema?.["x-omada-values"] ?? [];
  return new Map(rows.flatMap(({ value, label }) => (label === undefined ? [] : [[value, label] as const])));
}

function textOf(value: unknown, labels?: ReadonlyMap<unknown, string>): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const label = labels?.get(value);
  return printable(label === undefined || label === text ? text : `${text} (${label})`);
}

/** Characters that take two columns of a terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]|\p{Emoji_Presentation}/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** A text cut to a width and, if asked for, filled up to it. */
function fit(text: string, width: number, isFilled = false): string {
  let cut = text;
  if (widthOf(text) > width) {
    let used = 1;
    cut = "";
    for (const character of text) {
      used += widthOf(character);
      if (used > width) break;
      cut += character;
    }
    cut += "…";
  }
  return isFilled ? cut + " ".repeat(Math.max(0, width - widthOf(cut))) : cut;
}
