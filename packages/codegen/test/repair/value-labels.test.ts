import { expect, test } from "vitest";
import { documentOf, object, ref } from "../support/document.js";
import { imported } from "../support/workspace.js";

const OVERLAY = {
  date: "2026-11-21",
  reason: "test",
  schemas: {
    "Lamp.glow": {
      values: [
        { value: 0, label: "off" },
        { value: 1, label: "dim" },
        { value: 2, label: "bright" },
      ],
      evidence: "seen",
    },
  },
};

test("a document's own table keeps its values and labels, and gets the labels that it lacks", async () => {
  const text = "Glow, 0: dark; 1: too dim to read a book; 3: as bright as the sun on a summer's day";
  const { model, places } = await imported(
    {
      "All.json": documentOf({
        operations: { "POST /lamps": { body: ref("Lamp") } },
        schemas: { Lamp: object({ glow: { type: "integer", format: "int32", description: text } }) },
      }),
    },
    { specs: { "overlays/value-tables.json": OVERLAY } },
  );
  expect(model.schemas.get("Lamp")?.properties?.glow?.["x-omada-values"]).toEqual([
    { value: 0, label: "dark" },
    { value: 1, label: "dim" },
    { value: 3 },
  ]);
  expect(places("value-table")).toEqual(["Lamp.glow"]);
});
