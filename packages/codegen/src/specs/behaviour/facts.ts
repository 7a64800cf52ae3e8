import { type ApiModel, type Flavour, keyOfOperation, type Line, type Schema } from "@omada-sdk/model";

/**
 * How a controller differs from its document. It refuses a documented call, gives a member another name or a value
 * another meaning, needs more of the body than the document does, or carries a change out and answers with an error. A
 * member has another type, exists without being declared, or is missing although it is required. The result has another
 * type, or pages go by other members.
 */
export const KNOWN_KINDS = [
  "refused",
  "member-name",
  "meaning",
  "needs-more",
  "false-failure",
  "member-type",
  "member-extra",
  "member-optional",
  "result",
  "paging",
] as const;

export type KnownKind = (typeof KNOWN_KINDS)[number];

/**
 * The controllers that a fact holds for: their line, their first version and, where needed, their flavour and last
 * version.
 */
export interface Holds {
  line: Line;
  flavour?: Flavour;
  from: string;
  /** Last version. Without it the fact holds for every later version whose document it fits. */
  to?: string;
}

/** What really happens. */
export interface Reality {
  /** Code it answers. */
  errorCode?: number;
  /** Name on the wire. */
  member?: string;
  /** Names on the wire, of what pages. */
  members?: readonly string[];
  /** Meanings of values. */
  values?: Readonly<Record<string, string>>;
  /** Type of a member or result. */
  schema?: Schema;
  /** The member may be null, or the result may not be there at all. */
  absent?: true;
}

/** One dated fact about what a document promises and controllers do not do. */
export interface KnownFact {
  /** Stable name of the fact. */
  id: string;
  kind: KnownKind;
  /** METHOD and path. */
  operation: string;
  /** Stable name of the operation, `tag.method`. */
  name: string;
  /** Controllers that do this. */
  holds: Holds;
  /** Controller versions it was seen on: first and last. */
  seen: { from: string; to: string };
  /** How it is known: from a controller, from the code of a client in use, or from another document. */
  strength?: "live" | "code" | "document";
  /** When it was last confirmed, to the month or day. */
  date: string;
  /** Public places that show it. */
  evidence: readonly string[];
  /** Whether it is about the member in the body or in the result; without it, in both. */
  in?: "body" | "result";
  /** The member, as a path of names: `filters.active`. */
  member?: string;
  really: Reality;
  /** What to do about it: another operation to call, or members to send always. */
  remedy: { use?: string; send?: readonly string[] };
}

/** The facts about one operation, whatever the names of its path parameters. */
export function factsAbout(facts: readonly KnownFact[], operation: string): KnownFact[] {
  const wanted = keyOfOperation(operation);
  return facts.filter((fact) => keyOfOperation(fact.operation) === wanted);
}

type Version = readonly number[];

/** Whether controllers of a snapshot are among those that a fact holds for. */
export function holdsIn(
  { line, flavour, from, to }: Holds,
  model: Pick<ApiModel, "line" | "flavour" | "controllerVersion">,
): boolean {
  if (line !== model.line || (flavour !== undefined && flavour !== model.flavour)) return false;
  return overlaps({ from, to }, model.controllerVersion);
}

/**
 * Whether a version is between two others. A shorter version stands for all that begin with it: `6.2` is between
 * 6.2.0.15 and 6.2.0.17.
 */
export function overlaps({ from, to }: { from: string; to?: string | undefined }, version: string): boolean {
  const [first, last, own] = [partsOf(from), partsOf(to ?? ""), partsOf(version)];
  return (
    compare(own, first, Number.POSITIVE_INFINITY, 0) >= 0 &&
    compare(own, last, 0, Number.POSITIVE_INFINITY) <= 0
  );
}

function partsOf(version: string): Version {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Compares part by part; a side with fewer parts is filled up with its padding. */
function compare(left: Version, right: Version, padLeft: number, padRight: number): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at] ?? padLeft, right[at] ?? padRight];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
