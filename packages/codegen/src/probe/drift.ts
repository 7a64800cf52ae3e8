import { factsAbout, type KnownFact } from "../specs/behaviour/facts.js";

/** In what an answer differs from the snapshot. */
export type DriftKind =
  | "missing-result"
  | "undeclared-field"
  | "missing-required"
  | "wrong-type"
  | "unlisted-value"
  | "unlisted-code"
  | "unsupported";

/** One difference between a controller and a snapshot; nothing in it shows whose controller it is. */
export interface Drift {
  kind: DriftKind;
  /** METHOD and path template. */
  operation: string;
  /** Such as `result.data[].mac`; missing when it is about the operation. */
  path?: string;
  /** What the snapshot says. */
  declared?: string;
  /** What the controller sent: a type, a code, a number, or a redacted text. */
  seen?: string;
  /** Id of the known fact that explains it. */
  known?: string;
}

/** One of each: a list of a hundred rows without a member is one difference. */
export function distinctDrifts(drifts: readonly Drift[]): Drift[] {
  const byKey = new Map(
    drifts.map((drift) => [`${drift.kind} ${drift.operation} ${drift.path} ${drift.seen}`, drift]),
  );
  return [...byKey.values()];
}

/** A drift with the id of the known fact that explains it, if one does. */
export function explained(known: readonly KnownFact[], drift: Drift): Drift {
  const fact = factsAbout(known, drift.operation).find((each) => explains(each, drift));
  return fact ? { ...drift, known: fact.id } : drift;
}

/** The members that facts are about, as documents call them and as controllers do. */
export function membersOf(known: readonly KnownFact[]): string[] {
  return known.flatMap(({ member, really }) => [member, really.member]).filter((name) => name !== undefined);
}

const ABOUT_MEMBERS: ReadonlySet<KnownFact["kind"]> = new Set([
  "member-name",
  "member-type",
  "member-extra",
  "member-optional",
]);

function explains({ kind, really, member }: KnownFact, { seen, path = "" }: Drift): boolean {
  if (kind === "refused") return seen === String(really.errorCode);
  if (kind === "result") return path === "result";
  const leaf = path.split(".").at(-1)?.replaceAll("[]", "");
  return ABOUT_MEMBERS.has(kind) && (leaf === really.member || leaf === member?.split(".").at(-1));
}
