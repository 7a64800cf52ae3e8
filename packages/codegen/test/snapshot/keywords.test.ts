import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

/** A member of an answer after import and reading back. */
async function kept(schema: unknown) {
  const answer = envelope(object({ a: schema as RawSchema }));
  const { operation } = await imported({
    "All.json": documentOf({ operations: { "GET /a": { answer } }, schemas: { Box: object({ x: text() }) } }),
  });
  return operation("GET /a").response?.properties?.result?.properties?.a;
}

describe.concurrent("keywords of OpenAPI that a snapshot keeps", () => {
  it.each([
    ["nullable", { type: "string", nullable: true }],
    ["readOnly", { type: "integer", readOnly: true }],
    ["a default of false", { type: "boolean", default: false }],
    ["a default of 0", { type: "integer", default: 0 }],
    ["a default of one word", { type: "string", default: "2.4G_only" }],
    ["a default list", { type: "array", items: text(), default: ["a", "b"] }],
    ["a default object", { ...object({ x: text() }), default: { x: "a", y: [1, true] } }],
  ])("%s", async (_, schema) => {
    expect(await kept(schema)).toEqual(schema);
  });

  it.each([
    ["marks that are false", { type: "string", nullable: false, readOnly: false }, { type: "string" }],
    ["a default of another type", { type: "integer", default: "10" }, { type: "integer" }],
    [
      "a default of null",
      { type: "string", nullable: true, default: null },
      { type: "string", nullable: true },
    ],
    ["a default of several words", { type: "string", default: "as the owner set it" }, { type: "string" }],
    ["an empty default", { type: "string", default: "" }, { type: "string" }],
    [
      "a default with words inside",
      { type: "array", items: text(), default: ["two words"] },
      { type: "array", items: text() },
    ],
    ["a key of several words", { type: "object", default: { "two words": 1 } }, { type: "object" }],
    [
      "a long default",
      { type: "array", items: text(), default: Array(99).fill("abc") },
      { type: "array", items: text() },
    ],
  ])("%s: left out", async (_, schema, expected) => {
    expect(await kept(schema)).toEqual(expected);
  });

  it("null among the values of an enum says that it may be null", async () => {
    expect(await kept({ type: "string", enum: ["a", null, "b"] })).toEqual({
      type: "string",
      enum: ["a", "b"],
      nullable: true,
    });
    expect(await kept({ type: "string", enum: [null] })).toEqual({ type: "string", nullable: true });
  });

  it("a mark beside a reference stands around it, where OpenAPI reads it", async () => {
    expect(await kept({ ...ref("Box"), nullable: true })).toEqual({ nullable: true, allOf: [ref("Box")] });
    expect(await kept({ ...ref("Box"), readOnly: true, description: "Text" })).toEqual({
      readOnly: true,
      allOf: [ref("Box")],
    });
    expect(await kept({ ...ref("Box"), nullable: false })).toEqual(ref("Box"));
  });

  it("distinguish schemas of several groups", async () => {
    const document = (path: string, box: RawSchema) =>
      documentOf({ operations: { [`GET ${path}`]: { answer: ref("Box") } }, schemas: { Box: box } });
    const names = async (other: RawSchema) => {
      const box = object({ a: { type: "string", default: "x" } });
      const { model } = await imported({
        "Device.json": document("/a", box),
        "Msp.json": document("/b", object({ a: other })),
      });
      return [...model.schemas.keys()];
    };
    expect(await names({ type: "string", default: "x", nullable: false })).toEqual(["Box"]);
    expect(await names({ type: "string", default: "x", nullable: true })).toEqual(["DeviceBox", "MspBox"]);
    expect(await names({ type: "string", default: "y" })).toEqual(["DeviceBox", "MspBox"]);
  });
});
