import { methodAndPath } from "../model/operation-key.js";
import type { ApiModel } from "../model/types.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { factsFor } from "../specs/behaviour/facts-for.js";
import { operationOf } from "../specs/behaviour/misfits.js";
import type { Finding } from "./finding.js";
import { RULES } from "./rules.js";

/** Operations that controllers of the newer snapshot refuse, and those of the older one did not. */
export function newRefusals(before: ApiModel, after: ApiModel, known: readonly KnownFact[]): Finding[] {
  const refusedBefore = new Set(factsFor(known, before));
  const rule = "operation-refused";
  return factsFor(known, after).flatMap((fact) => {
    const { kind, really, remedy } = fact;
    const operation = operationOf(fact.operation, after);
    const isNew = kind === "refused" && operationOf(fact.operation, before) && !refusedBefore.has(fact);
    if (!operation || !isNew) return [];
    const { name, group, tag } = operation;
    const key = methodAndPath(operation);
    return [
      {
        ...({ rule, severity: RULES[rule].severity, operation: key, name, group, tag } as const),
        ...(really.errorCode === undefined ? {} : { after: String(really.errorCode) }),
        ...(remedy.use === undefined ? {} : { successor: remedy.use }),
      },
    ];
  });
}
