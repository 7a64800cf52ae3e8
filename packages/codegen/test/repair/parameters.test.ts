import type { Parameter } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { documentOf, object, parameter, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

const KEY = "GET /openapi/v1/gadgets";
const names = (parameters: Parameter[]) =>
  parameters.map(({ name, required }) => (required ? `${name}!` : name));

function withQuery(...parameters: ReturnType<typeof parameter>[]) {
  return documentOf({
    operations: { [KEY]: { parameters } },
    schemas: {
      Query: object({ page: { type: "integer" }, start: { type: "integer" }, tag: text("Kind of gadget") }, [
        "start",
      ]),
    },
  });
}

describe.concurrent("query objects", () => {
  it.each(["arg5", "queryParam"])("%s is exploded into its fields, required ones stay so", async (name) => {
    const { operation, places } = await imported({
      "All.json": withQuery(parameter(name, "query", ref("Query"))),
    });
    expect(names(operation(KEY).parameters)).toEqual(["page", "start!", "tag"]);
    expect(places("query-object")).toEqual([`${KEY} -> page, start, tag`]);
  });

  it("a field that is declared already is there once", async () => {
    const { operation } = await imported({
      "All.json": withQuery(
        parameter("page", "query", { type: "integer" }),
        parameter("arg0", "query", ref("Query")),
      ),
    });
    expect(names(operation(KEY).parameters)).toEqual(["page", "start!", "tag"]);
  });

  it("fields keep their facts", async () => {
    const document = withQuery(parameter("arg1", "query", ref("Query")));
    const tag = document.components.schemas.Query?.properties?.tag;
    if (tag) tag.description = "Kind should be a value as follows: RED, GREEN.";
    const { operation } = await imported({ "All.json": document });
    const found = operation(KEY).parameters.find(({ name }) => name === "tag");
    expect(found?.schema["x-omada-values"]).toEqual([{ value: "RED" }, { value: "GREEN" }]);
  });
});

describe.concurrent("leaked Java arguments", () => {
  it("without known fields are left out and recorded", async () => {
    const { operation, places } = await imported({
      "All.json": withQuery(parameter("arg5", "query"), parameter("page", "query", { type: "integer" })),
    });
    expect(names(operation(KEY).parameters)).toEqual(["page"]);
    expect(places("query-argument")).toEqual([`${KEY} -> fields unknown, left out`]);
  });

  it("that are a file become the multipart body", async () => {
    const { operation, places } = await imported({
      "All.json": withQuery(parameter("arg1", "query", { type: "string", format: "binary" })),
    });
    expect(operation(KEY).body).toEqual({
      mediaType: "multipart/form-data",
      required: true,
      schema: object({ file: { type: "string", format: "binary" } }, ["file"]),
    });
    expect(places("query-argument")).toEqual([`${KEY} -> file of the body`]);
  });
});
