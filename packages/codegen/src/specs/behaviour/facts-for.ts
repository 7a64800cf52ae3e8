import type { ApiModel } from "../../model/types.js";
import type { KnownFact } from "./facts.js";
import { holdsIn } from "./holds.js";
import { misfitsOf } from "./misfits.js";

/**
 * The facts about controllers of one snapshot: those that hold for its version and fit its operations. A fact that was
 * seen on that very version and does not fit is refused when the facts are read; of a later one it is no longer true.
 */
export function factsFor(facts: readonly KnownFact[], model: ApiModel): KnownFact[] {
  return facts.filter((fact) => holdsIn(fact.holds, model) && misfitsOf(fact, model).length === 0);
}
