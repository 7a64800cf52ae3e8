import type { ChangeGroup } from "./finding.js";
import { RULES } from "./rules.js";

/**
 * One line: `field removed: support5g2 in GET /clients and 1 more operation of Client`, with what to call instead of a
 * single operation.
 */
export function headline(group: ChangeGroup): string {
  const { operations, names, fields, tags, of = [] } = group;
  const listed = fields.length > 0 ? shorten(fields, 4) : operations.length > 1 ? shorten(names, 3) : "";
  const what = listed === "" ? "" : `: ${listed}`;
  const values = valuesOf(group);
  const [only] = operations;
  const more = operations.length - 1;
  const others = `${more} more operation${more === 1 ? "" : "s"} of ${shorten(tags, 3)}`;
  const where = more > 0 ? `in ${only} and ${others}` : `in ${only}`;
  const successor = only === undefined ? undefined : group.successors[only];
  const use = operations.length === 1 && successor !== undefined ? `; use ${successor}` : "";
  const about = of.length > 0 ? ` of ${of.join(", ")}` : "";
  return `${titleOf(group)}${what}${about}${values} ${where}${use}`;
}

/** What all its rules are called. */
function titleOf({ rules }: ChangeGroup): string {
  return unique(rules.map((rule) => RULES[rule].title)).join(", ");
}

/** Why a group of changes is as grave as it is. */
export function reasonOf({ rules }: ChangeGroup): string {
  return unique(rules.map((rule) => RULES[rule].why)).join("; ");
}

function valuesOf({ before, after }: ChangeGroup): string {
  if (before === undefined && after === undefined) return "";
  const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
  if (before === undefined) return ` (now ${cut(after ?? "")})`;
  return after === undefined ? ` (was ${cut(before)})` : ` (${cut(before)} -> ${cut(after)})`;
}

/** The first few of a list and how many more there are. */
function shorten(list: readonly string[], most: number): string {
  if (list.length <= most) return list.join(", ");
  return `${list.slice(0, most).join(", ")} and ${list.length - most} more`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
