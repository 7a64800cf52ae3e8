import {
  type ApiModel,
  type Operation,
  reachableNames,
  refName,
  responseShape,
  type Schema,
  schemasOf,
} from "@omada-sdk/model";

/** One operation of a snapshot with the schemas that it reaches: a copy, to be changed at will. */
export class Slice {
  readonly model: ApiModel;
  /** Number of the place, from 0: mutations take another field or object by it. */
  readonly turn: number;

  constructor(model: ApiModel, turn: number) {
    this.model = model;
    this.turn = turn;
  }

  get operation(): Operation {
    return this.model.operations[0] as Operation;
  }

  follow(schema: Schema | undefined): Schema | undefined {
    let current = schema;
    for (let hops = 0; current?.$ref !== undefined && hops < 9; hops++)
      current = this.model.schemas.get(refName(current.$ref) ?? "");
    return current;
  }

  /** What the caller gets, without envelope. */
  get result(): Schema | undefined {
    const shape = responseShape(this.operation, this.model.schemas);
    return shape.kind === "none" ? undefined : shape.schema;
  }

  /** Objects that only a request has, those further inside later. */
  requestObjects(): Schema[] {
    const other = new Set(this.objectsIn(this.result));
    return this.objectsIn(this.operation.body?.schema).filter((schema) => !other.has(schema));
  }

  /** Objects that only an answer has; those of the page around its rows are left out. */
  responseObjects(): Schema[] {
    const other = new Set(this.objectsIn(this.operation.body?.schema));
    return this.objectsIn(this.result).filter(
      (schema) => !other.has(schema) && !Object.hasOwn(schema.properties ?? {}, "totalRows"),
    );
  }

  /** One of the objects that a test accepts, another one at every place. */
  pick(objects: readonly Schema[], test: (schema: Schema) => boolean = () => true): Schema | undefined {
    const fit = objects.filter((schema) => Object.keys(schema.properties ?? {}).length > 0 && test(schema));
    return fit[this.turn % Math.max(1, fit.length)];
  }

  /** A member of one of the objects, and the object. */
  member(
    objects: readonly Schema[],
    test: (schema: Schema, name: string, owner: Schema) => boolean,
  ): { owner: Schema; name: string; schema: Schema } | undefined {
    const fit = objects.flatMap((owner) =>
      Object.entries(owner.properties ?? {})
        .filter(([name, schema]) => test(schema, name, owner))
        .map(([name, schema]) => ({ owner, name, schema })),
    );
    return fit[(this.turn * 7) % Math.max(1, fit.length)];
  }

  private objectsIn(root: Schema | undefined): Schema[] {
    const found: Schema[] = [];
    const seen = new Set<Schema>();
    const queue = [root];
    for (let next = queue.shift(); next !== undefined || queue.length > 0; next = queue.shift()) {
      const schema = this.follow(next);
      if (!schema || seen.has(schema)) continue;
      seen.add(schema);
      if (schema.properties) found.push(schema);
      queue.push(schema.items, ...Object.values(schema.properties ?? {}));
      if (typeof schema.additionalProperties === "object") queue.push(schema.additionalProperties);
    }
    return found;
  }
}

export function slice(model: ApiModel, operation: Operation, turn: number): Slice {
  const names = reachableNames(schemasOf(operation), model.schemas);
  const schemas = new Map([...model.schemas].filter(([name]) => names.has(name)));
  return new Slice(structuredClone({ ...model, operations: [operation], schemas }), turn);
}
