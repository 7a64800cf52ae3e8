import {
  type ApiModel,
  type Operation,
  resolveSchema,
  responseShape,
  type Schema,
  type ValueRow,
} from "@omada-sdk/model";
import { isFree, type NotedSchema } from "../exported/references.js";
import { describeFact } from "../specs/behaviour/describe.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { factsFor, operationOf } from "../specs/behaviour/misfits.js";
import { placesOf } from "../specs/behaviour/places.js";
import { replaceSchemas } from "./replace-schemas.js";

type Change = (owner: Schema) => Schema;

/**
 * The model as types are made of it: what controllers are known to send and take beside what their document says. A type
 * is widened and never narrowed, so that what fits the document still compiles.
 * @param all facts of any snapshots
 */
export function withKnownTypes(model: ApiModel, all: readonly KnownFact[]): ApiModel {
  const changes = new Map<Schema, Change[]>();
  const results = new Map<Operation, Schema>();
  for (const fact of factsFor(all, model)) {
    const operation = operationOf(fact.operation, model);
    if (!operation) continue;
    if (fact.kind === "result") results.set(operation, resultOf(operation, fact, model));
    for (const [owner, change] of changesBy(fact, operation, model))
      changes.set(owner, [...(changes.get(owner) ?? []), change]);
  }
  if (changes.size === 0 && results.size === 0) return model;
  const operations = model.operations.map((operation) => {
    const result = results.get(operation);
    if (!result) return operation;
    const inEnvelope = operation.envelope || operation.response === undefined;
    return { ...operation, response: inEnvelope ? envelopeOf(result) : result };
  });
  return replaceSchemas({ ...model, operations }, (schema) =>
    (changes.get(schema) ?? []).reduce((changed, change) => change(changed), schema),
  );
}

function changesBy(fact: KnownFact, operation: Operation, model: ApiModel): [Schema, Change][] {
  if (fact.member === undefined) return [];
  const { owners, parents, name } = placesOf(fact, operation, model);
  const change = changeOf(fact, name);
  if (!change) return [];
  return (fact.kind === "member-extra" ? parents : owners).map((owner) => [owner, change]);
}

/** What a fact does to an object that has its member. */
function changeOf(fact: KnownFact, name: string): Change | undefined {
  const { kind, really } = fact;
  const note = `Known: ${describeFact(fact)}`;
  switch (kind) {
    case "member-name":
      return (owner) => {
        const declared = owner.properties?.[name] ?? {};
        const real = { [name]: noted(declared, note), [really.member ?? name]: noted(declared, note) };
        return withMembers(optional(owner, name), real);
      };
    case "member-type":
      return (owner) =>
        withMembers(owner, { [name]: noted(unionOf(owner.properties?.[name] ?? {}, fact), note) });
    case "member-extra":
      return (owner) => withMembers(owner, { [name]: noted(really.schema ?? {}, note) });
    case "member-optional":
      return (owner) =>
        withMembers(optional(owner, name), { [name]: noted(owner.properties?.[name] ?? {}, note) });
    case "meaning":
      return (owner) =>
        withMembers(owner, { [name]: noted(relabelled(owner.properties?.[name] ?? {}, really), note) });
    default:
      return undefined;
  }
}

function noted(schema: Schema, note: string): NotedSchema {
  return { ...schema, "x-known": note };
}

function withMembers(owner: Schema, members: Record<string, Schema>): Schema {
  return { ...owner, properties: { ...owner.properties, ...members } };
}

function optional({ required = [], ...owner }: Schema, name: string): Schema {
  const rest = required.filter((each) => each !== name);
  return rest.length > 0 ? { ...owner, required: rest } : owner;
}

/** The declared type or the one that controllers send. */
function unionOf(declared: Schema, { really }: KnownFact): Schema {
  const { schema } = really;
  const real: NotedSchema = schema ?? { type: "object", "x-absent": "null" };
  return { anyOf: [declared, real] };
}

function relabelled(declared: Schema, { values = {} }: KnownFact["really"]): Schema {
  const { type, "x-omada-values": rows = [] } = declared;
  const real = Object.entries(values).map(
    ([value, label]): ValueRow => ({ value: type === "string" ? value : Number(value), label }),
  );
  const others = rows.filter((row) => !real.some(({ value }) => value === row.value));
  const all = [...others, ...real].sort((a, b) => (a.value < b.value ? -1 : 1));
  return { ...declared, "x-omada-values": all };
}

function resultOf(operation: Operation, { really }: KnownFact, model: ApiModel): Schema {
  const shape = responseShape(operation, model.schemas);
  const declared = shape.kind === "none" ? undefined : shape.schema;
  const isOpen = declared === undefined || saysNothing(resolveSchema(model.schemas, declared));
  if (really.schema && isOpen) return really.schema;
  const real: NotedSchema = really.schema ?? { type: "object", "x-absent": "undefined" };
  return { anyOf: [declared ?? {}, real] };
}

/** An object without members, or with members of any name and type. */
function saysNothing({ additionalProperties, ...schema }: Schema): boolean {
  const isAny = typeof additionalProperties === "object" && Object.keys(additionalProperties).length === 0;
  return isFree(schema) && (additionalProperties === undefined || additionalProperties === true || isAny);
}

function envelopeOf(result: Schema): Schema {
  const properties = { errorCode: { type: "integer" }, msg: { type: "string" }, result } as const;
  return { type: "object", properties };
}
