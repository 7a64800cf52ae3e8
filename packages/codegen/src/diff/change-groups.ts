import { ABOUT_EXPORTS } from "./exports.js";
import type { ChangeGroup, Finding } from "./finding.js";
import { headline } from "./headline.js";
import { RULES, type RuleId, SEVERITIES } from "./rules.js";
import { weightOf } from "./weights.js";

/**
 * The changes to read first, as groups of different kinds: by severity, then by how much the tag is used (weights.ts) and
 * how many operations are touched.
 */
export function mostImportant(findings: readonly Finding[], n = 10): ChangeGroup[] {
  return changeGroupsOf(findings).slice(0, n);
}

/** Every group of changes, the most important first. */
export function changeGroupsOf(findings: readonly Finding[]): ChangeGroup[] {
  return groupFindings(findings).map(({ group }) => group);
}

/** Every group of changes as {@link changeGroupsOf} has it, each with the findings that it stands for. */
export function groupFindings(
  findings: readonly Finding[],
): { group: ChangeGroup; members: readonly Finding[] }[] {
  const byChange = groupBy(findings, changeKey);
  const merged = groupBy(byChange, resourceKey).map((parts) => parts.flat());
  const groups = merged.map((members) => ({ members, group: groupOf(members), score: score(members) }));
  distinguish(groups);
  return groups
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.group.severity) - SEVERITIES.indexOf(b.group.severity) ||
        b.score - a.score ||
        compare(a.group, b.group),
    )
    .map(({ group, members }) => ({ group, members }));
}

/** Names that unrelated fields share. */
const COMMON_NAMES = /^(enable|enabled|status|type|mode|name|id|value|ip|mac|list|data)$/;

/**
 * The same thing happening at different places: for operations by tag, for fields by their name and values. Where
 * these do not distinguish one `enable` from another, the schema does.
 */
function changeKey(finding: Finding): string {
  const { rule, tag, path, before, after, owner, operation } = finding;
  if (rule.startsWith("operation-") || rule.startsWith("error-code-")) return `${rule} ${tag}`;
  if (ABOUT_EXPORTS.has(rule)) return rule;
  const values = `${before} ${after}`;
  if (path === undefined) return `${rule} ${values}`;
  const isDistinct = values !== "undefined undefined" && !COMMON_NAMES.test(leafOf(path));
  const place = isDistinct ? "" : (owner ?? resourceOf(operation));
  return `${kindOf(rule)} ${leafOf(path)} ${place} ${values}`;
}

/** Different things happening to the same place: the members of one schema, or the fields of one resource. */
function resourceKey(members: readonly Finding[]): string {
  const [first] = members as [Finding, ...Finding[]];
  if (first.path === undefined || ABOUT_EXPORTS.has(first.rule)) return changeKey(first);
  const owners = distinct(members.map(({ owner }) => owner));
  const places = distinct(members.map(({ operation }) => resourceOf(operation))).sort();
  return `${kindOf(first.rule)} ${owners.length === 1 && owners[0] !== undefined ? owners[0] : places.join(" ")}`;
}

/** `request-property-removed` and `response-property-removed` are one kind, if they are equally grave. */
function kindOf(rule: RuleId): string {
  return `${RULES[rule].severity} ${RULES[rule].title}`;
}

function groupOf(members: readonly Finding[]): ChangeGroup {
  const [first] = members as [Finding, ...Finding[]];
  const paths = distinct(members.flatMap(({ path }) => path ?? []));
  const one = <T>(values: (T | undefined)[]): T | undefined =>
    new Set(values).size === 1 ? values[0] : undefined;
  return {
    rules: distinct(members.map(({ rule }) => rule)),
    severity: first.severity,
    operations: distinct(members.map(({ operation }) => operation)),
    names: distinct(members.map(({ name }) => name)),
    tags: distinct(members.map(({ tag }) => tag)),
    fields: paths.length > 1 ? distinct(paths.map(leafOf)) : paths,
    count: members.length,
    before: one(members.map(({ before }) => before)),
    after: one(members.map(({ after }) => after)),
    successors: Object.fromEntries(
      members.flatMap(({ operation, successor }) => (successor ? [[operation, successor]] : [])),
    ),
  };
}

/** Groups that would have the same headline name whole paths and, if these are the same, schemas and operations. */
function distinguish(groups: readonly { group: ChangeGroup; members: readonly Finding[] }[]): void {
  for (const widen of WIDER) {
    for (const same of groupBy(groups, ({ group }) => headline(group)).filter(({ length }) => length > 1))
      for (const { group, members } of same) widen(group, members);
  }
}

const WIDER: readonly ((group: ChangeGroup, members: readonly Finding[]) => void)[] = [
  (group, members) => {
    group.fields = distinct(members.flatMap(({ path }) => path ?? []));
  },
  (group, members) => {
    group.of = distinct(members.flatMap(({ owner }) => owner ?? []));
  },
  (group) => {
    group.of = [...(group.of ?? []), ...group.operations];
  },
];

function score(members: readonly Finding[]): number {
  const weight = members.reduce((sum, each) => sum + weightOf(each), 0) / members.length;
  return weight * (1 + Math.log2(new Set(members.map(({ operation }) => operation)).size));
}

function leafOf(path: string): string {
  return (
    path
      .replace(/(\[\]|\.\*)+$/, "")
      .split(".")
      .at(-1)
      ?.replace(/(\[\])+$/, "") ?? path
  );
}

function resourceOf(operation: string): string {
  return operation.replace(/^\w+ \/openapi\/v\d+/, "").replace(/\/\{[^}]*\}$/, "");
}

function compare(a: ChangeGroup, b: ChangeGroup): number {
  const key = (group: ChangeGroup): string => `${group.rules[0]} ${group.operations[0]} ${group.fields[0]}`;
  return key(a) < key(b) ? -1 : 1;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
