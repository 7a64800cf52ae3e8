import { describe, expect, it } from "vitest";
import { documentOf, object, ref } from "../support/document.js";
import { imported } from "../support/workspace.js";

async function member(schema: object) {
  const { model, places } = await imported({
    "All.json": documentOf({
      operations: { "POST /lamps": { body: ref("Lamp") } },
      schemas: { Lamp: object({ glows: schema }) },
    }),
  });
  return { glows: model.schemas.get("Lamp")?.properties?.glows, places: places("list-size") };
}

describe.concurrent("the size of a list", () => {
  it("is taken off texts inside of it", async () => {
    const items = { type: "string", minLength: 0, maxLength: 2 };
    const { glows, places } = await member({ type: "array", minItems: 0, maxItems: 2, items });
    expect(glows).toEqual({ type: "array", maxItems: 2, items: { type: "string" } });
    expect(places).toEqual(["Lamp.glows -> no minLength, maxLength"]);
  });

  it("is taken off numbers inside of it, also where it has no upper limit", async () => {
    const max = 2_147_483_647;
    const items = { type: "integer", minimum: 1, maximum: max };
    const { glows, places } = await member({ type: "array", minItems: 1, maxItems: max, items });
    expect(glows).toEqual({ type: "array", minItems: 1, items: { type: "integer" } });
    expect(places).toEqual(["Lamp.glows -> no minimum, maximum"]);
  });

  it.each([{ minLength: 0, maxLength: 64 }, { minLength: 1, maxLength: 2 }, { maxLength: 5 }])(
    "leaves limits of their own alone: %j",
    async (limits) => {
      const items = { type: "string", ...limits };
      const { glows, places } = await member({ type: "array", minItems: 0, maxItems: 2, items });
      expect(glows?.items?.maxLength).toBe(limits.maxLength);
      expect(places).toEqual([]);
    },
  );
});
