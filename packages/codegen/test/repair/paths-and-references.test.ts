import { describe, expect, it } from "vitest";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

describe.concurrent("paths", () => {
  it("gives a path its leading slash", async () => {
    const { operation, places } = await imported({
      "All.json": documentOf({ operations: { "GET openapi/v1/gadgets": {} } }),
    });
    expect(operation("GET /openapi/v1/gadgets").path).toBe("/openapi/v1/gadgets");
    expect(places("path-slash")).toEqual(["/openapi/v1/gadgets"]);
  });

  it("refuses a path that is there with and without slash", async () => {
    const document = documentOf({ operations: { "GET a/b": {}, "GET /a/b": {} } });
    await expect(imported({ "All.json": document })).rejects.toThrow(/"a\/b" is there with and without/);
  });

  it("refuses an operation that two groups describe", async () => {
    const document = documentOf({ operations: { "GET /a": {} } });
    await expect(imported({ "Device.json": document, "Client.json": document })).rejects.toThrow(
      /GET \/a is described by two group documents/,
    );
  });

  it("declares path variables that a document forgot, as strings", async () => {
    const document = documentOf({
      operations: {
        "GET /openapi/v1/{omadacId}/gadgets/{gadgetId}": { parameters: [parameter("omadacId", "path")] },
      },
    });
    const { operation, places } = await imported({ "All.json": document });
    expect(operation("GET /openapi/v1/{omadacId}/gadgets/{gadgetId}").parameters).toEqual([
      { name: "omadacId", in: "path", required: true, schema: { type: "string" } },
      { name: "gadgetId", in: "path", required: true, schema: { type: "string" } },
    ]);
    expect(places("path-parameter")).toEqual(["GET /openapi/v1/{omadacId}/gadgets/{gadgetId} -> gadgetId"]);
  });
});

describe.concurrent("references", () => {
  it("opens what a dangling reference points to", async () => {
    const { model, places } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: envelope(ref("Box")) } },
        schemas: {
          Box: object({ inner: ref("In/Out things"), list: { type: "array", items: ref("Gone") } }),
        },
      }),
    });
    expect(model.schemas.get("Box")?.properties).toEqual({
      inner: { type: "object" },
      list: { type: "array", items: { type: "object" } },
    });
    expect(places("dangling-reference")).toEqual(["Box.inner -> open object", "Box.list[] -> open object"]);
  });

  it("follows a reference to a name with an escaped slash", async () => {
    const { model } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: envelope(ref("In~1Out")) } },
        schemas: { "In/Out": object({ a: text() }) },
      }),
    });
    expect([...model.schemas.keys()]).toEqual(["InOut"]);
  });

  it("does not mistake inherited members of objects for schemas", async () => {
    const { places } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { parameters: [parameter("query", "query", ref("constructor"))] } },
      }),
    });
    expect(places("dangling-reference")).toHaveLength(1);
  });

  it("leaves out schemas that no operation reaches", async () => {
    const { model } = await imported({
      "All.json": documentOf({ operations: { "GET /a": {} }, schemas: { Orphan: object({ a: text() }) } }),
    });
    expect(model.schemas.size).toBe(0);
  });

  it("keeps a schema that holds itself", async () => {
    const { model } = await imported({
      "All.json": documentOf({
        operations: { "GET /a": { answer: envelope(ref("Tree")) } },
        schemas: { Tree: object({ children: { type: "array", items: ref("Tree") } }) },
      }),
    });
    expect(model.schemas.get("Tree")?.properties?.children?.items).toEqual(ref("Tree"));
  });
});
