import { describe, expect, it } from "vitest";
import {
  isSort,
  mineConditions,
  mineDefault,
  mineFormat,
  mineQueryFields,
} from "../../src/import/mine/fields.js";
import { annotateSchema } from "../../src/import/mine/schema.js";
import type { RawSchema } from "../../src/import/raw.js";
import { object, text } from "../support/document.js";

describe.concurrent("conditions", () => {
  const siblings = new Set(["mode", "lampEnable"]);

  it.each([
    ["Required when mode is 1.", { kind: "required", field: "mode", equals: "1" }],
    [
      "It is required only if the value of parameter [mode] is set to 2",
      { kind: "required", field: "mode", equals: "2" },
    ],
    [`Valid when "lampEnable" is true.`, { kind: "valid", field: "lampEnable", equals: "true" }],
    ["Takes effect when mode equals AUTO", { kind: "valid", field: "mode", equals: "AUTO" }],
  ])("%s", (description, condition) => {
    expect(mineConditions(description, siblings)).toEqual([condition]);
  });

  it("only on siblings that are really there", () => {
    expect(mineConditions("Required when it is dark. Valid when shape is 3.", siblings)).toEqual([]);
    expect(mineConditions("Required when constructor is 1.", siblings)).toEqual([]);
  });

  it("several, each once", () => {
    const twice = "Required when mode is 1. Required when mode is 1. Valid when lampEnable is true";
    expect(mineConditions(twice, siblings)).toHaveLength(2);
  });

  it("of a member look at the members beside it, not at itself's children or elsewhere", () => {
    const schema: RawSchema = object({
      mode: { type: "integer" },
      size: { type: "integer", description: "Required when mode is 1." },
      inner: object({ depth: { type: "integer", description: "Required when mode is 1." } }),
    });
    annotateSchema(schema);
    expect(schema.properties?.size?.["x-omada-conditions"]).toHaveLength(1);
    expect(schema.properties?.inner?.properties?.depth?.["x-omada-conditions"]).toBeUndefined();
  });
});

describe.concurrent("defaults", () => {
  it.each([
    ["Default is 10.", "integer", "10"],
    ["Size, default: -1", "integer", "-1"],
    ["The default value is 2.5.", "number", "2.5"],
    ["Default value: true", "boolean", "true"],
    ["Glows with the default value of False", "boolean", "false"],
    ["Default: AUTO_MODE", "string", "AUTO_MODE"],
    ["Default is the last one", "integer", undefined],
    ["Default is on", "boolean", undefined],
    ["Default is whatever was set", "string", undefined],
    ["Lamp", "integer", undefined],
  ])("%s (%s)", (description, type, value) => {
    expect(mineDefault(description, type)).toBe(value);
  });
});

describe.concurrent("query parameters", () => {
  it("fields that a search looks through", () => {
    expect(mineQueryFields("Fuzzy query parameters, support field name,mac,ip")).toEqual({
      kind: "search",
      fields: ["name", "mac", "ip"],
    });
  });

  it("the field that a filter is about", () => {
    expect(mineQueryFields("Filter query parameters, support fields lamp and shape")).toEqual({
      kind: "filter",
      fields: ["lamp", "shape"],
    });
  });

  it("no fields from a copied example", () => {
    expect(mineQueryFields("Filter query parameters, support field 1699999999999")).toBeUndefined();
  });

  it("no fields from the clause behind them", () => {
    expect(
      mineQueryFields("Filter query parameters, support field lamp, it should be one of 1 and 2")?.fields,
    ).toEqual(["lamp"]);
  });

  it("the direction of a sort", () => {
    expect(isSort("Sort parameter may be one of asc or desc. Optional.")).toBe(true);
    expect(isSort("A sort of lamp")).toBe(false);
  });
});

describe.concurrent("formats", () => {
  it.each([
    ["MAC address of the lamp", "mac"],
    ["Lamp, like AA-BB-CC-DD-EE-FF", "mac"],
    ["IP address", "ipv4"],
    ["IPv4 address", "ipv4"],
    ["IPv6 address", "ipv6"],
    ["Macaroni", undefined],
  ])("%s", (description, format) => {
    expect(mineFormat(description)).toBe(format);
  });
});

describe.concurrent("annotations", () => {
  it("reach items, nested members and maps", () => {
    const table = "Kind should be a value as follows: 0: red; 1: green";
    const schema = object({
      list: { type: "array", description: table, items: { type: "integer" } },
      map: { type: "object", additionalProperties: { type: "integer", description: table } },
    });
    annotateSchema(schema);
    const rows = [
      { value: 0, label: "red" },
      { value: 1, label: "green" },
    ];
    expect(schema.properties?.list?.items?.["x-omada-values"]).toEqual(rows);
    expect(schema.properties?.map?.additionalProperties).toMatchObject({ "x-omada-values": rows });
  });

  it("leave a real enum alone", () => {
    const schema: RawSchema = { ...text("Mode should be a value as follows: A, B"), enum: ["A", "B", "C"] };
    annotateSchema(schema);
    expect(schema["x-omada-values"]).toBeUndefined();
  });
});
