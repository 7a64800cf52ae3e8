import { type Operation, type Parameter, refTo, type Schema } from "@omada-sdk/model";
import type { Mutation } from "./mutation.js";
import type { Slice } from "./slice.js";

/** A change of the operation itself. */
export const ofOperation =
  (change: (operation: Operation) => unknown): Mutation =>
  (after) =>
    change(after.operation) !== false;

type Side = "request" | "response";
type Place = { owner: Schema; name: string; schema: Schema };

/** A member of a request or of an answer, as it is in both snapshots. */
interface Twins {
  after: Place;
  before: Place;
}

const objectsOf = (slice: Slice, side: Side): Schema[] =>
  side === "request" ? slice.requestObjects() : slice.responseObjects();

/** A change of a member that a test accepts; the older snapshot may be changed, too, to have something to change. */
export const ofMember =
  (
    side: Side,
    test: (schema: Schema, name: string, owner: Schema) => boolean,
    change: (twins: Twins) => unknown,
  ): Mutation =>
  (after, before) => {
    const place = after.member(objectsOf(after, side), test);
    const twin = before.member(objectsOf(before, side), test);
    return place !== undefined && twin !== undefined && change({ after: place, before: twin }) !== false;
  };

/** A change of one of the objects of a request or of an answer. */
export const ofObject =
  (side: Side, change: (after: Schema, before: Schema) => unknown): Mutation =>
  (after, before) => {
    const place = after.pick(objectsOf(after, side));
    const twin = before.pick(objectsOf(before, side));
    return place !== undefined && twin !== undefined && change(place, twin) !== false;
  };

/** A change of a parameter of the query that a test accepts. */
export const ofQuery =
  (
    test: (parameter: Parameter) => boolean,
    change: (after: Parameter, before: Parameter, operation: Operation) => unknown,
  ): Mutation =>
  (after, before) => {
    const find = ({ operation }: Slice) =>
      operation.parameters.find(
        (each) => each.in === "query" && !["page", "pageSize"].includes(each.name) && test(each),
      );
    const place = find(after);
    const twin = find(before);
    return place !== undefined && twin !== undefined && change(place, twin, after.operation) !== false;
  };

/** Whether a test accepts a member: what a predicate below needs to know of it. */
export const scalar = ({ type, $ref }: Schema): boolean =>
  $ref === undefined && (type === "string" || type === "integer" || type === "boolean");
export const text = ({ type, enum: values }: Schema): boolean => type === "string" && !values;
export const whole = ({ type, enum: values }: Schema): boolean => type === "integer" && !values;
export const bare = (schema: Schema): boolean =>
  schema.enum === undefined &&
  !Object.keys(schema).some((key) => /^(x-omada|min|max|pattern|deprecated)/.test(key));
export const optional = (_: Schema, name: string, owner: Schema): boolean => !owner.required?.includes(name);
export const labelled = ({ "x-omada-values": rows = [] }: Schema): boolean =>
  rows.length > 2 && rows.every(({ label }) => label !== undefined);
export const all =
  (...tests: ((schema: Schema, name: string, owner: Schema) => boolean)[]) =>
  (schema: Schema, name: string, owner: Schema): boolean =>
    tests.every((test) => test(schema, name, owner));

/** Takes a member out, also of the required ones. */
export function drop({ properties, required }: Schema, name: string): void {
  delete properties?.[name];
  const at = required?.indexOf(name) ?? -1;
  if (at >= 0) required?.splice(at, 1);
}

/** Gives a member, and its place among the required ones, another name. */
export function rename(owner: Schema, name: string, to: string): void {
  const schema = owner.properties?.[name];
  const isRequired = owner.required?.includes(name) ?? false;
  drop(owner, name);
  owner.properties = { ...owner.properties, [to]: schema ?? {} };
  if (isRequired) owner.required = [...(owner.required ?? []), to];
}

/** Puts a schema's keywords in the place of those that a member has. */
export function become(schema: Schema, keywords: Schema): void {
  for (const key of Object.keys(schema)) delete schema[key as keyof Schema];
  Object.assign(schema, keywords);
}

export function require(owner: Schema, name: string): void {
  owner.required = [...(owner.required ?? []), name];
}

export function release(owner: Schema, name: string): void {
  owner.required = owner.required?.filter((each) => each !== name) ?? [];
}

/** The same with the members of all objects in the other order. */
export function reversed<T>(value: T): T {
  // Ranges have an order.
  if (Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "number"))
    return value;
  if (Array.isArray(value)) return value.map(reversed).reverse() as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, each]) => [key, reversed(each)])) as T;
}

/** Gives a schema another name, wherever it is referred to. */
export function renameSchema({ model }: Slice, name: string, to: string): void {
  const { schemas } = model;
  const schema = schemas.get(name) as Schema;
  schemas.delete(name);
  schemas.set(to, schema);
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(`"${refTo(name)}"`, `"${refTo(to)}"`)) as T;
  for (const [key, each] of schemas) schemas.set(key, renamed(each));
  model.operations = model.operations.map(renamed);
}
