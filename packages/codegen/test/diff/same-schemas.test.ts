import { refTo, type Schema } from "@omada-sdk/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sameSchemas } from "../../src/diff/same-schemas.js";

const NAMES = ["A", "B", "C", "D", "E"];

/** Schemas that refer to each other, to themselves and to names that are not there. */
const schemas = fc.dictionary(
  fc.constantFrom(...NAMES.slice(0, 4)),
  fc.oneof(
    fc.record({ type: fc.constantFrom("string" as const, "integer" as const) }),
    fc.record({ $ref: fc.constantFrom(...NAMES).map(refTo) }),
    fc.record({
      properties: fc.dictionary(
        fc.constantFrom("a", "b", "$ref"),
        fc.record({ $ref: fc.constantFrom(...NAMES).map(refTo) }),
      ),
    }),
  ),
);

/** A schema with what it refers to written out, some levels deep. */
function writtenOut(name: string, all: ReadonlyMap<string, Schema>, depth: number): unknown {
  const schema = all.get(name);
  if (schema === undefined) return `no ${name}`;
  if (depth === 0) return name;
  const refs = [schema, ...Object.values(schema.properties ?? {})].flatMap(({ $ref }) =>
    typeof $ref === "string" ? [$ref.slice(refTo("").length)] : [],
  );
  return [JSON.stringify(schema), refs.map((ref) => writtenOut(ref, all, depth - 1))];
}

test("a schema is the same where everything that it leads to is", () => {
  fc.assert(
    fc.property(schemas, schemas, (left, right) => {
      const [before, after] = [left, right].map((each) => new Map<string, Schema>(Object.entries(each)));
      if (!before || !after) return;
      const same = sameSchemas(before, after);
      for (const name of before.keys()) {
        // Five names: what differs is at most five references away.
        const texts = [before, after].map((all) => JSON.stringify(writtenOut(name, all, NAMES.length + 1)));
        expect(same.has(name), name).toBe(texts[0] === texts[1]);
      }
    }),
    { numRuns: 500 },
  );
});
