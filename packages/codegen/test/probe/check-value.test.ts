import { describe, expect, it } from "vitest";
import type { Schema } from "../../src/index.js";
import { checkValue } from "../../src/probe/check-value.js";
import { createRedaction, memberNames } from "../../src/probe/redact.js";
import { answers, array, model, object, sends } from "../diff/support.js";

const text: Schema = { type: "string" };
const number: Schema = { type: "integer" };
const redaction = createRedaction(new Set(["b"]), "salt");
const check = (schema: Schema, value: unknown, schemas = {}) =>
  checkValue(model([], schemas), schema, value, "result", redaction).map(
    ({ kind, path, seen }) => `${kind} ${path}${seen === undefined ? "" : ` ${seen}`}`,
  );

describe("a value and its schema", () => {
  it.each<[string, Schema, unknown]>([
    ["an object", object({ a: text, b: number }), { a: "x", b: 1 }],
    ["members that are left out or null", object({ a: text }), { a: null }],
    ["a whole number where any is declared", { type: "number" }, 3],
    ["anything where nothing is declared", {}, { a: [1] }],
    ["a map", { type: "object", additionalProperties: number }, { anything: 1 }],
    ["an open object", { type: "object" }, { anything: 1 }],
    ["a listed value", { ...number, "x-omada-values": [{ value: 1 }] }, 1],
    ["a text in other letters", { ...text, "x-omada-values": [{ value: "DHCP" }] }, "dhcp"],
    ["nothing at all", object({ a: text }), undefined],
  ])("fit: %s", (_, schema, value) => {
    expect(check(schema, value)).toEqual([]);
  });

  it.each<[string, Schema, unknown, string[]]>([
    ["other type", object({ a: text }), { a: 1 }, ["wrong-type result.a integer"]],
    ["fraction for a whole number", number, 1.5, ["wrong-type result number"]],
    ["object for a list", array(text), {}, ["wrong-type result object"]],
    ["undeclared member", object({ a: text }), { b: true }, ["undeclared-field result.b boolean"]],
    ["required member that is null", object({ a: text }, ["a"]), { a: null }, ["missing-required result.a"]],
    [
      "text in other letters than an enum",
      { ...text, enum: ["DHCP"] },
      "dhcp",
      ["unlisted-value result #521e2a45"],
    ],
    ["value that is not listed", { ...number, enum: [1, 2] }, 3, ["unlisted-value result 3"]],
    [
      "inside of lists",
      array(object({ a: text })),
      [{ a: "x" }, { a: 1 }],
      ["wrong-type result[].a integer"],
    ],
    [
      "inside of maps",
      { type: "object", additionalProperties: number },
      { k: "x" },
      ["wrong-type result.* string"],
    ],
  ])("do not fit: %s", (_, schema, value, found) => {
    expect(check(schema, value)).toEqual(found);
  });

  it("follow references, also endless ones", () => {
    const schemas = { Node: object({ next: { $ref: "#/components/schemas/Node" } }) };
    const value: Record<string, unknown> = {};
    value.next = value;
    expect(check({ $ref: "#/components/schemas/Node" }, value, schemas)).toEqual([]);
  });

  it("do not read members that every object has", () => {
    expect(check(object({ a: text }), JSON.parse('{"constructor":1,"__proto__":2}'))).toHaveLength(2);
  });
});

describe("redaction", () => {
  const schema = object({ lanName: text, rows: array(object({ Wan: text })) });
  const mapOf = object({
    byPort: { type: "object", additionalProperties: { $ref: "#/components/schemas/Port" } },
  });
  const members = memberNames([
    model([answers(schema), sends({ allOf: [object({ part: text })] })], { Port: object({ speed: number }) }),
    model([answers(mapOf)]),
  ]);

  it("has the members of all snapshots, of requests and of answers", () => {
    expect([...members].sort()).toEqual(
      ["Wan", "byPort", "errorCode", "field", "lanName", "part", "result", "rows", "speed"].sort(),
    );
  });

  it.each(["lanName", "Wan", "speed", "part"])("keeps the member %s", (name) => {
    expect(createRedaction(members).member(name)).toBe(name);
  });

  it.each([
    "SmithResidence",
    "johns_phone",
    "name",
    "AA-BB-CC-00-11-22",
    "aabbcc001122",
    "5f2a9c0d",
    "6553b6a7e1f0c12d3a4b5c6d",
    "192.168.0.1",
    "Captain Nemo",
    "p12345",
    "constructor",
    "été",
  ])("hides the key %s", (name) => {
    expect(createRedaction(members).member(name)).toMatch(/^#[0-9a-f]{8}$/);
  });

  it("hides a row's key where a value is classified by its member", () => {
    const found = check(object({ a: text }), { SmithResidence: 1, b: 2 });
    expect(found).toEqual([
      expect.stringMatching(/^undeclared-field result\.#[0-9a-f]{8} integer$/),
      "undeclared-field result.b integer",
    ]);
  });

  it("is the same within a report and another in the next", () => {
    expect(redaction.text("x")).toBe(redaction.text("x"));
    expect(createRedaction(members).text("x")).not.toBe(createRedaction(members).text("x"));
  });
});
