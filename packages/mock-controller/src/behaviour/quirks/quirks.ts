import { QUIRK_ROWS, type Quirks } from "../../generated/behaviour.js";
import type { Builds } from "../profiles/versions.js";

export type { Quirks };

/** How credentials or refresh values may be sent to the token endpoint. */
export type Encoding = Quirks["refreshIn"][number];

/** What a quirk is about, and how it is known. */
export interface QuirkEvidence {
  readonly question: string;
  /** Documented: by the vendor. Observed: on a controller, and published. Assumed: by this package. */
  readonly status: "documented" | "observed" | "assumed" | "contradictory";
  readonly evidence: string;
}

/** What a quirk may be: one of some values, a list of some names, or a whole number from 0. */
export type QuirkValues =
  | { readonly kind: "one"; readonly of: readonly (string | number | boolean)[] }
  | { readonly kind: "list"; readonly of: readonly string[] | "operations" }
  | { readonly kind: "count" };

interface QuirkRow<Value> extends QuirkEvidence {
  readonly values: QuirkValues;
  readonly default: Value;
  readonly holds: readonly (Builds & {
    readonly line?: string;
    readonly flavour?: string;
    readonly value: Value;
  })[];
}

/** What every quirk may be, what it is by default and where it is something else (the last that holds counts). */
export const QUIRKS: { readonly [Name in keyof Quirks]: QuirkRow<Quirks[Name]> } = QUIRK_ROWS;

/** Where the values of the profiles come from. */
export const QUIRK_EVIDENCE: Readonly<Record<keyof Quirks, QuirkEvidence>> = QUIRK_ROWS;
