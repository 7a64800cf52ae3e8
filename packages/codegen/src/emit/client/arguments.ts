import type { Operation, Parameter, Schema } from "@omada-sdk/model";
import type { NotedSchema } from "../../exported/references.js";

/** The one argument object of a method, and where its members go on the wire when their names differ. */
export interface MethodArguments {
  /** An object schema of path parameters, query parameters (dotted names nested) and `body`. */
  schema: Schema;
  /** True when the method can be called without arguments. */
  optional: boolean;
  /** `argument=name` for queries, `argument=@name` for path parameters that had to give way. */
  renames: string[];
}

/** Joins all that an operation takes into one object; `omadacId` is the client's business. */
export function methodArguments(operation: Operation): MethodArguments {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  const renames: string[] = [];
  const taken = new Set(operation.body ? ["body"] : []);
  const add = (name: string, parameter: Parameter): void => {
    taken.add(name);
    properties[name] = withFacts(parameter);
    if (parameter.required) required.push(name);
  };
  for (const parameter of operation.parameters) {
    if (parameter.in !== "path" || parameter.name === "omadacId") continue;
    const name = freeName(parameter.name, "Path", taken);
    if (name !== parameter.name) renames.push(`${name}=@${parameter.name}`);
    add(name, parameter);
  }
  const queries = operation.parameters.filter(({ in: place }) => place === "query");
  const flat = queries.filter(({ name }) => !name.includes("."));
  for (const parameter of flat) {
    const name = freeName(parameter.name, "Query", taken);
    if (name !== parameter.name) renames.push(`${name}=${parameter.name}`);
    add(name, parameter);
  }
  for (const [head, members] of nested(queries)) {
    const name = freeName(head, "Query", taken);
    if (name !== head) renames.push(`${name}=${head}`);
    taken.add(name);
    properties[name] = objectOf(members);
    if (members.some((member) => member.required)) required.push(name);
  }
  if (operation.body) {
    properties.body = operation.body.schema;
    if (operation.body.required) required.push("body");
  }
  const schema: Schema = { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
  return { schema, optional: required.length === 0, renames };
}

/** Query parameters with dotted names, by what stands before the first dot. */
function nested(queries: readonly Parameter[]): Map<string, Parameter[]> {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of queries) {
    const dot = parameter.name.indexOf(".");
    if (dot <= 0) continue;
    const head = parameter.name.slice(0, dot);
    const member = { ...parameter, name: parameter.name.slice(dot + 1) };
    groups.set(head, [...(groups.get(head) ?? []), member]);
  }
  return groups;
}

function objectOf(members: readonly Parameter[]): Schema {
  const required = members.filter((member) => member.required).map(({ name }) => name);
  const properties = Object.fromEntries(
    members.filter(({ name }) => !name.includes(".")).map((member) => [member.name, withFacts(member)]),
  );
  for (const [head, deeper] of nested(members)) properties[head] = objectOf(deeper);
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

/** The parameter's schema with what it searches or filters; a deprecated parameter marks its member. */
function withFacts(parameter: Parameter): NotedSchema {
  const { schema, deprecated } = parameter;
  const note = fieldsNote(parameter);
  return { ...schema, ...(deprecated ? { deprecated } : {}), ...(note === "" ? {} : { "x-known": note }) };
}

/** Words, not the values that some documents give as examples. */
const FIELD = /^[a-z][\w .-]*$/i;
const ID = /^[0-9a-f]{16,}$|\d{4,}/i;

/** The fields that a parameter searches and filters by. */
export function searchedAndFiltered(parameter: Parameter): Record<"searched" | "filtered", string[]> {
  const shown = (fields: readonly string[] = []) =>
    fields.filter((field) => FIELD.test(field) && !ID.test(field));
  return {
    searched: shown(parameter["x-omada-search-fields"]),
    filtered: shown(parameter["x-omada-filter-fields"]),
  };
}

function fieldsNote(parameter: Parameter): string {
  const { searched, filtered } = searchedAndFiltered(parameter);
  const lines = [
    searched.length > 0 ? `Searches ${searched.join(", ")}` : "",
    filtered.length > 0 ? `Filters by ${filtered.join(", ")}` : "",
  ];
  return lines.filter((line) => line !== "").join(". ");
}

function freeName(name: string, suffix: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? `${name}${suffix}` : name;
}
