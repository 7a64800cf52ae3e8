import {
  type ApiModel,
  flatten,
  kindOf,
  type Operation,
  type Parameter,
  refName,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** Deeper schemas are not entered; a schema inside itself is not entered at all. */
const MAX_DEPTH = 12;

/**
 * How a field belongs to the one around it: as a parameter, body or result of the operation, as a member, as the items of a
 * list, as the values of a map, or as one of several shapes.
 */
export type FieldStep = "parameter" | "body" | "result" | "member" | "items" | "values" | "part";

/** A field of an operation, and what is inside of it. */
export interface FieldNode {
  step: FieldStep;
  /** `query.page`, `body.name`, `result.data[].mac`; parts have the path of what they are parts of. */
  path: string;
  /** Name of a parameter or member, empty for all others. */
  name: string;
  /** As it is written where the field is. */
  schema: Schema;
  /** With its reference followed and its parts merged. */
  flat: Schema;
  parameter?: Parameter;
  inside: FieldNode[];
  /** Whether there is more inside that is left out: the schema is inside itself, or nested too deeply. */
  cut: boolean;
}

/** The fields of an operation: its parameters, its body, its result. */
export function fieldTree({ schemas }: ApiModel, operation: Operation): FieldNode[] {
  const node = (
    step: FieldStep,
    path: string,
    name: string,
    schema: Schema,
    open: readonly string[],
  ): FieldNode => {
    const own = schema.$ref === undefined ? undefined : refName(schema.$ref);
    const flat = flatten(schemas, schema);
    const cut = open.length > MAX_DEPTH || (own !== undefined && open.includes(own));
    if (cut) return { step, path, name, schema, flat, inside: [], cut: true };
    const outer = [...open, own ?? ""];
    const inside: FieldNode[] = [];
    const add = (by: FieldStep, at: string, member: string, child: Schema): unknown =>
      inside.push(node(by, at, member, child, outer));
    if (flat.items) add("items", `${path}[]`, "", flat.items);
    if (kindOf(flat) === "map" && typeof flat.additionalProperties === "object")
      add("values", `${path}.*`, "", flat.additionalProperties);
    for (const [member, value] of Object.entries(flat.properties ?? {}))
      add("member", `${path}.${member}`, member, value);
    for (const part of flat.oneOf ?? flat.anyOf ?? []) add("part", path, "", part);
    return { step, path, name, schema, flat, inside, cut: false };
  };
  const shape = responseShape(operation, schemas);
  return [
    ...operation.parameters.map((parameter) => ({
      ...node("parameter", `${parameter.in}.${parameter.name}`, parameter.name, parameter.schema, []),
      parameter,
    })),
    ...(operation.body ? [node("body", "body", "", operation.body.schema, [])] : []),
    ...(shape.kind === "none" ? [] : [node("result", "result", "", shape.schema, [])]),
  ];
}

/** Every parameter and member of an operation: `query.page`, `body.name`, `result.data[].mac`. */
export function fieldPaths(model: ApiModel, operation: Operation): Set<string> {
  const paths = new Set<string>();
  const visit = ({ step, path, parameter, inside }: FieldNode): void => {
    // Path parameters are part of the address: they are the same in all versions but for their names.
    if (step === "member" || (parameter && parameter.in !== "path")) paths.add(path);
    for (const child of inside) visit(child);
  };
  for (const field of fieldTree(model, operation)) if (field.parameter?.in !== "path") visit(field);
  return paths;
}
