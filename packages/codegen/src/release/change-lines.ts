import type { Finding } from "../diff/finding.js";
import { RULES, type RuleId } from "../diff/rules.js";

/** One kind of change at the same fields of one or several operations. */
export interface ChangeLine {
  rule: RuleId;
  /** Fields with their values before and after, or the values alone. */
  what: string[];
  operations: string[];
}

/** Changes of a list, those that are the same at several operations only once. */
export function changeLines(findings: readonly Finding[]): ChangeLine[] {
  const perOperation = new Map<string, ChangeLine>();
  for (const finding of findings) {
    const { rule, operation } = finding;
    const key = `${rule} ${operation}`;
    const line = perOperation.get(key) ?? { rule, what: [], operations: [operation] };
    perOperation.set(key, line);
    const text = fieldOf(finding);
    if (text !== "") line.what.push(text);
  }
  const merged = new Map<string, ChangeLine>();
  for (const line of perOperation.values()) {
    const what = [...new Set(line.what)];
    const key = `${line.rule} ${what.join("\n")}`;
    const same = merged.get(key);
    if (same) same.operations.push(...line.operations);
    else merged.set(key, { ...line, what });
  }
  return [...merged.values()];
}

/** Values matter where something has to be done about them. */
function fieldOf({ path = "", before, after, successor, predecessor, severity }: Finding): string {
  const link = successor ? `use ${successor}` : predecessor ? `instead of ${predecessor}` : "";
  const isQuiet = path !== "" && (severity === "additive" || severity === "editorial");
  const values =
    isQuiet || (before === undefined && after === undefined)
      ? ""
      : after === undefined
        ? `(was ${before})`
        : before === undefined
          ? `(now ${after})`
          : `(${before} -> ${after})`;
  return [path, values, link].filter((part) => part !== "").join(" ");
}

/** What a line is called: the title of its rule. */
export function titleOfLine({ rule }: ChangeLine): string {
  return RULES[rule].title;
}

/** Fields by what they are members of: `result.data[].{name, type (was integer)}`. */
export function byParent(what: readonly string[]): string[] {
  const parents = new Map<string, string[]>();
  for (const text of what) {
    const [, parent = "", leaf = text] = /^(\S+)\.([^.\s]+(?: .*)?)$/.exec(text) ?? [];
    parents.set(parent, [...(parents.get(parent) ?? []), leaf]);
  }
  return [...parents].map(([parent, leaves]) => {
    if (parent === "") return leaves.join(", ");
    return leaves.length === 1 ? `${parent}.${leaves[0]}` : `${parent}.{${leaves.join(", ")}}`;
  });
}
