import { readFile } from "node:fs/promises";
import { join } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { ImportError, UNSAFE } from "../../src/files/input-error.js";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

/** What a careless generator would print into code, and what would break its lines. */
const TEXTS = {
  comment: "a */ b",
  backticks: "a`b`",
  template: "$" + "{process.exit(1)}",
  quote: `a"b'c\\`,
  newline: "a\nb",
  separator: "a\u2028b",
  proto: "__proto__",
  inherited: "constructor",
};

const PLACES: Record<string, (text: string) => unknown> = {
  "a schema's name": (name) =>
    documentOf({
      operations: { "GET /a": { answer: envelope(ref(name)) } },
      schemas: Object.fromEntries([[name, object({ a: text() })]]),
    }),
  "a member's name": (name) =>
    documentOf({
      operations: { "GET /a": { answer: envelope(object(Object.fromEntries([[name, text()]]), [name])) } },
    }),
  "a path": (name) =>
    documentOf({ operations: Object.fromEntries([[`GET /${name.replaceAll(" ", "")}`, {}]]) }),
  "a path variable": (name) =>
    documentOf({ operations: { [`GET /a/{${name.replaceAll(" ", "")}}`]: { parameters: [] } } }),
  "a parameter's name": (name) =>
    documentOf({ operations: { "GET /a": { parameters: [parameter(name, "query")] } } }),
  "a parameter's place": (name) =>
    documentOf({ operations: { "GET /a": { parameters: [parameter("p", name)] } } }),
  "a description": (description) =>
    documentOf({
      operations: {
        "GET /a": {
          description: `${description}<br/><br/>One of the permissions:<br/>${description}<br/>`,
          answer: envelope(
            object({
              a: { type: "integer", description: `Kind is a value as follows: 0: ${description}; 1: b` },
            }),
          ),
          parameters: [
            {
              ...parameter("q", "query"),
              description: `Fuzzy query parameters, support field ${description}`,
            },
          ],
        },
      },
    }),
  "a tag": (tag) => documentOf({ operations: { "GET /a": { tag } } }),
  "an enum": (value) =>
    documentOf({ operations: { "GET /a": { answer: envelope({ type: "string", enum: [value] }) } } }),
  "an operationId": (operationId) => documentOf({ operations: { "GET /a": { operationId } } }),
  "a pattern": (pattern) =>
    documentOf({ operations: { "GET /a": { answer: envelope({ type: "string", pattern }) } } }),
  "a format": (format) =>
    documentOf({ operations: { "GET /a": { answer: envelope({ type: "string", format }) } } }),
  "a type": (type) =>
    documentOf({ operations: { "GET /a": { answer: envelope({ type: type as "string" }) } } }),
  "a reference": (target) => documentOf({ operations: { "GET /a": { answer: envelope({ $ref: target }) } } }),
};

/** JSON with `__proto__` as a key of its own, as a file may have it. */
const written = (document: unknown) => JSON.stringify(document);

const CASES = Object.keys(PLACES).flatMap((place) => Object.keys(TEXTS).map((kind) => ({ place, kind })));

describe.concurrent("hostile text", () => {
  it.each(CASES)("$kind as $place is refused clearly or comes out harmless", async ({ place, kind }) => {
    const hostile = TEXTS[kind as keyof typeof TEXTS];
    const document = PLACES[place]?.(hostile);
    const result = await imported({ "All.json": written(document), "Device.json": written(document) }).catch(
      (error: unknown) => error as Error,
    );
    if (result instanceof Error) {
      expect(result).toBeInstanceOf(ImportError);
      expect(result.message).toMatch(/json|tag /);
      expect(UNSAFE.test(result.message)).toBe(false);
      return;
    }
    const { specsDir, entry, model } = result;
    for (const { name } of entry.groups) {
      const file = await readFile(join(specsDir, "6.2", `${name}.json`), "utf8");
      JSON.parse(file, (key, value) => {
        expect([key, value].filter((part) => typeof part === "string" && UNSAFE.test(part))).toEqual([]);
        expect(key).not.toBe("__proto__");
        return value;
      });
      await SwaggerParser.validate(JSON.parse(file));
    }
    for (const operation of model.operations)
      expect(operation.name).toMatch(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/);
    for (const name of model.schemas.keys()) expect(name).toMatch(/^[A-Za-z]\w*$/);
    expect(Object.prototype).not.toHaveProperty("a");
  });

  it.each([
    ["a newline in a path", "a path", "newline"],
    ["__proto__ as schema", "a schema's name", "proto"],
    ["__proto__ as member", "a member's name", "proto"],
    ["__proto__ as path variable", "a path variable", "proto"],
    ["__proto__ as parameter", "a parameter's name", "proto"],
    ["a line separator in an enum", "an enum", "separator"],
    ["a newline in a tag", "a tag", "newline"],
  ])("%s is refused", async (_, place, kind) => {
    const document = PLACES[place]?.(TEXTS[kind as keyof typeof TEXTS]);
    await expect(imported({ "All.json": written(document) })).rejects.toBeInstanceOf(ImportError);
  });
});

describe.concurrent("shapes that no controller serves", () => {
  const operation = (parts: object) => ({
    openapi: "3.0.1",
    paths: { "/a": { get: { tags: ["Gadget"], responses: {}, ...parts } } },
    components: { schemas: {} },
  });
  const path = (name: string, item: unknown) => ({
    openapi: "3.0.1",
    paths: { [name]: item },
    components: { schemas: {} },
  });
  const schema = (value: unknown) => ({ ...operation({}), components: { schemas: { Box: value } } });
  const nested = (depth: number): unknown => (depth === 0 ? {} : { items: nested(depth - 1) });

  it.each([
    ["a path that is no object", path("/a", []), /path "\/a" is not an object/],
    ["an unknown method", path("/a", { steal: {} }), /no HTTP method known here: "steal"/],
    ["no responses", path("/a", { get: {} }), /GET "\/a" has no "responses"/],
    ["an open brace", path("/a/{", {}), /brace without a usable parameter name/],
    [
      "parameters that are no list",
      operation({ parameters: {} }),
      /GET \/a has "parameters" that are no list/,
    ],
    [
      "a parameter that is null",
      operation({ parameters: [null] }),
      /GET \/a has a parameter that is no object/,
    ],
    [
      "a parameter elsewhere",
      operation({ parameters: [{ $ref: "#/x" }] }),
      /GET \/a refers to "#\/x", which components\.parameters of the document does not have; pull/,
    ],
    [
      "a body elsewhere",
      operation({ requestBody: { $ref: "other.json#/a" } }),
      /GET \/a refers to "other\.json#\/a", which components\.requestBodies of the document/,
    ],
    [
      "an answer that is not there",
      operation({ responses: { 200: { $ref: "#/components/responses/Gone" } } }),
      /GET \/a refers to "#\/components\/responses\/Gone", which components\.responses of the document/,
    ],
    [
      "an answer called like an inherited member",
      operation({ responses: { 200: { $ref: "#/components/responses/constructor" } } }),
      /which components\.responses of the document does not have/,
    ],
    [
      "an answer that refers to itself",
      {
        ...operation({ responses: { 200: { $ref: "#/components/responses/A" } } }),
        components: { schemas: {}, responses: { A: { $ref: "#/components/responses/A" } } },
      },
      /GET \/a refers to "#\/components\/responses\/A"/,
    ],
    ["a path that climbs", path("/a/../b", {}), /path "\/a\/\.\.\/b" has the part "\.\.", which leads to/],
    [
      "a path that climbs in escapes",
      path("/a/%2E%2e/b", {}),
      /has the part "%2E%2e", which leads to another/,
    ],
    ["a path that stays where it is", path("/a/./b", {}), /has the part "\.", which leads to another path/],
    ["a path with another host", path("//evil.example/a", {}), /"\/\/evil\.example\/a" has an empty part/],
    ["an address as a path", path("https://evil.example/a", {}), /has an empty part/],
    ["a path with a loose percent", path("/a/100%/b", {}), /a percent sign that escapes nothing, in "100%"/],
    [
      "a path with an escaped slash",
      path("/a/b%2Fc", {}),
      /escapes a character that no part may have, in "b%2Fc"/,
    ],
    ["a path with an escaped newline", path("/a/b%0Ac", {}), /escapes a character that no part may have/],
    ["tags that are no names", operation({ tags: [1] }), /"tags" that are no list of names/],
    ["a description that is no text", operation({ description: 1 }), /a description that is no text/],
    ["an operationId that is no text", operation({ operationId: {} }), /an operationId that is no text/],
    ["a body that is no object", operation({ requestBody: [] }), /a requestBody that is no object/],
    ["a response that is no object", operation({ responses: { 200: null } }), /a response that is no object/],
    [
      "an odd media type",
      operation({ responses: { 200: { content: { "a b": {} } } } }),
      /media type that is not usable/,
    ],
    ["a schema that is null", schema(null), /Box has a schema that is no object/],
    ["members that are a list", schema({ properties: [] }), /Box has "properties" that are no object/],
    ["a member that is true", schema({ properties: { a: true } }), /Box\.a has a schema that is no object/],
    [
      "several types",
      schema({ type: ["string", "null"] }),
      /the type \["string","null"\]; expected one type of OpenAPI 3\.0/,
    ],
    ["a limit that is text", schema({ maximum: "9" }), /Box has a maximum that is no number/],
    [
      "a limit without end",
      `{"x":1e999,${JSON.stringify(schema({ maximum: 9 })).slice(1)}`.replace(
        '"maximum":9',
        '"maximum":1e999',
      ),
      /Box has a maximum that is no number/,
    ],
    ["a length below nothing", schema({ minLength: -1 }), /Box has a minLength that counts nothing: -1/],
    ["half an item", schema({ maxItems: 1.5 }), /Box has a maxItems that counts nothing: 1\.5/],
    ["a mark that is text", schema({ nullable: "true" }), /Box has nullable that is neither true nor false/],
    ["required that is true", schema({ required: true }), /"required" that is no list of names/],
    ["a combination that is no list", schema({ allOf: {} }), /"allOf" that is no list/],
    ["an enum of objects", schema({ enum: [{}] }), /an enum with a value that is not usable/],
    ["endless nesting", schema(nested(120)), /nested more than 100 levels deep/],
    [
      "very endless nesting",
      `{"openapi":"3.0.1","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
      /All\.json is nested more than 200/,
    ],
  ])("%s", async (_, document, message) => {
    const attempt = imported({ "All.json": document });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({
      name: "ImportError",
      message: expect.stringContaining("All.json"),
    });
  });
});
