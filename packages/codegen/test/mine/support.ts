import { type LeftOut, type Notes, type Place, placeOf } from "../../src/import/mine/member.js";
import type { RawSchema } from "../../src/import/raw.js";
import type { Repair } from "../../src/import/repair/report.js";

/** Notes that remember what was left out. */
export function notes(): { leftOut: LeftOut[]; notes: Notes } {
  const leftOut: LeftOut[] = [];
  return {
    leftOut,
    notes: {
      leftOut: (fact) => leftOut.push(fact),
      deprecated: () => undefined,
      underSwitch: () => undefined,
    },
  };
}

/** A text without conditions and marks. */
export const bare = (text: string) => ({ whole: text, unconditional: text });

/** The place of a schema called Lamp, with what is recorded there. */
export function place(): { place: Place; repairs: Repair[] } {
  const repairs: Repair[] = [];
  return { place: placeOf("Lamp", repairs), repairs };
}

/** The members beside one, by name; of those without a type only the name counts. */
export function siblings(types: Record<string, RawSchema["type"] | RawSchema>): Map<string, RawSchema> {
  return new Map(
    Object.entries(types).map(([name, type]) => [
      name,
      typeof type === "object" ? type : type === undefined ? {} : { type },
    ]),
  );
}
