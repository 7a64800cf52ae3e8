import { keyOfOperation } from "../../model/operation-key.js";
import type { Flavour, Line, Schema } from "../../model/types.js";

/**
 * In what a controller differs from its document: it refuses a documented call; it names a member otherwise; it gives
 * a value another meaning; it needs more of the body than the document asks for; it stores and says that it failed;
 * a member has another type, is taken or sent though undeclared, or is left out though required; the result is another
 * one; it pages by other members.
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

/** The controllers that a fact holds for: of a line, from a version on, if need be of one flavour and up to a version. */
export interface Holds {
  line: Line;
  flavour?: Flavour;
  from: string;
  /** Last version; every later one, too, where the fact fits the document, if it is left out. */
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
  /** Where its member is, for one that is not the same everywhere: in what is sent or in what comes. */
  in?: "body" | "result";
  /** Member it is about, from where it first stands: `filters.active`. */
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
