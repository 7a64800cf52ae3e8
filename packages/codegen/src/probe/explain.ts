import { factsAbout, type KnownFact } from "../specs/behaviour/facts.js";
import type { Drift } from "./drift.js";

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
