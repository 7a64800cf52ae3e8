import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { canonical } from "../../src/import/repair/variants.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

function group(path: string, schemas: Record<string, RawSchema>, root: string) {
  return documentOf({ operations: { [`GET ${path}`]: { answer: ref(root) } }, schemas });
}

const summary = (member: string, description = "A gadget.") => ({
  Summary: { ...object({ [member]: text(description) }), description },
  GridSummary: object({ data: { type: "array", items: ref("Summary") }, totalRows: { type: "integer" } }),
  Answer: envelope(ref("GridSummary")),
});

describe.concurrent("same-named schemas of several groups", () => {
  it("are shared when their shapes are, whatever their texts say", async () => {
    const { model, places } = await imported({
      "Device.json": group("/a", summary("name"), "Answer"),
      "Msp.json": group("/b", summary("name", "Another text that is longer than the first one."), "Answer"),
    });
    expect([...model.schemas.keys()]).toEqual(["Answer", "GridSummary", "Summary"]);
    expect(places("schema-variant")).toEqual([]);
  });

  it("take the facts of the copy that has most of them", async () => {
    const { model } = await imported({
      "Device.json": group("/a", summary("name", "Short."), "Answer"),
      "Msp.json": group("/b", summary("name", "Should contain 2 to 60 characters."), "Answer"),
    });
    expect(model.schemas.get("Summary")?.properties?.name?.["x-omada-length"]).toEqual([2, 60]);
  });

  it("get their group's name when shapes differ, and so do all that wrap them", async () => {
    const { model, operation, places } = await imported({
      "Device.json": group("/a", summary("name"), "Answer"),
      "Client.json": group("/c", summary("name"), "Answer"),
      "Msp.json": group("/b", summary("customer"), "Answer"),
    });
    expect([...model.schemas.keys()]).toEqual([
      "ClientAnswer",
      "ClientGridSummary",
      "ClientSummary",
      "MspAnswer",
      "MspGridSummary",
      "MspSummary",
    ]);
    expect(operation("GET /a").response).toEqual(ref("ClientAnswer"));
    expect(operation("GET /b").response).toEqual(ref("MspAnswer"));
    expect(model.schemas.get("MspGridSummary")?.properties?.data?.items).toEqual(ref("MspSummary"));
    expect(places("schema-variant")).toContain("ClientSummary -> client, device");
  });

  it("do not take a name that another schema has", async () => {
    const { model } = await imported({
      "Device.json": group(
        "/a",
        { Box: object({ a: text(), other: ref("MspBox") }), MspBox: object({ x: text() }) },
        "Box",
      ),
      "Msp.json": group("/b", { Box: object({ b: text() }) }, "Box"),
    });
    expect([...model.schemas.keys()]).toEqual(["DeviceBox", "MspBox", "MspBox2"]);
  });

  it("are distinguished also when they hold themselves", async () => {
    const tree = (member: string) => ({ Tree: object({ child: ref("Tree"), [member]: text() }) });
    const same = await imported({
      "Device.json": group("/a", tree("x"), "Tree"),
      "Msp.json": group("/b", tree("x"), "Tree"),
    });
    expect([...same.model.schemas.keys()]).toEqual(["Tree"]);
    const different = await imported({
      "Device.json": group("/a", tree("x"), "Tree"),
      "Msp.json": group("/b", tree("y"), "Tree"),
    });
    expect(different.model.schemas.get("MspTree")?.properties?.child).toEqual(ref("MspTree"));
  });
});

describe.concurrent("canonical", () => {
  it("ignores texts, the order of keys and the order of required names", () => {
    const a = {
      type: "object",
      required: ["b", "a"],
      description: "x",
      properties: { a: { type: "string" } },
    };
    const b = { properties: { a: { example: 1, type: "string" } }, required: ["a", "b"], type: "object" };
    expect(canonical(a)).toBe(canonical(b));
  });

  it("does not mistake a member called like a keyword for a text", () => {
    const withMember = { properties: { description: { type: "string" }, "x-a": { type: "string" } } };
    expect(canonical(withMember)).not.toBe(canonical({ properties: {} }));
  });

  it("distinguishes types, formats, enums and required names", () => {
    const shapes = [
      { type: "string" },
      { type: "string", format: "binary" },
      { enum: ["a"] },
      { required: ["a"] },
    ];
    expect(new Set(shapes.map((shape) => canonical(shape))).size).toBe(shapes.length);
  });
});
