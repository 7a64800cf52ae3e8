import { banner } from "../banner.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { BEHAVIOUR_FILE, profilesOf } from "../specs/behaviour/ledger.js";
import type { Behaviour, LieEffect, LieRow, QuirkRow } from "../specs/behaviour/ledger-rows.js";
import type { Manifest } from "../specs/manifest.js";
import { commentText } from "./print.js";

/** A lie with everything that its fact says. */
export interface LieEntry extends Omit<LieRow, "fact" | "calls" | "effect" | "seen"> {
  calls: RegExp;
  effect: LieEffect;
  seen: string;
}

/**
 * The tables of what controllers do: for the simulated controller its profiles, quirks and lies; for core the hints of
 * single operations.
 * @returns texts by folder below `packages`, and by file
 * @throws Error for a row that names a fact, or a snapshot, that there is not
 */
export function behaviourTables(
  behaviour: Behaviour,
  facts: readonly KnownFact[],
  manifest: Manifest,
): Map<string, Map<string, string>> {
  const head = banner(`specs/${BEHAVIOUR_FILE}`);
  const lies = liesOf(behaviour, facts);
  const mock = [
    profileTable(behaviour, manifest),
    lieTable(lies),
    quirkTable(behaviour),
    `/** Values that controllers refuse although their documents allow them, by calls as \`METHOD /path\`. */\n${table(
      "REFUSED_VALUES",
      behaviour.refusedValues.map(({ id, what, calls, member, value, seen }) =>
        entry(id, { what, calls: new RegExp(calls), member, value, seen }),
      ),
    )}`,
    `/** Answers to ids that do not exist, where documents do not say them, by path. */\n${table(
      "UNKNOWN_IDS",
      behaviour.unknownIds.map(({ id, what, paths, answer, seen }) =>
        entry(id, { what, paths: new RegExp(paths), answer, seen }),
      ),
    )}`,
  ];
  return new Map([
    ["mock-controller/src/generated", new Map([["behaviour.ts", head + mock.join("\n")]])],
    ["core/src/generated", new Map([["operation-hints.ts", head + hintTable(lies)]])],
  ]);
}

/**
 * The lies of a ledger, with what their facts say.
 * @throws Error for a row whose fact there is not, or whose fact does not give the code of its effect
 */
export function liesOf({ lies }: Behaviour, facts: readonly KnownFact[]): LieEntry[] {
  return lies.map(({ fact: name, calls = "", seen = "", effect, ...row }) => {
    if (name === undefined) return { ...row, calls: new RegExp(calls), effect, seen };
    const fact = facts.find(({ id }) => id === name);
    const where = `${BEHAVIOUR_FILE}: lies "${row.id}"`;
    if (!fact) throw new Error(`${where}: fact is "${name}", which facts do not have; correct it`);
    const code = effect.code ?? fact.really.errorCode;
    if (effect.kind === "stored-but-failed" && code === undefined)
      throw new Error(`${where}: fact "${name}" has no really.errorCode; give the effect a code`);
    const pattern = fact.operation.replaceAll(/\{\w+\}/g, "\\{\\w+\\}");
    const { from, to } = fact.seen;
    return {
      ...row,
      calls: new RegExp(`^${pattern}$`),
      effect: code === undefined ? effect : { ...effect, code },
      seen: from === to ? from : `${from} to ${to}`,
    };
  });
}

function profileTable(behaviour: Behaviour, manifest: Manifest): string {
  const profiles = profilesOf(behaviour, manifest);
  const rows = profiles.map(({ id, info, ...row }) => entry(id, { id, ...row, info: info ?? undefined }));
  return `/** Name of a profile and of its snapshot. */
export type ProfileId = ${profiles.map(({ id }) => JSON.stringify(id)).join(" | ")};

/** The controllers that a mock can stand for. */
${table("PROFILES", rows)}`;
}

function lieTable(lies: readonly LieEntry[]): string {
  const names = (rows: readonly LieEntry[]) => rows.map(({ id }) => `\n  | ${JSON.stringify(id)}`).join("");
  const rows = lies.map(({ id, what, calls, when, effect, seen }) =>
    entry(id, { what, calls, ...(when === undefined ? {} : { when }), effect, seen }),
  );
  return `/** A way in which real controllers were seen not to do what their answers or documents say. */
export type LieName =${names(lies)};

/** Lies about some bodies of their calls only; the mock has the conditions as code. */
export type ConditionalLie =${names(lies.filter(({ when }) => when !== undefined))};

/** What was seen, by name. */
${table("LIE_ROWS", rows)}`;
}

function quirkTable({ quirks, lies }: Behaviour): string {
  const named = new Map<unknown, string[]>([["lies", lies.map(({ id }) => id)]]);
  const members = quirks.map(
    (row) => `${comment([row.question, row.evidence])}  ${row.id}: ${typeOf(row)};\n`,
  );
  const rows = quirks.map((row) => {
    const { id, question, status, evidence, holds = [] } = row;
    return entry(id, {
      question,
      status,
      evidence,
      values: valuesOf(row, named),
      default: row.default,
      holds,
    });
  });
  return `/** Behaviour that differs between controllers, or that sources disagree about. Every member can be overridden. */
export interface Quirks {
${members.join("")}}

/** What every quirk may be, what it is by default and where it is something else (the last that holds counts). */
${table("QUIRK_ROWS", rows)}`;
}

function typeOf({ one, list }: QuirkRow): string {
  const union = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(" | ");
  if (one) return one.every((value) => typeof value === "boolean") ? "boolean" : union(one);
  if (list === undefined) return "number";
  if (list === "operations") return "readonly string[]";
  return list === "lies" ? "readonly LieName[]" : `readonly (${union(list)})[]`;
}

/** @param named names that a list may stand for */
function valuesOf({ one, list }: QuirkRow, named: ReadonlyMap<unknown, readonly string[]>): object {
  if (one) return { kind: "one", of: one };
  return list === undefined ? { kind: "count" } : { kind: "list", of: named.get(list) ?? list };
}

function hintTable(lies: readonly LieEntry[]): string {
  const rows = lies.flatMap(({ hint, effect }) =>
    hint ? [`  ${JSON.stringify(`${effect.code} ${hint.operation}`)}: ${JSON.stringify(hint.text)},\n`] : [],
  );
  return `/** Likely causes of an errorCode at single operations, by code and operation. */
export const OPERATION_HINTS: Readonly<Record<string, string>> = {
${rows.join("")}};
`;
}

function table(name: string, rows: readonly string[]): string {
  return `export const ${name} = {\n${rows.join("")}} as const;\n`;
}

/** A row, a line per member. */
function entry(key: string, members: Record<string, unknown>): string {
  const lines = Object.entries(members).map(([name, value]) => `    ${name}: ${literal(value)},\n`);
  return `  ${JSON.stringify(key)}: {\n${lines.join("")}  },\n`;
}

function literal(value: unknown): string {
  if (value instanceof RegExp || value === undefined) return String(value);
  return JSON.stringify(value);
}

const WIDTH = 110;

/** A doc comment of two spaces, each text on lines of its own. */
function comment(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => {
    const wrapped = [""];
    for (const word of commentText(text).split(" ")) {
      const last = wrapped.at(-1) ?? "";
      if (last !== "" && `   * ${last} ${word}`.length > WIDTH) wrapped.push(word);
      else wrapped[wrapped.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return wrapped;
  });
  return `  /**\n${lines.map((line) => `   * ${line}\n`).join("")}   */\n`;
}
