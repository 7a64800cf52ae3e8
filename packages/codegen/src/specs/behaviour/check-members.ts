import { compareIds } from "../../snapshot/manifest.js";
import { KNOWN_KINDS, type KnownFact, type KnownKind } from "./facts.js";

/** What a member has to be, and the test for it. */
interface Demand {
  what: string;
  holds: (value: unknown) => boolean;
}

const OPERATION = /^(GET|POST|PUT|PATCH|DELETE) \/\S+$/;
const VERSION = /^\d+(\.\d+)*$/;
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function matching(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(matching(/\S/));
}

/** An object with the given members and no others; each is optional. */
const isRecord = (value: unknown, members: Record<string, (value: unknown) => boolean>): boolean =>
  isObject(value) &&
  Object.entries(value).every(([name, each]) => Object.hasOwn(members, name) && members[name]?.(each));

const REALITY = {
  errorCode: Number.isInteger,
  member: matching(/\S/),
  members: isTexts,
  values: isLabels,
  schema: isSchema,
  absent: (value: unknown) => value === true,
};

const DEMANDS: Record<keyof KnownFact, Demand> = {
  id: { what: "a name in small letters, a-b-c", holds: matching(/^[a-z0-9]+(-[a-z0-9]+)*$/) },
  kind: {
    what: `one of ${KNOWN_KINDS.join(", ")}`,
    holds: (value) => KNOWN_KINDS.includes(value as KnownKind),
  },
  operation: { what: "METHOD and path, GET /openapi/v1/…", holds: matching(OPERATION) },
  name: { what: "the name of the operation, tag.method", holds: matching(/^\w+\.\w+$/) },
  holds: {
    what: 'the controllers it holds for, { "line": "v6", "from": "6.2.0.15", "to"?: "6.2.0.17", "flavour"?: "local" }',
    holds: isHolds,
  },
  seen: {
    what: 'the first and last controller version, { "from": "6.2.0.15", "to": "6.2.0.17" }',
    holds: isSeen,
  },
  strength: { what: "live, code or document", holds: oneOf("live", "code", "document") },
  date: { what: "a year, a month or a day, 2026-07", holds: matching(DATE) },
  evidence: { what: "a list of public places that show it, owner/repository#1", holds: isTexts },
  in: { what: "body or result", holds: oneOf("body", "result") },
  member: { what: "the name of a member, or its path with dots", holds: matching(/^[^.\s]+(\.[^.\s]+)*$/) },
  really: {
    what: 'what really happens, { "errorCode": -1 }, { "member": "name" }, { "values": { "0": "off" } } or { "schema": { "type": "string" } }',
    holds: (value) => isRecord(value, REALITY),
  },
  remedy: {
    what: 'what to do, { "use": "METHOD /path" }, { "send": ["member"] } or {}',
    holds: (value) => isRecord(value, { use: matching(OPERATION), send: isTexts }),
  },
};

const OPTIONAL = ["member", "in", "strength"];

/** What a kind of fact needs beyond the members that every one has. */
const NEEDS: Partial<Record<KnownKind, readonly string[]>> = {
  "member-name": ["member", "really.member"],
  meaning: ["member", "really.values"],
  "member-type": ["in", "member", "really.schema or really.absent"],
  "member-extra": ["in", "member", "really.schema"],
  "member-optional": ["in", "member"],
  result: ["really.schema or really.absent"],
  paging: ["really.members"],
};

/** What is wrong with the members of one fact: each with its name and what to write instead. */
export function checkMembers(fact: Record<string, unknown>): string[] {
  const problems = Object.keys(fact)
    .filter((name) => !Object.hasOwn(DEMANDS, name))
    .map((name) => `${name} is no member of a fact; use ${Object.keys(DEMANDS).join(", ")}`);
  for (const [name, { what, holds }] of Object.entries(DEMANDS)) {
    const value = fact[name];
    if (value === undefined && OPTIONAL.includes(name)) continue;
    if (!holds(value)) problems.push(`${name} is ${shown(value)}; write ${what}`);
  }
  const really = isObject(fact.really) ? fact.really : {};
  for (const name of NEEDS[fact.kind as KnownKind] ?? []) {
    const among = name.split(" or ").map((each) => each.split("."));
    const isGiven = among.some(([own = "", inner]) => (inner ? really[inner] : fact[own]) !== undefined);
    if (!isGiven) problems.push(`${name} is missing; a fact of kind ${fact.kind} needs it`);
  }
  return problems;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function oneOf(...values: readonly unknown[]): (value: unknown) => boolean {
  return (value) => values.includes(value);
}

function isHolds(value: unknown): boolean {
  const versions = { from: matching(VERSION), to: matching(VERSION) };
  const members = { line: matching(/^v\d+$/), flavour: oneOf("local", "cloud"), ...versions };
  if (!isRecord(value, members)) return false;
  const { line, from, to } = value as Partial<KnownFact["holds"]>;
  return line !== undefined && from !== undefined && (to === undefined || compareIds(from, to) <= 0);
}

/** A schema as far as facts need it: plain types, lists and objects of them. */
function isSchema(value: unknown): boolean {
  return isRecord(value, {
    type: oneOf("object", "array", "string", "integer", "number", "boolean"),
    format: matching(/\S/),
    items: isSchema,
    properties: (properties) => isObject(properties) && Object.values(properties).every(isSchema),
    required: isTexts,
  });
}

function isSeen(value: unknown): boolean {
  if (!isRecord(value, { from: matching(VERSION), to: matching(VERSION) })) return false;
  const { from, to } = value as Partial<KnownFact["seen"]>;
  return from !== undefined && to !== undefined && compareIds(from, to) <= 0;
}

function isLabels(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(matching(/\S/));
}

/** A value as it stands in the file, cut short. */
function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
