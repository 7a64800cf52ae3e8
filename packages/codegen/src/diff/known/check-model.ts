import { refName } from "../../model/refs.js";
import type { ApiModel, Operation, Schema } from "../../model/types.js";
import { operationId } from "../successor.js";
import { factsFor, type KnownFact } from "./facts.js";

/** In what the facts about a snapshot contradict it: a line each, with the id of the fact, its member and what to do. */
export function checkAgainst(model: ApiModel, facts: readonly KnownFact[]): string[] {
  const operations = new Map(model.operations.map((operation) => [operationId(operation), operation]));
  return factsFor(facts, model.id).flatMap(({ id, operation: key, name, member, remedy }) => {
    const operation = operations.get(key);
    const problems: string[] = [];
    if (!operation)
      problems.push(`operation is ${key}, which ${model.id} does not have; correct it or the snapshots`);
    else {
      if (operation.name !== name) problems.push(`name is ${name}; ${model.id} calls it ${operation.name}`);
      if (member !== undefined && !membersOf(operation, model).has(member))
        problems.push(`member is ${member}, which ${key} does not have in ${model.id}; correct it`);
    }
    if (remedy.use !== undefined && !operations.has(remedy.use))
      problems.push(`remedy.use is ${remedy.use}, which ${model.id} does not have; name an operation of it`);
    return problems.map((problem) => `fact "${id}": ${problem}`);
  });
}

/** Names of all parameters and members of an operation, however deep. */
function membersOf({ parameters, body, response }: Operation, { schemas }: ApiModel): Set<string> {
  const names = new Set(parameters.map(({ name }) => name));
  const seen = new Set<Schema>();
  const open = [...parameters.map(({ schema }) => schema), body?.schema, response];
  for (let schema = open.pop(); open.length > 0 || schema; schema = open.pop()) {
    if (!schema || seen.has(schema)) continue;
    seen.add(schema);
    for (const name of Object.keys(schema.properties ?? {})) names.add(name);
    open.push(
      ...Object.values(schema.properties ?? {}),
      schema.items,
      schemas.get(refName(schema.$ref ?? "") ?? ""),
    );
    if (typeof schema.additionalProperties === "object") open.push(schema.additionalProperties);
    open.push(...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? []));
  }
  return names;
}
