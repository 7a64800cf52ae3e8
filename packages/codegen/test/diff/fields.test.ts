import { describe, expect, test } from "vitest";
import { diffModels, type Operation, type Schema } from "../../src/index.js";
import { answers, answersField, array, model, object, operation, rulesOf, sends, takes } from "./support.js";

const text: Schema = { type: "string" };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const at = (before: Operation, after: Operation, old = {}, now = {}) =>
  diffModels(model([before], old), model([after], now)).map(({ rule, path }) => `${rule} ${path}`);

describe("where a change is", () => {
  test("in the rows of a page, through references", () => {
    const grid = (row: string) => object({ totalRows: text, currentPage: text, data: array(ref(row)) });
    expect(
      at(answers(grid("Old")), answers(grid("New")), { Old: object({ name: text }) }, { New: object({}) }),
    ).toEqual(["response-type-loosened result.data[]", "type-name-removed device.Old"]);
    expect(
      at(
        answers(grid("Old")),
        answers(grid("New")),
        { Old: object({ name: text, mac: text }) },
        { New: object({ mac: text }) },
      ),
    ).toEqual(["response-property-removed result.data[].name", "type-name-removed device.Old"]);
  });

  test("in a member of a member of the body", () => {
    const body = (format?: string) =>
      sends(object({ channelWidth: { ...text, ...(format ? { format } : {}) } }));
    expect(at(body(), body("ipv4"))).toEqual(["request-format-documented body.field.channelWidth"]);
  });

  test("in a parameter of the query", () => {
    const changed = takes({ name: "filters.tag", schema: { type: "boolean" } });
    expect(at(takes({ name: "filters.tag" }), changed)).toEqual(["parameter-type-changed query.filters.tag"]);
  });

  test("in the values of a map and in the items of an array in an array", () => {
    const map = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
    expect(at(answersField(map(text)), answersField(map({ type: "boolean" })))).toEqual([
      "response-type-changed result.field.*",
    ]);
    expect(at(answersField(array(array(text))), answersField(array(array({ type: "boolean" }))))).toEqual([
      "response-type-changed result.field[][]",
    ]);
  });
});

describe("what is the same", () => {
  test("a schema with another name, but for the name that programs import", () => {
    const schema = object({ a: text });
    expect(at(answers(ref("A")), answers(ref("B")), { A: schema }, { B: schema })).toEqual([
      "type-name-renamed device.A",
    ]);
  });

  test("an enum and a table with the same values", () => {
    const before: Schema = { ...text, enum: ["a", "b"] };
    const after: Schema = { ...text, "x-omada-values": [{ value: "a" }, { value: "b" }] };
    expect(rulesOf(sends(before), sends(after))).toEqual([]);
  });

  test("a map of anything and an object without members", () => {
    expect(
      rulesOf(answersField({ type: "object" }), answersField({ type: "object", additionalProperties: true })),
    ).toEqual([]);
  });

  test("allOf and its parts in one", () => {
    const parts: Schema = { allOf: [object({ a: text }, ["a"]), object({ b: text })] };
    expect(rulesOf(answers(parts), answers(object({ a: text, b: text }, ["a"])))).toEqual([]);
  });

  test("permissions and error codes in another order", () => {
    const lists = (permissions: string[], errorCodes: number[]) => operation({ permissions, errorCodes });
    expect(rulesOf(lists(["A", "B"], [1, 2]), lists(["B", "A"], [2, 1]))).toEqual([]);
  });
});

describe("schemas that contain themselves", () => {
  const tree = (leaf: Schema): Record<string, Schema> => ({
    Node: object({ leaf, children: array(ref("Node")), twin: ref("Twin") }),
    Twin: object({ node: ref("Node"), leaf }),
  });

  test("end, and report the change at each place that is reached first", () => {
    expect(at(answers(ref("Node")), answers(ref("Node")), tree(text), tree({ type: "boolean" }))).toEqual([
      "response-type-changed result.leaf",
      "response-type-changed result.twin.leaf",
    ]);
  });

  test("are compared in full again when reached from elsewhere", () => {
    const operations = [answers(ref("Node")), { ...answers(ref("Twin")), path: "/z" }];
    const found = diffModels(model(operations, tree(text)), model(operations, tree({ type: "boolean" })));
    const paths = found.filter(({ operation: id }) => id === "GET /z").map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["result.leaf", "result.node.leaf"]));
  });

  test("a reference that leads nowhere or to itself is an open value", () => {
    const loop = { Loop: ref("Loop") };
    const found = diffModels(model([answers(ref("Loop"))], loop), model([answers(ref("Gone"))], {}));
    expect(found.filter(({ owner }) => owner !== "Loop")).toEqual([]);
  });

  test("a field called like a member of every object is a field", () => {
    const odd = object({ constructor: text });
    expect(at(answers(object({ a: text })), answers(object({ a: text, ...odd.properties })))).toEqual([
      "response-property-added result.constructor",
    ]);
  });
});
