/** How a value is known: documented by the vendor, seen on a controller, or neither; or documented and seen in several ways. */
export const STATUSES = ["documented", "observed", "assumed", "contradictory"] as const;

/**
 * Controllers that a value holds for; what is left out does not matter. A short version counts as all that begin with
 * it.
 */
export interface ValueHolds {
  line?: string;
  flavour?: string;
  from?: string;
  to?: string;
  value: unknown;
}

/** A question that controllers answer differently. It has exactly one of `one`, `list` and `count`. */
export interface QuirkRow {
  id: string;
  question: string;
  /** Its values. */
  one?: readonly (string | number | boolean)[];
  /** It is a list of these names, of names of operations, or of lies. */
  list?: readonly string[] | "operations" | "lies";
  /** It is a whole number from 0. */
  count?: true;
  default: unknown;
  /** Where it is something else; the last one that holds counts. */
  holds?: readonly ValueHolds[];
  status: (typeof STATUSES)[number];
  evidence: string;
}

/** What a lie does to a call; `state` ones are played where the state changes. */
export interface LieEffect {
  kind: "not-stored" | "stored-but-failed" | "refused" | "ignored" | "state";
  code?: number;
  members?: readonly string[];
}

/**
 * A write that does something else than it says. With a `fact`, calls, code and where it was seen are those of the
 * fact.
 */
export interface LieRow {
  id: string;
  what: string;
  fact?: string;
  /** Which calls, as a pattern of `METHOD /path`. */
  calls?: string;
  /** Which bodies of those calls; the simulated controller has the condition as code. */
  when?: string;
  effect: LieEffect;
  /** What clients say when the operation answers the code of the effect. */
  hint?: { operation: string; text: string };
  seen?: string;
}

/** The controller that a snapshot was taken of, as `/api/info` describes it; null where that is not served. */
export interface ProfileRow {
  id: string;
  /** Whether documents are served per group, or as one. */
  groupDocuments: boolean;
  info: (Record<string, unknown> & { controllerVer: string }) | null;
  seen: string;
}

/** A value that controllers refuse although their documents allow it. */
export interface RefusedValueRow {
  id: string;
  what: string;
  /** Pattern of `METHOD /path`. */
  calls: string;
  member: string;
  value: unknown;
  seen: string;
}

/** The answer to an id that is not there, where documents do not say it. */
export interface UnknownIdRow {
  id: string;
  what: string;
  /** Pattern of the path of the list, or of the operation. */
  paths: string;
  answer: { code: number } | { empty: true };
  seen: string;
}

export interface Behaviour {
  profiles: readonly ProfileRow[];
  quirks: readonly QuirkRow[];
  lies: readonly LieRow[];
  refusedValues: readonly RefusedValueRow[];
  unknownIds: readonly UnknownIdRow[];
}
