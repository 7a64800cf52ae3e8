import { refName, resolveSchema } from "../../model/refs.js";
import { responseShape } from "../../model/response.js";
import type { ApiModel, Operation, Schema } from "../../model/types.js";
import type { KnownFact } from "./facts.js";

/** An object schema of an operation that a fact is about. */
export interface Places {
  /** Objects that have the member, and its own name: the last part of its path. */
  owners: Schema[];
  /** Objects that would have it, were it declared: those that its path leads to. */
  parents: Schema[];
  name: string;
}

/** Where the member of a fact stands in an operation. */
export function placesOf(
  fact: Pick<KnownFact, "in" | "member">,
  operation: Operation,
  model: ApiModel,
): Places {
  const path = (fact.member ?? "").split(".");
  const name = path.at(-1) ?? "";
  const tops = topsOf(fact.in, operation, model);
  const [head, ...rest] = path;
  // From where the first part stands, however deep; the others follow it.
  let parents = path.length === 1 ? tops : membersOf(reachable(tops, model), head ?? "", model);
  for (const part of rest.slice(0, -1)) parents = membersOf(parents, part, model);
  const candidates = path.length === 1 ? reachable(tops, model) : parents;
  return {
    owners: candidates.filter((schema) => Object.hasOwn(schema.properties ?? {}, name)),
    parents,
    name,
  };
}

/** Names of all parameters of an operation. */
export function parameterNames({ parameters }: Operation): Set<string> {
  return new Set(parameters.map(({ name }) => name));
}

/** What is sent and what comes: the body, and the row of a list or the result. */
function topsOf(where: KnownFact["in"], operation: Operation, model: ApiModel): Schema[] {
  const shape = responseShape(operation, model.schemas);
  const result = shape.kind === "page" ? shape.row : shape.kind === "value" ? shape.schema : undefined;
  const sent =
    where === "result" ? [] : [operation.body?.schema, ...operation.parameters.map(({ schema }) => schema)];
  const tops = [
    ...sent,
    ...(where === "body" ? [] : [result, shape.kind === "page" ? shape.schema : undefined]),
  ];
  return objectsOf(
    tops.filter((schema) => schema !== undefined),
    model,
  );
}

function membersOf(schemas: readonly Schema[], name: string, model: ApiModel): Schema[] {
  const members = schemas.map(({ properties = {} }) =>
    Object.hasOwn(properties, name) ? properties[name] : undefined,
  );
  return objectsOf(
    members.filter((schema) => schema !== undefined),
    model,
  );
}

/** The objects behind references and in lists. */
function objectsOf(schemas: readonly Schema[], { schemas: named }: ApiModel): Schema[] {
  const resolved = schemas.map((schema) => {
    let target = resolveSchema(named, schema);
    while (target.type === "array") target = resolveSchema(named, target.items);
    return target;
  });
  return [...new Set(resolved)];
}

/** All object schemas that can be reached from some. */
function reachable(tops: readonly Schema[], { schemas: named }: ApiModel): Schema[] {
  const seen = new Set<Schema>();
  const open: (Schema | undefined)[] = [...tops];
  for (let schema = open.pop(); open.length > 0 || schema; schema = open.pop()) {
    if (!schema || seen.has(schema)) continue;
    seen.add(schema);
    open.push(...Object.values(schema.properties ?? {}), schema.items);
    open.push(named.get(refName(schema.$ref ?? "") ?? ""));
    if (typeof schema.additionalProperties === "object") open.push(schema.additionalProperties);
    open.push(...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? []));
  }
  return [...seen].filter(({ properties }) => properties !== undefined);
}
