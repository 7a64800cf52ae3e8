import { ABOUT_EXPORTS } from "./exports.js";
import type { Finding } from "./finding.js";
import { headline } from "./headline.js";
import { RULES, type RuleId, SEVERITIES, type Severity } from "./rules.js";
import { weightOf } from "./weights.js";

/** Findings that tell the same: one field in forty operations, all fields that one resource lost, and so on. */
export interface Story {
  /** The rule; two if a field changed alike in requests and answers. */
  rules: RuleId[];
  severity: Severity;
  /** `METHOD path` of every operation it touches, in order. */
  operations: string[];
  /** Stable names of these operations, `tag.method`. */
  names: string[];
  tags: string[];
  /** Paths or, if several fields changed, their names. */
  fields: string[];
  /** Findings it stands for. */
  count: number;
  before?: string;
  after?: string;
  /** The schemas that it is about, where another story would be told in the same words. */
  of?: string[];
  /** Old operation to the one to use instead. */
  successors: Record<string, string>;
}

/**
 * The changes to read first, as different stories: by severity, then by how much the tag is used (weights.ts) and
 * how many operations are touched.
 */
export function mostImportant(findings: readonly Finding[], n = 10): Story[] {
  return storiesOf(findings).slice(0, n);
}

/** Every story, the most important first. */
export function storiesOf(findings: readonly Finding[]): Story[] {
  const byChange = group(findings, changeKey);
  const merged = group(byChange, resourceKey).map((groups) => groups.flat());
  const told = merged.map((members) => ({ members, story: tell(members), score: score(members) }));
  tellApart(told);
  return told
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.story.severity) - SEVERITIES.indexOf(b.story.severity) ||
        b.score - a.score ||
        compare(a.story, b.story),
    )
    .map(({ story }) => story);
}

/** Names that unrelated fields share. */
const COMMON_NAMES = /^(enable|enabled|status|type|mode|name|id|value|ip|mac|list|data)$/;

/**
 * The same thing happening at different places: for operations by tag, for fields by their name and values. Where
 * these do not tell one `enable` from another, the schema does.
 */
function changeKey(finding: Finding): string {
  const { rule, tag, path, before, after, owner, operation } = finding;
  if (rule.startsWith("operation-") || rule.startsWith("error-code-")) return `${rule} ${tag}`;
  if (ABOUT_EXPORTS.has(rule)) return rule;
  const values = `${before} ${after}`;
  if (path === undefined) return `${rule} ${values}`;
  const isTelling = values !== "undefined undefined" && !COMMON_NAMES.test(leafOf(path));
  const place = isTelling ? "" : (owner ?? resourceOf(operation));
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

function tell(members: readonly Finding[]): Story {
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

/** Stories that would be told in the same words name whole paths and, if these are the same, schemas and operations. */
function tellApart(told: readonly { story: Story; members: readonly Finding[] }[]): void {
  for (const widen of WIDER) {
    for (const same of group(told, ({ story }) => headline(story)).filter(({ length }) => length > 1))
      for (const { story, members } of same) widen(story, members);
  }
}

const WIDER: readonly ((story: Story, members: readonly Finding[]) => void)[] = [
  (story, members) => {
    story.fields = distinct(members.flatMap(({ path }) => path ?? []));
  },
  (story, members) => {
    story.of = distinct(members.flatMap(({ owner }) => owner ?? []));
  },
  (story) => {
    story.of = [...(story.of ?? []), ...story.operations];
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

function compare(a: Story, b: Story): number {
  const key = (story: Story): string => `${story.rules[0]} ${story.operations[0]} ${story.fields[0]}`;
  return key(a) < key(b) ? -1 : 1;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
