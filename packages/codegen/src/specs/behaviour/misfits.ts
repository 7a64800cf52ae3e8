import { keyOfOperation, operationKey } from "../../model/operation-key.js";
import { resolveSchema } from "../../model/refs.js";
import { responseShape } from "../../model/response.js";
import type { ApiModel, Operation, Schema } from "../../model/types.js";
import type { KnownFact } from "./facts.js";
import { parameterNames, placesOf } from "./places.js";

const indexes = new WeakMap<ApiModel, ReadonlyMap<string, Operation>>();

/** The operation of a METHOD and path, whatever the names of its path parameters. */
export function operationOf(key: string, model: ApiModel): Operation | undefined {
  let index = indexes.get(model);
  if (!index) {
    index = new Map(model.operations.map((each) => [operationKey(each.method, each.path), each]));
    indexes.set(model, index);
  }
  return index.get(keyOfOperation(key));
}

/** In what a fact does not fit a snapshot: what it is about is not there, or the document says the same by now. */
export function misfitsOf(fact: KnownFact, model: ApiModel): string[] {
  const { operation: key, name } = fact;
  const operation = operationOf(key, model);
  const problems: string[] = [];
  if (!operation)
    problems.push(`operation is ${key}, which ${model.id} does not have; correct it or what it holds for`);
  else {
    if (operation.name !== name) problems.push(`name is ${name}; ${model.id} calls it ${operation.name}`);
    problems.push(...memberMisfits(fact, operation, model), ...healed(fact, operation, model));
  }
  return problems;
}

function memberMisfits(fact: KnownFact, operation: Operation, model: ApiModel): string[] {
  const { kind, member, operation: key } = fact;
  if (member === undefined) return [];
  const { owners, parents } = placesOf(fact, operation, model);
  const where = `which ${key} does not have in ${model.id}; correct it`;
  if (kind === "member-extra")
    return parents.length > 0 ? [] : [`member is ${member}, whose parent is nowhere, ${where}`];
  const isThere = owners.length > 0 || (fact.in === undefined && parameterNames(operation).has(member));
  return isThere ? [] : [`member is ${member}, ${where}`];
}

/** A document that says what controllers do needs no fact any more. */
function healed(fact: KnownFact, operation: Operation, model: ApiModel): string[] {
  const { kind, member = "", really } = fact;
  const says = `${model.id} says so itself; remove the fact or end what it holds for`;
  if (kind === "result") {
    const shape = responseShape(operation, model.schemas);
    const declared = shape.kind === "none" ? undefined : shape.schema;
    return really.schema && declared && same(declared, really.schema, model)
      ? [`really.schema: ${says}`]
      : [];
  }
  const { owners, name } = placesOf(fact, operation, model);
  const every = (holds: (owner: Schema) => boolean) => owners.length > 0 && owners.every(holds);
  if (kind === "member-extra" && owners.length > 0) return [`member is ${member}; ${says}`];
  if (kind === "member-optional" && every(({ required }) => !required?.includes(name)))
    return [`member is ${member}, not required; ${says}`];
  const { schema } = really;
  if (
    kind === "member-type" &&
    schema &&
    every(({ properties }) => same(properties?.[name] ?? {}, schema, model))
  )
    return [`really.schema: ${says}`];
  return [];
}

function same(declared: Schema, real: Schema, { schemas }: ApiModel): boolean {
  const known = resolveSchema(schemas, declared);
  if (known.type !== real.type) return false;
  if (real.type === "array") return same(known.items ?? {}, real.items ?? {}, { schemas } as ApiModel);
  const members = Object.keys(real.properties ?? {});
  return members.every((name) => Object.hasOwn(known.properties ?? {}, name));
}
