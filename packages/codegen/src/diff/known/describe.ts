import type { KnownFact, KnownKind } from "./facts.js";

const SENTENCES: Record<KnownKind, (fact: KnownFact) => string> = {
  refused: ({ really }) => `answers ${really.errorCode ?? "an error"} although the document lists it`,
  "member-name": ({ member, really }) => `${member} is called ${really.member} on the wire`,
  meaning: ({ member, really }) => `${member} really means ${valuesOf(really.values)}`,
  "needs-more": ({ really }) =>
    `answers ${really.errorCode ?? "an error"} to a body that the document allows`,
  "false-failure": ({ really }) => `carries the change out and answers ${really.errorCode ?? "an error"}`,
};

/** What really happens, in one sentence without the operation. */
export function describeFact(fact: KnownFact): string {
  const { from, to } = fact.seen;
  return `${SENTENCES[fact.kind](fact)} (seen on ${from === to ? from : `${from} to ${to}`}, ${fact.date})`;
}

/** What to do about it, or undefined if nothing helps. */
export function remedyOf({ kind, member, remedy, really }: KnownFact): string | undefined {
  if (remedy.use !== undefined) return `call ${remedy.use}`;
  if (remedy.send) return `always send ${remedy.send.join(", ")}`;
  if (kind === "member-name") return `read and write ${really.member} as well as ${member}`;
  if (kind === "meaning") return `use the values above, not the documented ones`;
  return kind === "false-failure" ? "read the object back instead of trusting the answer" : undefined;
}

function valuesOf(values: Readonly<Record<string, string>> = {}): string {
  return Object.entries(values)
    .map(([value, label]) => `${value} ${label}`)
    .join(", ");
}
