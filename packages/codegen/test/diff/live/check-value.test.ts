import { describe, expect, it } from "vitest";
import { checkValue } from "../../../src/diff/live/check-value.js";
import { createRedact, safeName } from "../../../src/diff/live/redact.js";
import type { Schema } from "../../../src/index.js";
import { array, model, object } from "../support.js";

const text: Schema = { type: "string" };
const number: Schema = { type: "integer" };
const redact = createRedact("salt");
const check = (schema: Schema, value: unknown, schemas = {}) =>
  checkValue(model([], schemas), schema, value, "result", redact).map(
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
    ["member nobody declared", object({ a: text }), { b: true }, ["undeclared-field result.b boolean"]],
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
  it.each(["name", "WanList", "lan_name", "support5g2"])("keeps the member %s", (name) => {
    expect(safeName(name, redact)).toBe(name);
  });

  it.each([
    "AA-BB-CC-00-11-22",
    "5f2a9c0d",
    "192.168.0.1",
    "Captain Nemo",
    "deadbeefdeadbeef",
    "p12345",
    "été",
  ])("hides the key %s", (name) => {
    expect(safeName(name, redact)).toMatch(/^#[0-9a-f]{8}$/);
  });

  it("is the same within a report and another in the next", () => {
    expect(redact("x")).toBe(redact("x"));
    expect(createRedact()("x")).not.toBe(createRedact()("x"));
  });
});
