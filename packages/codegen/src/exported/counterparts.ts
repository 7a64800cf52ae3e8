import {
  type ApiModel,
  flatten,
  kindOf,
  methodAndPath,
  type Operation,
  operationKey,
  refName,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** Operations of the older of two snapshots with those of the newer one that they are compared with. */
export type OperationPairs = ReadonlyMap<Operation, Operation>;

/** Names of schemas of the newer snapshot by the name that stood at the same place of a request or answer before. */
export type Counterparts = ReadonlyMap<string, ReadonlySet<string>>;

/** Operations of both snapshots: by exact path, then by the path without the names of its parameters. */
export function pairOperations(before: ApiModel, after: ApiModel): OperationPairs {
  const looseKey = ({ method, path }: Operation): string => operationKey(method, path);
  const pairs = new Map<Operation, Operation>();
  const exact = new Map(after.operations.map((operation) => [methodAndPath(operation), operation]));
  const old = new Set(before.operations.map(methodAndPath));
  const loose = new Map(
    after.operations
      .filter((operation) => !old.has(methodAndPath(operation)))
      .map((operation) => [looseKey(operation), operation]),
  );
  for (const operation of before.operations) {
    const same = exact.get(methodAndPath(operation)) ?? loose.get(looseKey(operation));
    if (same && !exact.has(methodAndPath(operation))) loose.delete(looseKey(operation));
    if (same) pairs.set(operation, same);
  }
  return pairs;
}

/** The newer operation with its path parameters under the names that the older one gives them. */
export function withOldPathNames(before: Operation, after: Operation): Operation {
  if (before.path === after.path) return after;
  const now = pathParameters(after.path);
  const was = pathParameters(before.path);
  const parameters = after.parameters.map((parameter) => {
    const at = parameter.in === "path" ? now.indexOf(parameter.name) : -1;
    return at < 0 ? parameter : { ...parameter, name: was[at] ?? parameter.name };
  });
  return { ...after, parameters };
}

/** Names of the parameters in a path, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? "");
}

/** Smaller types are compared member by member. */
const MIN_REPLACED_MEMBERS = 10;

/** Whether an object type has hardly a member of another one left, so that it is another type in its place. */
export function isReplaced(before: Schema, after: Schema): boolean {
  const left = Object.keys(before.properties ?? {});
  const right = Object.keys(after.properties ?? {});
  const common = left.filter((name) => right.includes(name)).length;
  const isLarge = Math.max(left.length, right.length) >= MIN_REPLACED_MEMBERS;
  return isLarge && common * 2 < Math.min(left.length, right.length);
}

/** Which schemas stand at the same places of two snapshots, by walking both side by side. */
export function counterpartsOf(before: ApiModel, after: ApiModel): Counterparts {
  const counterparts = new Map<string, Set<string>>();
  const visited = new Map<Schema, Set<Schema>>();

  const visit = (left: Schema | undefined, right: Schema | undefined): void => {
    if (!left || !right) return;
    const [name, other] = [nameOf(left), nameOf(right)];
    if (name !== undefined && other !== undefined)
      counterparts.set(name, (counterparts.get(name) ?? new Set()).add(other));
    const [from, to] = [resolveSchema(before.schemas, left), resolveSchema(after.schemas, right)];
    const seen = visited.get(from) ?? new Set();
    if (seen.has(to)) return;
    visited.set(from, seen.add(to));
    const [a, b] = [flatten(before.schemas, left), flatten(after.schemas, right)];
    const kind = kindOf(a);
    if (kind !== kindOf(b) || (kind === "object" && isReplaced(a, b))) return;
    if (kind === "choice") visitChoices(a, b);
    else visitMembers(a, b);
  };

  const visitMembers = (a: Schema, b: Schema): void => {
    visit(a.items, b.items);
    if (typeof a.additionalProperties === "object" && typeof b.additionalProperties === "object")
      visit(a.additionalProperties, b.additionalProperties);
    for (const [name, member] of Object.entries(a.properties ?? {}))
      if (Object.hasOwn(b.properties ?? {}, name)) visit(member, b.properties?.[name]);
  };

  const visitChoices = (a: Schema, b: Schema): void => {
    const [left, right] = [a.oneOf ?? a.anyOf ?? [], b.oneOf ?? b.anyOf ?? []];
    if (left.length === right.length) for (const part of left) for (const other of right) visit(part, other);
  };

  for (const [operation, partner] of pairOperations(before, after)) {
    const { parameters } = withOldPathNames(operation, partner);
    for (const { name, in: place, schema } of operation.parameters)
      visit(schema, parameters.find((each) => each.in === place && each.name === name)?.schema);
    visit(operation.body?.schema, partner.body?.schema);
    visit(...answers(operation, before, partner, after));
  }
  return counterparts;
}

/** The results of both; the rows alone, where only one of them comes in pages. */
function answers(
  operation: Operation,
  before: ApiModel,
  partner: Operation,
  after: ApiModel,
): [Schema | undefined, Schema | undefined] {
  const left = responseShape(operation, before.schemas);
  const right = responseShape(partner, after.schemas);
  if (left.kind === "none" || right.kind === "none") return [undefined, undefined];
  if (left.kind === right.kind) return [left.schema, right.schema];
  const was = left.kind === "page" ? left.row : listItems(left.schema, before);
  const is = right.kind === "page" ? right.row : listItems(right.schema, after);
  return was && is ? [was, is] : [left.schema, right.schema];
}

/** What a list holds; undefined for anything else. */
export function listItems(schema: Schema, model: ApiModel): Schema | undefined {
  const flat = flatten(model.schemas, schema);
  return kindOf(flat) === "array" ? flat.items : undefined;
}

function nameOf({ $ref }: Schema): string | undefined {
  return $ref === undefined ? undefined : refName($ref);
}
