import type { Schema } from "../../model/types.js";
import type { KnownFact, KnownKind } from "./facts.js";

const SENTENCES: Record<KnownKind, (fact: KnownFact) => string> = {
  refused: ({ really }) => `answers ${really.errorCode ?? "an error"} although the document lists it`,
  "member-name": ({ member, really }) => `${member} is called ${really.member} on the wire`,
  meaning: ({ member, really }) => `${member} really means ${valuesOf(really.values)}`,
  "needs-more": ({ really }) =>
    `answers ${really.errorCode ?? "an error"} to a body that the document allows`,
  "member-type": ({ member, really }) =>
    `${member} ${really.schema ? `may be ${typeOf(really.schema)}` : "may be null"}, which the document does not say`,
  "member-extra": ({ member, in: where, really }) =>
    `${where === "body" ? "takes" : "sends"} ${member} (${typeOf(really.schema)}), which the document does not list`,
  "member-optional": ({ member }) => `may leave out ${member}, which the document requires`,
  result: ({ really }) =>
    really.schema
      ? `answers ${typeOf(really.schema)}, other than declared`
      : "may answer without the declared result",
  paging: ({ really }) => `pages by ${really.members?.join(" and ")} of the body`,
  "false-failure": ({ really }) => `carries the change out and answers ${really.errorCode ?? "an error"}`,
};

const HOW = {
  live: "seen on",
  code: "expected by a client of",
  document: "another document says so of",
};

/** What really happens, in one sentence without the operation. */
export function describeFact(fact: KnownFact): string {
  const { from, to } = fact.seen;
  const how = HOW[fact.strength ?? "live"];
  return `${SENTENCES[fact.kind](fact)} (${how} ${from === to ? from : `${from} to ${to}`}, ${fact.date})`;
}

/** What to do about it, or undefined if nothing helps. */
export function remedyOf({ kind, member, remedy, really }: KnownFact): string | undefined {
  if (remedy.use !== undefined) return `call ${remedy.use}`;
  if (remedy.send) return `always send ${remedy.send.join(", ")}`;
  if (kind === "member-name") return `read and write ${really.member} as well as ${member}`;
  if (kind === "meaning") return `use the values above, not the documented ones`;
  if (Object.hasOwn(CARE, kind)) return CARE[kind];
  return kind === "false-failure" ? "read the object back instead of trusting the answer" : undefined;
}

/** What to do about types that are other than declared; the generated ones say so already. */
const CARE: Partial<Record<KnownKind, string>> = {
  "member-type": "be ready for both types",
  "member-extra": "use it although it is not documented",
  "member-optional": "be ready for its absence",
  result: "be ready for it",
  paging: "ask for each page yourself",
};

function valuesOf(values: Readonly<Record<string, string>> = {}): string {
  return Object.entries(values)
    .map(([value, label]) => `${value} ${label}`)
    .join(", ");
}

/** A type in words: `string`, `list of { time, tx, rx }`. */
function typeOf(schema: Schema = {}): string {
  if (schema.type === "array") return `a list of ${typeOf(schema.items)}`;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(", ")} }`;
  return schema.type ?? "anything";
}
