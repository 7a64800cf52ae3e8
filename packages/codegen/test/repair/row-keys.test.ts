import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

const grid = (row: RawSchema) =>
  envelope(
    object({
      totalRows: { type: "integer" },
      currentPage: { type: "integer" },
      data: { type: "array", items: row },
    }),
  );

const specs = (rowKeys: Record<string, string[]>) => ({
  "overlays/6.2.json": {
    date: "2026-01-01",
    reason: "test",
    rowKeys: Object.fromEntries(
      Object.entries(rowKeys).map(([key, fields]) => [key, { fields, evidence: "seen" }]),
    ),
  },
});

const document = (lamp: RawSchema) =>
  documentOf({
    operations: {
      "GET /lamps": { answer: grid(ref("Lamp")) },
      "GET /lamps/list": { answer: envelope({ type: "array", items: ref("Lamp") }) },
      "GET /tubes": { answer: grid(object({ lampId: text() }, ["lampId"])) },
    },
    schemas: { Lamp: lamp },
  });

const LAMP = object({ lampId: text(), name: text() });

describe.concurrent("members that a row always has", () => {
  it("are required, in pages and in arrays, also when rows share a schema", async () => {
    const { model, places } = await imported(
      { "All.json": document(LAMP) },
      { specs: specs({ "GET /lamps": ["lampId"], "GET /lamps/list": ["lampId", "name"] }) },
    );
    expect(model.schemas.get("Lamp")?.required).toEqual(["lampId", "name"]);
    expect(places("row-key")).toEqual([
      "GET /lamps lampId",
      "GET /lamps/list lampId",
      "GET /lamps/list name",
    ]);
  });

  it.each([
    ["an operation that is gone", { "GET /gone": ["lampId"] }, /rows of GET \/gone/],
    ["a member that is gone", { "GET /lamps": ["serial"] }, /marks serial in the rows of GET \/lamps/],
    ["an inherited member", { "GET /lamps": ["constructor"] }, /marks constructor/],
    [
      "what the document marks itself",
      { "GET /lamps": ["lampId"], "GET /tubes": ["lampId"] },
      /GET \/tubes; it is marked already/,
    ],
  ])("fail loudly for %s", async (_, rowKeys, message) => {
    const attempt = imported({ "All.json": document(LAMP) }, { specs: specs(rowKeys) });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ name: "ImportError" });
  });
});

describe.concurrent("an envelope that holds itself", () => {
  it.each([
    ["as its result", ref("Box"), { type: "object" }],
    [
      "as a row of its result",
      { type: "array", items: ref("Box") } as RawSchema,
      { type: "array", items: { type: "object" } },
    ],
  ])("%s has lost the row's schema", async (_, result, expected) => {
    const { model, places } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: ref("Box") } },
        schemas: { Box: envelope(result) },
      }),
    });
    expect(model.schemas.get("Box")?.properties?.result).toEqual(expected);
    expect(places("self-envelope")).toEqual(["Box -> open object"]);
  });
});
