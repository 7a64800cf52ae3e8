/**
 * In what a controller differs from its document: it refuses a documented call; it names a member otherwise; it gives
 * a value another meaning; it needs more of the body than the document asks for; it stores and says that it failed.
 */
export const KNOWN_KINDS = ["refused", "member-name", "meaning", "needs-more", "false-failure"] as const;

export type KnownKind = (typeof KNOWN_KINDS)[number];

/** One dated fact about what a document promises and controllers do not do. */
export interface KnownFact {
  /** Stable name of the fact. */
  id: string;
  kind: KnownKind;
  /** METHOD and path. */
  operation: string;
  /** Stable name of the operation, `tag.method`. */
  name: string;
  /** Ids of the snapshots whose controllers do this. */
  snapshots: readonly string[];
  /** Exact controller versions it was seen on: first and last. */
  seen: { from: string; to: string };
  /** When it was last confirmed, to the month or day. */
  date: string;
  /** Public places that show it. */
  evidence: readonly string[];
  /** Member it is about. */
  member?: string;
  /** What really happens: an error code, the name on the wire, or the real values. */
  really: { errorCode?: number; member?: string; values?: Readonly<Record<string, string>> };
  /** What to do about it: another operation to call, or members to send always. */
  remedy: { use?: string; send?: readonly string[] };
}

/** The facts about controllers of one snapshot. */
export function factsFor(facts: readonly KnownFact[], snapshot: string): KnownFact[] {
  return facts.filter(({ snapshots }) => snapshots.includes(snapshot));
}

/** The facts about one operation. */
export function factsAbout(facts: readonly KnownFact[], operation: string): KnownFact[] {
  return facts.filter((fact) => fact.operation === operation);
}
