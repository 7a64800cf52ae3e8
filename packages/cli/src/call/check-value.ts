import { conditionsOf, flatten, gatesOf, resolveSchema, type Schema, type Schemas } from "@omada-sdk/model";
import { nearest } from "@omada-sdk/model/words";
import { listProblem, numberProblem, textProblem } from "./value-problems.js";

/** How strictly a value is checked. */
export interface Strictness {
  /** Whether members that a schema requires have to be there; bodies of PATCH may leave them out. */
  readonly required: boolean;
}

const SHOWN_NAMES = 12;
/** Deeper values are left to the controller. */
const MAX_DEPTH = 24;

/**
 * In what a value differs from what its schema allows, one line each. No line quotes a value, because it may be a secret.
 * @param at where it is, such as `schedule.start`; "" for a whole body
 */
export function problemsOf(
  schemas: Schemas,
  declared: Schema,
  value: unknown,
  at: string,
  strictness: Strictness,
): string[] {
  return new Checker(schemas, strictness).check(declared, value, at, 0);
}

function placeOf(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}

/** `no member "nam"; did you mean name?` */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const some = known.slice(0, SHOWN_NAMES).join(", ") + (known.length > SHOWN_NAMES ? ", ..." : "");
  const help =
    near === undefined ? (known.length === 0 ? "" : `; it has ${some}`) : `; did you mean ${near}?`;
  return `${what} "${name}"${help}`;
}

class Checker {
  readonly #schemas: Schemas;
  readonly #strictness: Strictness;

  constructor(schemas: Schemas, strictness: Strictness) {
    this.#schemas = schemas;
    this.#strictness = strictness;
  }

  check(declared: Schema, value: unknown, at: string, depth: number, isPart = false): string[] {
    const schema = resolveSchema(this.#schemas, declared);
    if ((schema.nullable && value === null) || depth > MAX_DEPTH) return [];
    const { allOf = [], oneOf, anyOf } = schema;
    const part = (each: Schema) => this.check(each, value, at, depth + 1, true);
    const found = [...this.#ofType(schema, value, at, depth), ...allOf.flatMap(part)];
    for (const choices of [oneOf, anyOf]) {
      const all = choices?.map(part) ?? [];
      if (all.length > 0 && all.every((each) => each.length > 0)) found.push(...(all[0] ?? []));
    }
    return isPart ? found : [...found, ...this.#unknownMembers(schema, value, at)];
  }

  #ofType(schema: Schema, value: unknown, at: string, depth: number): string[] {
    const say = (problem: string | undefined) =>
      problem === undefined ? [] : [`${at || "the body"} ${problem}`];
    switch (schema.type) {
      case "string":
        return say(textProblem(schema, value));
      case "integer":
      case "number":
        return say(numberProblem(schema, value));
      case "boolean":
        return say(typeof value === "boolean" ? undefined : "is true or false");
      case "array":
        return Array.isArray(value)
          ? [...say(listProblem(schema, value)), ...this.#items(schema, value, at, depth)]
          : say("is a list");
      case "object":
        return isRecord(value) ? this.#members(schema, value, at, depth) : say("is an object");
      default:
        return [];
    }
  }

  #items({ items }: Schema, value: readonly unknown[], at: string, depth: number): string[] {
    if (!items) return [];
    return value.flatMap((item, index) => this.check(items, item, `${at}[${index}]`, depth + 1));
  }

  #members(schema: Schema, value: Record<string, unknown>, at: string, depth: number): string[] {
    const { required = [], additionalProperties: others } = schema;
    const properties = new Map(Object.entries(schema.properties ?? {}));
    const isNullable = (name: string) => resolveSchema(this.#schemas, properties.get(name)).nullable === true;
    const isThere = (name: string) =>
      Object.hasOwn(value, name) && (value[name] !== null || isNullable(name));
    const needed = this.#strictness.required
      ? [
          ...required.filter((name) => properties.get(name)?.readOnly !== true),
          ...conditionsOf(this.#schemas, schema)
            .filter(({ holds }) => holds(value))
            .map(({ member }) => member),
        ]
      : [];
    const found = [...new Set(needed)]
      .filter((name) => !isThere(name))
      .map((name) => `${placeOf(at, name)} is missing`);
    const gates = gatesOf(this.#schemas, schema);
    for (const [name, member] of Object.entries(value)) {
      // null stands for a member that is left out.
      if (member === null) continue;
      const property = properties.get(name) ?? (typeof others === "object" ? others : undefined);
      if (!property) continue;
      const limited = gates.get(name)?.(value) ?? true;
      const { type, format } = resolveSchema(this.#schemas, property);
      const counts = limited ? property : { ...(type && { type }), ...(format && { format }) };
      found.push(...this.check(counts, member, placeOf(at, name), depth + 1, !limited));
    }
    return found;
  }

  #unknownMembers(schema: Schema, value: unknown, at: string): string[] {
    if (!isRecord(value)) return [];
    const flat = flatten(this.#schemas, schema);
    const known = Object.keys(flat.properties ?? {});
    if (known.length === 0 || flat.additionalProperties || flat.oneOf || flat.anyOf) return [];
    const unknown = Object.keys(value).filter((name) => !known.includes(name));
    return unknown.map((name) => unknownName(`${at || "the body"} has no member`, name, known));
  }
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
