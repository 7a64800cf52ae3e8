import type { ApiModel, Operation } from "@omada-sdk/model";
import { newerVersion, pathVersion, withoutParameterNames, withoutVersion } from "../specs/successors.js";

const MIN_LIKENESS = 0.6;

/**
 * What to call instead of an operation that was removed, deprecated or given a newer version: the same path in a
 * later version of the interface, or else the most alike path of the same tag and method.
 */
export function suggestSuccessor(operation: Operation, model: ApiModel): Operation | undefined {
  return newerVersion(operation, model) ?? alike(operation, model);
}

function alike(operation: Operation, model: ApiModel): Operation | undefined {
  const words = wordsOf(operation.path);
  return model.operations
    .filter((other) => other.tag === operation.tag && other.method === operation.method && !other.deprecated)
    .filter((other) => withoutParameterNames(other.path) !== withoutParameterNames(operation.path))
    .filter((other) => pathVersion(other.path) >= pathVersion(operation.path))
    .map((other) => ({ other, likeness: likeness(words, wordsOf(other.path)) }))
    .filter(({ likeness: value }) => value >= MIN_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || (a.other.path < b.other.path ? -1 : 1))[0]?.other;
}

/** Share of words in common, of paths that begin and end alike, the new one having every word of the old one. */
function likeness(old: readonly string[], candidate: readonly string[]): number {
  if (
    old[0] !== candidate[0] ||
    old.at(-1) !== candidate.at(-1) ||
    !old.every((word) => candidate.includes(word))
  )
    return 0;
  return old.length / candidate.length;
}

function wordsOf(path: string): string[] {
  return withoutVersion(path)
    .split("/")
    .filter((word) => word !== "" && word !== "{}");
}
