import type { Judgement, Mutation } from "./mutation.js";

/** A mutation and how grave the diff has to call it. */
export type Expected = readonly [judgement: Judgement | readonly Judgement[], mutation: Mutation];

/** A text, as a member or parameter has it. */
export const TEXT = { type: "string" } as const;

/** Nothing to do: what is reported must not alarm. */
export const QUIET = ["additive", "editorial"] as const;

export const numbered = ({ "x-omada-values": rows = [] }: { "x-omada-values"?: unknown[] }): boolean =>
  rows.length > 1;

export const list = ({ type }: { type?: string }): boolean => type === "array";
