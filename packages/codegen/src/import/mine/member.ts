import type { RawSchema } from "../raw.js";
import type { Repair } from "../repair/report.js";

/** What a text describes: a member or parameter, with those beside it, on which it may depend. */
export interface Member {
  name: string;
  siblings: ReadonlyMap<string, RawSchema>;
}

/** A fact of a text that does not hold in every case, so it is left out. */
export type LeftOut = "range" | "length" | "format" | "condition";

/** What mining has to record with its place. */
export interface Notes {
  leftOut(fact: LeftOut): void;
  deprecated(): void;
  underSwitch(): void;
}

/** Where a schema stands. */
export interface Place extends Member {
  /** False for a schema by itself, whose text is no member's. */
  isMember: boolean;
  /** Whether it is a parameter, which travels as text whatever its type says. */
  inUrl: boolean;
  notes: Notes;
  /** The place of a member of the schema that stands here. */
  member(name: string, siblings: Member["siblings"]): Place;
}

const ALONE: Member = { name: "", siblings: new Map() };

/** The place of a schema by its name, or of a parameter of an operation. */
export function placeOf(where: string, repairs: Repair[], member = ALONE, inUrl = false): Place {
  let seen: Set<string> | undefined;
  const record = (kind: Repair["kind"], detail?: string): void => {
    const key = `${kind} ${detail}`;
    // Few places have anything to record.
    seen ??= new Set();
    if (seen.has(key)) return;
    seen.add(key);
    repairs.push(detail === undefined ? { kind, where } : { kind, where, detail });
  };
  return {
    ...member,
    isMember: member !== ALONE,
    inUrl,
    notes: {
      leftOut: (fact) => record("fact-left-out", fact),
      deprecated: () => record("deprecated-mark"),
      underSwitch: () => record("switch"),
    },
    member: (name, siblings) => placeOf(`${where}.${name}`, repairs, { name, siblings }),
  };
}
