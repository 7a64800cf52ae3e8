import { expect, it } from "vitest";
import {
  type ApiModel,
  byPathAndMethod,
  fromBundle,
  isSumOfFlags,
  keyOfOperation,
  operationKey,
  refName,
  refTo,
  resolveSchema,
  type Schema,
  toBundle,
} from "../src/index.js";

it("identifies an operation by its METHOD and path, whatever its parameters are called", () => {
  expect(operationKey("GET", "/sites/{siteId}/lamps/{lampId}")).toBe("GET /sites/{}/lamps/{}");
  expect(keyOfOperation("GET /sites/{site}/lamps/{id}")).toBe(
    operationKey("GET", "/sites/{siteId}/lamps/{lampId}"),
  );
  expect(operationKey("PUT", "/sites")).not.toBe(operationKey("GET", "/sites"));
});

it("sorts operations by path, then by method", () => {
  const sorted = ["PUT /b", "GET /b", "POST /a", "GET /b"]
    .map((text) => ({ method: text.split(" ")[0] ?? "", path: text.split(" ")[1] ?? "" }))
    .sort(byPathAndMethod);
  expect(sorted.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /a",
    "GET /b",
    "GET /b",
    "PUT /b",
  ]);
});

it("follows references to the end; unknown names give an open object, a circle ends where it is left", () => {
  const text: Schema = { type: "string" };
  const schemas = new Map<string, Schema>([
    ["Text", text],
    ["Alias", { $ref: refTo("Text") }],
    ["Loop", { $ref: refTo("Loop") }],
  ]);
  expect(resolveSchema(schemas, { $ref: refTo("Alias") })).toBe(text);
  expect(resolveSchema(schemas, { $ref: refTo("Gone") })).toEqual({});
  expect(resolveSchema(schemas, undefined)).toEqual({});
  expect(resolveSchema(schemas, { $ref: refTo("Loop") })).toEqual({ $ref: refTo("Loop") });
});

it("reads the names of references, escaped ones too, and no others", () => {
  expect(refName(refTo("Lamp"))).toBe("Lamp");
  expect(refName("#/components/schemas/a~1b~0c")).toBe("a/b~c");
  expect(refName("#/components/parameters/Lamp")).toBeUndefined();
});

it("takes a number for a sum of flags only where the schema has them", () => {
  const flags: Schema = { "x-omada-bits": true, "x-omada-values": [{ value: 1 }, { value: 4 }] };
  expect([1, 4, 5].map((value) => isSumOfFlags(flags, value))).toEqual([true, true, true]);
  expect([0, 2, 7, 1.5, "1"].map((value) => isSumOfFlags(flags, value))).toEqual(Array(5).fill(false));
  expect(isSumOfFlags({ "x-omada-values": [{ value: 1 }] }, 1)).toBe(false);
});

it("writes a model as one text and reads it", () => {
  const model: ApiModel = {
    id: "6.2",
    line: "v6",
    flavour: "local",
    controllerVersion: "6.2.0.1",
    operations: [],
    schemas: new Map([["Lamp", { type: "object" }]]),
    refused: [{ name: "lamp.getLamps", errorCode: -1 }],
  };
  expect(fromBundle(toBundle(model))).toEqual(model);
});
