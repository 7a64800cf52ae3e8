import { type FieldNode, type FieldStep, fieldTree } from "@omada-sdk/codegen";
import { type ApiModel, type Kind, kindOf, type Operation, refName } from "@omada-sdk/model";

/** A field as one snapshot declares it. */
export interface FieldPlace {
  /** Number of the snapshot. */
  at: number;
  node: FieldNode;
  /** What is directly around it; not there for parameters, body and result. */
  around?: FieldNode;
}

/** A field of all snapshots that have it, with what is inside of it. */
export interface Field {
  step: FieldStep;
  path: string;
  name: string;
  /** Snapshots that have it, bit n for snapshot n. */
  in: number;
  /** Oldest first. */
  places: FieldPlace[];
  inside: Field[];
}

/** One operation in one snapshot. */
export interface OperationIn {
  at: number;
  model: ApiModel;
  operation: Operation;
}

/** The fields of an operation in all snapshots that have it, in the order of the newest that has each of them. */
export function fieldsOf(places: readonly OperationIn[]): Field[] {
  return joined(
    places.flatMap(({ at, model, operation }) => {
      const order = pathParameters(operation.path);
      return fieldTree(model, operation).map((node) => ({ at, node, key: keyOf(node, order) }));
    }),
  );
}

interface KeyedPlace extends FieldPlace {
  key: string;
}

function joined(places: readonly KeyedPlace[]): Field[] {
  const groups = new Map<string, FieldPlace[]>();
  // The newest first, because their order counts; a stable sort keeps the order of each.
  for (const { key, ...place } of [...places].sort((a, b) => b.at - a.at)) {
    const members = groups.get(key);
    if (members) members.unshift(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()].map((members) => {
    const { step, path, name } = (members.at(-1) as FieldPlace).node;
    return {
      ...{ step, path, name },
      in: members.reduce((mask, { at }) => mask | (1 << at), 0),
      places: members,
      inside: joined(
        members.flatMap(({ at, node }) =>
          node.inside.map((child, number) => ({
            at,
            node: child,
            around: node,
            key: keyOf(child, [], number),
          })),
        ),
      ),
    };
  });
}

/** What is the same field in another snapshot: parameters of the path by their place, parts of a choice by their name. */
function keyOf(
  { step, path, name, parameter, schema }: FieldNode,
  order: readonly string[],
  number = 0,
): string {
  if (parameter?.in === "path") return `path ${order.indexOf(name)} ${order.includes(name) ? "" : name}`;
  if (step !== "part") return `${step} ${path}`;
  return `part ${schema.$ref === undefined ? number : refName(schema.$ref)}`;
}

/** Names of the parameters in a path, in order. */
function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/** What a reader sees inside of a field: its members and parts, whatever lists and maps stand between. */
export function membersOf(field: Field): Field[] {
  return field.inside.flatMap((child) =>
    child.step === "items" || child.step === "values" ? membersOf(child) : [child],
  );
}

/** A field and what stands in its lists and maps, the innermost last. */
export function layersOf(node: FieldNode): FieldNode[] {
  const step = INNER[kindOf(node.flat)];
  const inner = step && node.inside.find((child) => child.step === step);
  return inner ? [node, ...layersOf(inner)] : [node];
}

const INNER: Partial<Record<Kind, FieldStep>> = { array: "items", map: "values" };
