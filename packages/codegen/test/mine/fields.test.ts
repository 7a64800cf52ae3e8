import { describe, expect, it } from "vitest";
import { isSort, mineDefault, mineQueryFields } from "../../src/import/mine/fields.js";

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
    expect(mineQueryFields("Fuzzy query parameters, support field lampName,mac,ip")).toEqual({
      kind: "search",
      fields: ["lampName", "mac", "ip"],
    });
  });

  it("the field that a filter is about", () => {
    expect(mineQueryFields("Filter query parameters, support fields lamp and shape")).toEqual({
      kind: "filter",
      fields: ["lamp", "shape"],
    });
  });

  it("members of members, in one piece", () => {
    const description = "Fuzzy query parameters, support field lamp.name,room_name. Lamps glow.";
    expect(mineQueryFields(description)?.fields).toEqual(["lamp.name", "room_name"]);
  });

  it.each([
    "Filter query parameters, support field 1699999999999",
    "Filter query parameters, support field d00faced17ea7238154ba610710d9a28",
  ])("no fields from a copied example: %s", (description) => {
    expect(mineQueryFields(description)).toBeUndefined();
  });

  it.each([
    "lamp, it should be one of 1 and 2",
    "lamp: true/false.",
    "lamp. 0: red, 1: green",
    "lamp, example:[1]",
    "lamp, one or more shapes",
  ])("no fields from what is behind them: %s", (fields) => {
    expect(mineQueryFields(`Filter query parameters, support field ${fields}`)?.fields).toEqual(["lamp"]);
  });

  it("the direction of a sort", () => {
    expect(isSort("Of lamps; sort parameters may be one of asc or desc.")).toBe(true);
    expect(isSort("A sort of lamp")).toBe(false);
  });
});
