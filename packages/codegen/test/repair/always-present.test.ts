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

const specs = (operations: Record<string, { fields?: string[]; result?: string[] }>) => ({
  "overlays/always-present.json": {
    date: "2026-01-01",
    reason: "test",
    operations: Object.fromEntries(
      Object.entries(operations).map(([key, entry]) => [key, { ...entry, evidence: "seen" }]),
    ),
  },
});

const document = (lamp: RawSchema) =>
  documentOf({
    operations: {
      "GET /lamps": { answer: grid(ref("Lamp")) },
      "GET /lamps/list": { answer: envelope({ type: "array", items: ref("Lamp") }) },
      "GET /tubes": { answer: grid(object({ lampId: text() }, ["lampId"])) },
      "GET /lamps/{lampId}": { answer: envelope(object({ lampId: text() })) },
      "GET /rooms": { answer: grid(ref("Room")) },
      "POST /rooms": { body: ref("Room"), answer: envelope() },
    },
    schemas: { Lamp: lamp, Room: object({ roomId: text() }) },
  });

const LAMP = object({ lampId: text(), name: text() });

describe.concurrent("members that are always there", () => {
  it("are required, in pages, arrays and results, also when rows share a schema", async () => {
    const { model, operation, places } = await imported(
      { "All.json": document(LAMP) },
      {
        specs: specs({
          "GET /lamps": { fields: ["lampId"] },
          "GET /lamps/list": { fields: ["lampId", "name"] },
          "GET /lamps/{id}": { result: ["lampId"] },
        }),
      },
    );
    expect(model.schemas.get("Lamp")?.required).toEqual(["lampId", "name"]);
    expect(operation("GET /lamps/{lampId}").response?.properties?.result?.required).toEqual(["lampId"]);
    expect(places("always-present")).toEqual([
      "GET /lamps []lampId",
      "GET /lamps/list []lampId",
      "GET /lamps/list []name",
      "GET /lamps/{lampId} lampId",
    ]);
    expect(places("overlay-missed")).toEqual([]);
  });

  it("hold for every snapshot in which they check out, and are recorded where they do not", async () => {
    const { places } = await imported(
      { "All.json": document(LAMP) },
      {
        id: "6.9",
        specs: specs({
          "GET /gone": { fields: ["lampId"] },
          "GET /lamps": { fields: ["serial", "constructor", "lampId"] },
          "GET /rooms": { fields: ["roomId"] },
          "GET /tubes": { fields: ["lampId"] },
        }),
      },
    );
    expect(places("always-present")).toEqual(["GET /lamps []lampId", "GET /tubes []lampId"]);
    expect(places("overlay-missed")).toEqual([
      "GET /lamps []constructor -> the document has no such member",
      "GET /lamps []serial -> the document has no such member",
      "GET /rooms []roomId -> bodies use the same schema",
    ]);
  });

  it.each([
    ["without evidence", { operations: { "GET /lamps": { fields: ["lampId"] } } }, /the entry "GET \/lamps"/],
    ["without members", { operations: { "GET /lamps": { evidence: "seen" } } }, /the entry "GET \/lamps"/],
    ["with a member of another file", { rows: {} }, /always-present\.json .* has a member "rows"; it holds/],
    ["that is a list", [], /always-present\.json .* is no object/],
  ])("are refused %s", async (_, file, message) => {
    const attempt = imported(
      { "All.json": document(LAMP) },
      { specs: { "overlays/always-present.json": file } },
    );
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
