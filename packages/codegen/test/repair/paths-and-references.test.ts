import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
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

describe.concurrent("references in circles", () => {
  const closed = async (schemas: Record<string, RawSchema>, root: string) => {
    const document = documentOf({ operations: { "GET /a": { answer: envelope(ref(root)) } }, schemas });
    const { model, places } = await imported({ "All.json": document });
    return { schemas: Object.fromEntries(model.schemas), places: places("reference-cycle") };
  };

  it.each<[string, Record<string, RawSchema>, string[]]>([
    ["a schema that is itself", { Box: ref("Box") }, ["Box -> open object"]],
    ["two that are each other", { Box: ref("Cup"), Cup: ref("Box") }, ["Cup -> open object"]],
    ["all of itself", { Box: { allOf: [ref("Box")] } }, ["Box -> open object"]],
    [
      "one of itself and of another",
      { Box: { oneOf: [ref("Box"), ref("Cup")] }, Cup: object({ a: text() }) },
      ["Box -> open object"],
    ],
    [
      "a circle by way of nested combinations",
      { Box: { allOf: [{ anyOf: [ref("Cup")] }] }, Cup: { allOf: [object({ a: text() }), ref("Box")] } },
      ["Cup -> open object"],
    ],
  ])("%s: opened where the circle closes", async (_, schemas, places) => {
    const after = await closed(schemas, "Box");
    expect(after.places).toEqual(places);
    expect(JSON.stringify(after.schemas)).toContain('{"type":"object"}');
  });

  it.each<[string, Record<string, RawSchema>]>([
    ["a member of its own kind", { Box: object({ inner: ref("Box") }) }],
    ["items of its own kind", { Box: { type: "array", items: ref("Box") } }],
    [
      "a combination with such a member",
      { Box: { allOf: [object({ inner: ref("Box") }), ref("Cup")] }, Cup: object({}) },
    ],
    [
      "two that share a third",
      { Box: { allOf: [ref("Cup"), ref("Mug")] }, Cup: ref("Rim"), Mug: ref("Rim"), Rim: object({}) },
    ],
  ])("%s stays", async (_, schemas) => {
    const after = await closed(schemas, "Box");
    expect(after.places).toEqual([]);
    expect(after.schemas).toEqual(schemas);
  });
});

describe.concurrent("parts that stand in components", () => {
  it("are put where an operation refers to them", async () => {
    const to = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
    const content = { "application/json": { schema: envelope(ref("Box")) } };
    const { operation } = await imported({
      "All.json": {
        openapi: "3.0.1",
        paths: {
          "/a": {
            post: {
              tags: ["Gadget"],
              parameters: [to("parameters", "Page~1Number")],
              requestBody: to("requestBodies", "Box"),
              responses: { "200": to("responses", "Alias") },
            },
          },
        },
        components: {
          schemas: { Box: object({ name: text() }) },
          parameters: { "Page/Number": parameter("page", "query", { type: "integer" }) },
          requestBodies: { Box: { required: true, content } },
          responses: { Alias: to("responses", "Box"), Box: { content } },
        },
      },
    });
    expect(operation("POST /a")).toMatchObject({
      parameters: [{ name: "page", in: "query" }],
      body: { mediaType: "application/json", required: true, schema: envelope(ref("Box")) },
      response: envelope(ref("Box")),
    });
  });
});
