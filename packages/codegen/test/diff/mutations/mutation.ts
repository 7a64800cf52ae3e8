import type { ApiModel } from "@omada-sdk/model";
import { diffModels } from "../../../src/diff/diff-models.js";
import type { Finding } from "../../../src/diff/finding.js";
import { SEVERITIES } from "../../../src/diff/rules.js";
import { type Slice, slice } from "./slice.js";

/**
 * A change that a vendor may make.
 * @returns false where the operation has no place for it
 */
export type Mutation = (after: Slice, before: Slice) => boolean;

/** What the change means to who uses a typed client: `silent` if there is nothing to say at all. */
export type Judgement = "breaking" | "risky" | "additive" | "editorial" | "silent";

/** What the diff says of a mutation at one place. */
export interface Trial {
  operation: string;
  judgement: Judgement;
  findings: Finding[];
}

/** As many places are tried; they are far apart. */
const PLACES = 3;
const STRIDE = 389;

/** Tries a mutation at several operations of a snapshot that have a place for it. */
export function tryOut(model: ApiModel, mutation: Mutation): Trial[] {
  const trials: Trial[] = [];
  const { length } = model.operations;
  for (let step = 0; step < length && trials.length < PLACES; step++) {
    const operation = model.operations[(step * STRIDE) % length];
    if (!operation) continue;
    const before = slice(model, operation, trials.length);
    const after = slice(model, operation, trials.length);
    if (!mutation(after, before)) continue;
    const findings = diffModels(before.model, after.model);
    const judgement = SEVERITIES.find((each) => findings.some(({ severity }) => severity === each));
    trials.push({
      operation: `${operation.method} ${operation.path}`,
      judgement: judgement ?? "silent",
      findings,
    });
  }
  return trials;
}
