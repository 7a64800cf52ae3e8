import type { Schema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { schemaDoc } from "../../src/emit/schema-docs.js";

const list = (limits: Partial<Schema>, items: Schema = { type: "string" }): Schema => ({
  type: "array",
  items,
  ...limits,
});

describe("the doc comment of a list", () => {
  it.each<[string, Schema, string]>([
    ["both ends", list({ minItems: 1, maxItems: 2 }), "Items: 1 to 2"],
    ["the upper end", list({ maxItems: 3 }), "Items: at most 3"],
    ["the lower end", list({ minItems: 1 }), "Items: at least 1"],
    ["no end", list({}), ""],
    [
      "its size beside the length of its items",
      list({ maxItems: 2 }, { type: "string", minLength: 7, maxLength: 15 }),
      "Items: at most 2\n\nLength: 7 to 15 characters",
    ],
  ])("says %s", (_, schema, text) => {
    expect(schemaDoc(schema)).toBe(text);
  });
});
