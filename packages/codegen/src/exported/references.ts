import {
  type ApiModel,
  type Operation,
  refName,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** A schema with what is known of controllers: a note for its doc comment, or that nothing may come. */
export interface NotedSchema extends Schema {
  "x-known"?: string;
  "x-absent"?: "null" | "undefined";
}

const ENVELOPE = ["errorCode", "msg", "result"];
/** The members of every page of rows. */
export const PAGE: readonly string[] = ["totalRows", "currentPage", "currentSize", "data"];

/** True for an object of which the document says nothing: any value may come. */
export function isFree(schema: Schema | undefined): boolean {
  if (!schema || schema.$ref !== undefined || schema.allOf || schema.oneOf || schema.anyOf)
    return schema === undefined;
  if ((schema as NotedSchema)["x-absent"]) return false;
  return (
    (schema.type ?? "object") === "object" && !schema.properties && schema.additionalProperties === undefined
  );
}

/** True for the `{errorCode,msg,result}` around every answer. */
export function isEnvelope(schema: Schema | undefined): boolean {
  const names = Object.keys(schema?.properties ?? {});
  return (
    names.includes("errorCode") && names.includes("msg") && names.every((name) => ENVELOPE.includes(name))
  );
}

/** The row schema of a page that has no members beside the page's own. */
export function plainPageRow(schema: Schema | undefined): Schema | undefined {
  const names = Object.keys(schema?.properties ?? {});
  if (names.length !== PAGE.length || !names.every((name) => PAGE.includes(name))) return undefined;
  return schema?.properties?.data?.items;
}

/** The names of the types that the operations of each group reach, sorted: what the group exports. */
export function typeNamesByGroup(model: ApiModel): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, readonly string[]>();
  const usesOf = (name: string): readonly string[] => {
    const known = uses.get(name);
    if (known) return known;
    const found = referencesOf([resolveSchema(model.schemas, model.schemas.get(name))], model.schemas);
    uses.set(name, [...found]);
    return [...found];
  };
  const groups = [...new Set(model.operations.map(({ group }) => group))].sort();
  return new Map(
    groups.map((group) => {
      const own = model.operations.filter((operation) => operation.group === group);
      const reached = new Set<string>();
      const queue = [
        ...referencesOf(
          own.flatMap((each) => callerSchemas(each, model)),
          model.schemas,
        ),
      ];
      for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        if (reached.has(name)) continue;
        reached.add(name);
        queue.push(...usesOf(name));
      }
      return [group, [...reached].sort()];
    }),
  );
}

/** The schemas that an operation hands to or gets from its caller, unwrapped, and the answer as path types show it. */
function callerSchemas(operation: Operation, model: ApiModel): Schema[] {
  const shape = responseShape(operation, model.schemas);
  return [
    ...operation.parameters.map(({ schema }) => schema),
    ...(operation.body ? [operation.body.schema] : []),
    ...(shape.kind === "none" ? [] : [shape.schema]),
    ...(operation.response ? [operation.response] : []),
  ];
}

/**
 * The names that the TypeScript types of some schemas refer to. Envelopes and pages have no names of their own: what they
 * hold is referred to instead.
 */
export function referencesOf(
  roots: readonly Schema[],
  schemas: ReadonlyMap<string, Schema>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Schema>();
  const queue: Schema[] = [...roots];
  const add = (schema: Schema | undefined): void => {
    if (schema && !seen.has(schema)) queue.push(schema);
  };
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    seen.add(schema);
    if (schema.$ref !== undefined) {
      const name = refName(schema.$ref) ?? "";
      const target = schemas.get(name);
      const row = plainPageRow(target);
      if (row) add(row);
      else if (isEnvelope(target)) add(target?.properties?.result);
      else if (!isFree(target)) names.add(name);
    } else if (hasMembers(schema)) {
      for (const member of Object.values(schema.properties ?? {})) add(member);
      add(schema.items);
      if (typeof schema.additionalProperties === "object") add(schema.additionalProperties);
      for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])])
        add(part);
    }
  }
  return names;
}

/** False for what becomes a union of its values, a file, or nothing. */
function hasMembers(schema: NotedSchema): boolean {
  const isUnion = schema["x-omada-bits"] !== true && (schema.enum ?? schema["x-omada-values"]) !== undefined;
  return !isUnion && schema.format !== "binary" && schema["x-absent"] === undefined;
}
