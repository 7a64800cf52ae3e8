import type { ApiModel } from "../../model/types.js";
import type { Finding } from "../finding.js";
import { RULES } from "../rules.js";
import { operationId } from "../successor.js";
import { factsFor, type KnownFact } from "./facts.js";

/** Operations that controllers of the newer snapshot refuse, and those of the older one did not. */
export function newRefusals(before: ApiModel, after: ApiModel, known: readonly KnownFact[]): Finding[] {
  const old = new Set(before.operations.map(operationId));
  const present = new Map(after.operations.map((operation) => [operationId(operation), operation]));
  const rule = "operation-refused";
  return factsFor(known, after.id).flatMap(({ kind, operation: key, snapshots, really, remedy }) => {
    const operation = present.get(key);
    const isNew = kind === "refused" && old.has(key) && !snapshots.includes(before.id);
    if (!operation || !isNew) return [];
    const { name, group, tag } = operation;
    return [
      {
        ...({ rule, severity: RULES[rule].severity, operation: key, name, group, tag } as const),
        ...(really.errorCode === undefined ? {} : { after: String(really.errorCode) }),
        ...(remedy.use === undefined ? {} : { successor: remedy.use }),
      },
    ];
  });
}
