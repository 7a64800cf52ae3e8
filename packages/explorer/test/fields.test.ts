import { fieldPaths } from "@omada-sdk/codegen";
import type { ApiModel, Operation, Schema } from "@omada-sdk/model";
import { describe, expect, test } from "vitest";
import { statementsOf } from "../src/data/operation/field-facts.js";
import { type FieldView, fieldView } from "../src/data/operation/field-view.js";
import { type Field, fieldsOf, membersOf } from "../src/data/operation/fields.js";

const SNAPSHOTS = [
  { at: 0, id: "5.15", flavour: "local", version: "5.15.24" },
  { at: 1, id: "6.2", flavour: "local", version: "6.2" },
  { at: 2, id: "6.2-cloud", flavour: "cloud", version: "6.2" },
] as const;

/** An operation that answers a schema, in a snapshot of its own. */
function place(
  at: number,
  body: Schema,
  schemas: Record<string, Schema> = {},
  more: Partial<Operation> = {},
) {
  const operation: Operation = {
    ...{ name: "a.b", method: "POST", path: "/a/{id}", group: "a", tag: "A", title: "A", deprecated: false },
    ...{ parameters: [], permissions: [], errorCodes: [], authorizationCodeOnly: false },
    ...{ envelope: true, download: false },
    body: { mediaType: "application/json", required: true, schema: body },
    ...more,
  };
  const { id, flavour, version: controllerVersion } = SNAPSHOTS[at] as (typeof SNAPSHOTS)[number];
  const model: ApiModel = {
    ...{ id, line: "v6", flavour, controllerVersion, operations: [operation] },
    schemas: new Map(Object.entries(schemas)),
  };
  return { at, model, operation };
}

function bodyOf(places: ReturnType<typeof place>[], lost: Record<number, string[]> = {}): FieldView {
  const field = fieldsOf(places).find(({ step }) => step === "body") as Field;
  const losses = SNAPSHOTS.map(({ at }) => new Set(lost[at] ?? []));
  return fieldView(field, field.in, { snapshots: SNAPSHOTS, losses });
}

const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});
const text: Schema = { type: "string" };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const named = (view: FieldView, name: string): FieldView => {
  const found = view.inside.find((each) => each.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

describe("the tree of fields", () => {
  test("has a row for a field of several snapshots, and says which have it where not all do", () => {
    const view = bodyOf([place(0, object({ a: text })), place(1, object({ b: text, a: text }))]);
    expect(view.inside.map(({ name, in: ids, support }) => [name, ids, support])).toEqual([
      ["b", "6.2", "since 6.2"],
      ["a", undefined, undefined],
    ]);
  });

  test("says of a field inside of a new one nothing again", () => {
    const view = bodyOf([place(0, object({})), place(1, object({ a: object({ b: text }) }))]);
    expect(named(view, "a").support).toBe("since 6.2");
    expect(named(named(view, "a"), "b").support).toBeUndefined();
  });

  test.each<[string, Schema]>([
    ["string", text],
    ["integer (int64)", { type: "integer", format: "int64" }],
    ["file", { type: "string", format: "binary" }],
    ["any value", {}],
    ["object with members of any name", { type: "object" }],
    ["list of strings", { type: "array", items: text }],
    ["list of lists of objects", { type: "array", items: { type: "array", items: object({ x: text }) } }],
    ["map of lists of booleans", { additionalProperties: { type: "array", items: { type: "boolean" } } }],
    ["one of 2 shapes", { oneOf: [text, object({ x: text })] }],
    ["object", { allOf: [object({ x: text }), object({ y: text })] }],
  ])("calls a type %s", (words, schema) => {
    expect(named(bodyOf([place(0, object({ a: schema }))]), "a").types).toEqual([{ text: words }]);
  });

  test("shows the members of what stands in lists and maps, and those of parts together with the part", () => {
    const view = bodyOf([
      place(
        0,
        object({
          list: { type: "array", items: { type: "array", items: object({ x: text }) } },
          map: { additionalProperties: object({ y: text }) },
          choice: { oneOf: [ref("One"), object({ two: text })] },
        }),
        { One: object({ one: text }) },
      ),
    ]);
    expect(named(view, "list").inside.map(({ path }) => path)).toEqual(["body.list[][].x"]);
    expect(named(view, "map").inside.map(({ path }) => path)).toEqual(["body.map.*.y"]);
    expect(
      named(view, "choice").inside.map((part) => [part.typeName, part.inside.map(({ name }) => name)]),
    ).toEqual([
      ["One", ["one"]],
      [undefined, ["two"]],
    ]);
  });

  test("ends where a schema is inside itself, with a mark", () => {
    const schemas = {
      Node: object({ name: text, next: ref("Node"), all: { type: "array", items: ref("Node") } }),
    };
    const view = bodyOf([place(0, ref("Node"), schemas)]);
    expect(view.cut).toBe(false);
    expect(view.inside.map(({ name, cut, inside }) => [name, cut, inside.length])).toEqual([
      ["name", false, 0],
      ["next", true, 0],
      ["all", true, 0],
    ]);
  });

  test("takes parameters of the path for the same by their place", () => {
    const parameter = (name: string) => ({ name, in: "path" as const, required: true, schema: text });
    const fields = fieldsOf([
      place(0, {}, {}, { path: "/a/{id}", parameters: [parameter("id")] }),
      place(1, {}, {}, { path: "/a/{mac}", parameters: [parameter("mac")] }),
    ]);
    expect(
      fields.filter(({ step }) => step === "parameter").map(({ name, in: mask }) => [name, mask]),
    ).toEqual([["mac", 3]]);
  });
});

describe("facts of a field", () => {
  test("have a wording for each group of snapshots that differ", () => {
    const view = bodyOf([
      place(0, object({ a: { type: "string", "x-omada-range": [1, 5] } }, ["a"])),
      place(1, object({ a: { type: "integer", "x-omada-range": [1, 9] } })),
    ]);
    const a = named(view, "a");
    expect(a.types).toEqual([
      { text: "integer", in: "6.2", support: "since 6.2" },
      { text: "string", in: "5.15", support: "until 5.15" },
    ]);
    expect(a.required.map(({ text: words, support }) => [words, support])).toEqual([
      ["optional", "since 6.2"],
      ["required", "until 5.15"],
    ]);
    expect(a.facts.map(({ text: words, support }) => [words, support])).toEqual([
      ["Range: 1 to 9", "since 6.2"],
      ["Range: 1 to 5", "until 5.15"],
    ]);
  });

  test("that a snapshot has lost are not gone", () => {
    const [with_, without] = [object({ a: { ...text, pattern: "^x$" } }, ["a"]), object({ a: text })];
    const only = { in: "5.15", support: "until 5.15" };
    const gone = named(bodyOf([place(0, with_), place(1, without)]), "a");
    expect(gone.facts).toEqual([{ fact: "pattern", text: "^x$", ...only }]);
    expect(gone.required).toHaveLength(2);
    const lost = named(bodyOf([place(0, with_), place(1, without)], { 1: ["pattern", "required"] }), "a");
    expect(lost.facts).toEqual([{ fact: "pattern", text: "^x$", in: "5.15", support: "stated for 5.15" }]);
    expect(lost.required).toEqual([{ text: "required", in: "5.15", support: "stated for 5.15" }]);
    // The same version speaks for the other flavour.
    const cloud = named(bodyOf([place(1, with_), place(2, without)], { 2: ["pattern", "required"] }), "a");
    expect(cloud.facts).toEqual([{ fact: "pattern", text: "^x$" }]);
    expect(cloud.required).toEqual([{ text: "required" }]);
  });

  test("name conditions on one member as alternatives, on several as holding together", () => {
    const conditions: Schema["x-omada-conditions"] = [
      { kind: "required", field: "mode", equals: "1" },
      { kind: "required", field: "mode", equals: "2" },
      { kind: "required", field: "on", equals: "true" },
      { kind: "valid", field: "kind", equals: "x" },
    ];
    const view = bodyOf([place(0, object({ a: { ...text, "x-omada-conditions": conditions } }))]);
    expect(named(view, "a").facts.map((each) => each.text)).toEqual([
      "Required when mode is 1 or 2 and on is true. Applies when kind is x",
    ]);
  });

  test("come from the field and from what is in its lists", () => {
    const items: Schema = { type: "integer", "x-omada-range": [0, 3], "x-omada-unit": "s" };
    const [field] = fieldsOf([
      place(0, { type: "array", maxItems: 4, uniqueItems: true, readOnly: true, items }),
    ]).filter(({ step }) => step === "body");
    const said = [...statementsOf(field as Field, []).values()].map(({ wordings }) => wordings[0]?.text);
    expect(said).toEqual([
      "list of integers",
      "read-only: the controller sets it",
      "Range: 0 to 3",
      "Items: at most 4",
      "No item twice",
      "Unit: s",
    ]);
  });
});

describe("values of a field", () => {
  const table = (rows: Schema["x-omada-values"]): Schema =>
    object({ a: { type: "integer", ...(rows ? { "x-omada-values": rows } : {}) } });

  test("are those of all snapshots, with those that only some have and labels of another meaning", () => {
    const view = bodyOf([
      place(0, table([{ value: 0, label: "Off" }, { value: 1, label: "on" }, { value: 2 }])),
      place(
        1,
        table([
          { value: 3, label: "new" },
          { value: 0, label: "off" },
          { value: 1, label: "auto" },
        ]),
      ),
    ]);
    expect(named(view, "a").values?.rows).toEqual([
      { text: "3", label: "new", in: "6.2", support: "since 6.2", others: [] },
      { text: "0", label: "off", others: [] },
      { text: "1", label: "auto", others: [{ text: "on", in: "5.15", support: "until 5.15" }] },
      { text: "2", in: "5.15", support: "until 5.15", others: [] },
    ]);
  });

  test("are stated for the snapshots that have not lost them", () => {
    const places = [place(0, table([{ value: 0 }])), place(1, table(undefined))];
    expect(named(bodyOf(places), "a").values?.support).toBe("until 5.15");
    expect(named(bodyOf(places, { 1: ["texts"] }), "a").values?.support).toBe("stated for 5.15");
  });

  test("of an enum stand beside those of the table", () => {
    const schema: Schema = { ...text, enum: ["x", "y"], "x-omada-values": [{ value: "x", label: "ex" }] };
    expect(named(bodyOf([place(0, object({ a: schema }))]), "a").values?.rows.map((row) => row.text)).toEqual(
      ["x", "y"],
    );
  });
});

describe("random models", () => {
  /** Pseudo-random numbers, the same for a seed. */
  function randomOf(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  const NAMES = ["a", "b", "__proto__x", "constructor", "has blank", "<b>", "a.b", "[]"];

  function schemaOf(random: (below: number) => number, depth: number): Schema {
    const deeper = (): Schema => schemaOf(random, depth - 1);
    const some = <T>(make: () => T): T[] => Array.from({ length: random(4) }, make);
    const name = (): string => NAMES[random(NAMES.length)] as string;
    if (depth === 0) return { type: "string" };
    const kinds: (() => Schema)[] = [
      () => ({}),
      () => ({ type: "integer", "x-omada-values": some(() => ({ value: random(3), label: name() })) }),
      () => ref(`S${random(4)}`),
      () => ({ ...ref("Missing"), deprecated: true }),
      () => ({ type: "array", items: deeper() }),
      () => ({ type: "array", items: deeper(), properties: { [name()]: deeper() } }),
      () => ({ additionalProperties: random(2) === 0 ? true : deeper() }),
      () => object(Object.fromEntries(some(() => [name(), deeper()])), some(name)),
      () => ({ oneOf: some(deeper) }),
      () => ({ anyOf: some(deeper), properties: { [name()]: deeper() } }),
      () => ({ allOf: some(deeper) }),
    ];
    return (kinds[random(kinds.length)] as () => Schema)();
  }

  function pathsIn(field: Field): string[] {
    const own = field.step === "member" || field.step === "parameter" ? [field.path] : [];
    return [...own, ...membersOf(field).flatMap(pathsIn)];
  }

  test("have all their fields in the tree, where they are", () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomOf(seed);
      const places = [0, 1, 2].map((at) => {
        const schemas = Object.fromEntries(
          [0, 1, 2, 3].map((number) => [`S${number}`, schemaOf(random, 3)] as const),
        );
        return place(at, schemaOf(random, 4), schemas, {
          parameters: [{ name: "q", in: "query", required: false, schema: schemaOf(random, 2) }],
          response: object({ result: schemaOf(random, 4) }),
        });
      });
      const fields = fieldsOf(places);
      const all = new Set(places.flatMap(({ model, operation }) => [...fieldPaths(model, operation)]));
      expect(new Set(fields.flatMap(pathsIn)), `seed ${seed}`).toEqual(all);
      const context = { snapshots: SNAPSHOTS, losses: SNAPSHOTS.map(() => new Set<string>()) };
      for (const field of fields) fieldView(field, 7, context);
    }
  });
});
