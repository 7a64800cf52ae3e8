import { describe, expect, it } from "vitest";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

const INT_MAX = 2_147_483_647;

describe.concurrent("media types", () => {
  it("an answer of any type is JSON", async () => {
    const { operation, places } = await imported({
      "All.json": documentOf({ operations: { "GET /a": { answer: envelope(text()) } } }),
    });
    expect(operation("GET /a").response).toEqual(envelope(text()));
    expect(places("media-type")).toEqual(["every operation"]);
  });

  it.each([
    ["a file", { type: "string", format: "binary" } as const],
    ["files", { type: "array", items: { type: "string", format: "binary" } } as const],
  ])("a JSON body that holds %s is a multipart form", async (_, file) => {
    const { operation, places } = await imported({
      "All.json": documentOf({
        operations: { "POST /a": { body: ref("Upload") } },
        schemas: { Upload: object({ file }) },
      }),
    });
    expect(operation("POST /a").body?.mediaType).toBe("multipart/form-data");
    expect(places("multipart")).toEqual(["POST /a"]);
  });

  it("a body of DELETE is kept and recorded", async () => {
    const { operation, places } = await imported({
      "All.json": documentOf({
        operations: { "DELETE /a": { body: object({ ids: { type: "array", items: text() } }) } },
      }),
    });
    expect(operation("DELETE /a").body?.schema.properties?.ids?.items).toEqual(text());
    expect(places("delete-body")).toEqual(["DELETE /a"]);
  });
});

describe.concurrent("answers", () => {
  it("declared without the envelope are flagged", async () => {
    const { operation, places } = await imported({
      "All.json": documentOf({
        operations: {
          "GET /bare": { answer: object({ name: text() }) },
          "GET /full": { answer: envelope(text()) },
        },
      }),
    });
    expect(operation("GET /bare").envelope).toBe(false);
    expect(operation("GET /full").envelope).toBe(true);
    expect(places("envelope")).toEqual(["GET /bare"]);
  });

  it("with a result of unknown shape are recorded", async () => {
    const { places } = await imported({
      "All.json": documentOf({ operations: { "GET /a": { answer: envelope({ type: "object" }) } } }),
    });
    expect(places("free-result")).toEqual(["GET /a"]);
  });

  it("with a result of any members say no more than one of unknown shape", async () => {
    const map = { type: "object", additionalProperties: { type: "string" } } as const;
    const { operation, places } = await imported({
      "All.json": documentOf({
        operations: {
          "GET /any": { answer: envelope({ type: "object", additionalProperties: {} }) },
          "GET /map": { answer: envelope(map) },
        },
      }),
    });
    expect(places("free-result")).toEqual(["GET /any"]);
    expect(operation("GET /any").response?.properties?.result).toEqual({ type: "object" });
    expect(operation("GET /map").response?.properties?.result).toEqual(map);
  });

  it("operationIds that repeat are recorded and named apart", async () => {
    const { lock, places } = await imported({
      "All.json": documentOf({
        operations: {
          "GET /openapi/v1/{omadacId}/gadgets": { operationId: "getGadgets" },
          "GET /openapi/v1/msp/{mspId}/gadgets": { operationId: "getGadgets" },
        },
      }),
    });
    expect(Object.values(lock).sort()).toEqual(["gadget.getGadgets", "gadget.getGadgetsMsp"]);
    expect(places("operation-id")).toHaveLength(1);
  });
});

describe.concurrent("bounds", () => {
  it("drop Java's largest integer and recorded it, keep real ones", async () => {
    const { model, places } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: envelope(ref("Box")) } },
        schemas: {
          Box: object({
            list: { type: "array", items: text(), minItems: 0, maxItems: INT_MAX },
            name: { type: "string", minLength: 0, maxLength: INT_MAX },
            real: { type: "integer", minimum: 0, maximum: 12 },
            size: { type: "integer", minimum: 0, maximum: INT_MAX },
          }),
        },
      }),
    });
    expect(model.schemas.get("Box")?.properties).toEqual({
      list: { type: "array", items: text() },
      name: text(),
      real: { type: "integer", minimum: 0, maximum: 12 },
      size: { type: "integer", minimum: 0 },
    });
    expect(places("unbounded")).toEqual([
      "Box.list -> no maxItems",
      "Box.name -> no maxLength",
      "Box.size -> no maximum",
    ]);
  });

  it("patterns are translated, or dropped, and recorded", async () => {
    const { model, places } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: envelope(ref("Box")) } },
        schemas: {
          Box: object({
            bad: { type: "string", pattern: "^[a-z&&[^b]]$" },
            good: { type: "string", pattern: "^[a-z]+$" },
            java: { type: "string", pattern: "^[\\041-\\0176]$" },
          }),
        },
      }),
    });
    expect(model.schemas.get("Box")?.properties).toEqual({
      bad: text(),
      good: { type: "string", pattern: "^[a-z]+$" },
      java: { type: "string", pattern: "^[\\x21-\\x7E]$" },
    });
    expect(places("pattern")).toEqual(["Box.java"]);
    expect(places("pattern-dropped")).toEqual(["Box.bad"]);
  });
});
