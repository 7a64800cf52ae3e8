import type { ApiModel } from "../../model/types.js";
import type { KnownFact } from "./facts.js";
import { holdsIn, overlaps } from "./holds.js";
import { misfitsOf, operationOf } from "./misfits.js";

/**
 * In what the facts about a snapshot contradict it: a line each, with the id of the fact, its member and what to do. Asked
 * of facts that were seen on the version of the snapshot; on a later one a fact may have ended.
 */
export function checkAgainst(model: ApiModel, facts: readonly KnownFact[]): string[] {
  return facts
    .filter(({ holds, seen }) => holdsIn(holds, model) && overlaps(seen, model.controllerVersion))
    .flatMap((fact) =>
      [...misfitsOf(fact, model), ...lostRemedy(fact, model)].map(
        (problem) => `fact "${fact.id}": ${problem}`,
      ),
    );
}

function lostRemedy({ remedy: { use } }: KnownFact, model: ApiModel): string[] {
  return use === undefined || operationOf(use, model)
    ? []
    : [`remedy.use is ${use}, which ${model.id} does not have; name an operation of it`];
}
