import { describe, expect, it } from "vitest";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported, temporaryFolder, writeAll } from "../support/workspace.js";

const LISTED = documentOf({
  operations: { "GET /lamps/{lampId}": { answer: envelope(ref("Lamp")) } },
  schemas: { Lamp: object({ name: text() }) },
});

const standard = (lamp = object({ name: text() })) =>
  documentOf({
    operations: {
      "GET /lamps/{id}": { answer: envelope(ref("Lamp")) },
      "GET /tubes": { answer: envelope(ref("Tube")) },
      "POST /tubes": { body: ref("Lamp"), answer: envelope() },
    },
    schemas: { Lamp: lamp, Tube: object({ lamp: ref("Lamp") }), Unused: object({ name: text() }) },
  });

describe.concurrent("the default document beside the groups", () => {
  it("adds what no group lists, marked, and leaves the rest to the groups", async () => {
    const { model, operation } = await imported({ "03 Device.json": LISTED, "default.json": standard() });
    const marks = model.operations.map(
      ({ method, path, unlisted }) => `${method} ${path} ${unlisted ?? false}`,
    );
    expect(marks).toEqual(["GET /lamps/{lampId} false", "GET /tubes true", "POST /tubes true"]);
    expect(operation("GET /tubes")).toMatchObject({ group: "device", unlisted: true });
    expect([...model.schemas.keys()].filter((name) => /Lamp|Tube|Unused/.test(name))).toEqual([
      "Lamp",
      "Tube",
    ]);
  });

  it("keeps the names of listed schemas where a shape differs", async () => {
    const { model } = await imported({
      "03 Device.json": LISTED,
      "default.json": standard(object({ name: text(), watts: { type: "integer" } })),
    });
    expect(Object.keys(model.schemas.get("Lamp")?.properties ?? {})).toEqual(["name"]);
    expect(Object.keys(model.schemas.get("DefaultLamp")?.properties ?? {})).toEqual(["name", "watts"]);
    expect(model.schemas.get("Tube")?.properties?.lamp).toEqual(ref("DefaultLamp"));
  });

  it("may lie anywhere", async () => {
    const folder = await writeAll(await temporaryFolder(), { "api-docs.json": standard() });
    const { model, entry } = await imported(
      { "03 Device.json": LISTED },
      { defaultDocument: `${folder}/api-docs.json` },
    );
    expect(model.operations.filter(({ unlisted }) => unlisted)).toHaveLength(2);
    expect(entry.source.documents.map(({ name }) => name)).toEqual(["03 Device.json", "api-docs.json"]);
  });

  it("alone is a document like any other", async () => {
    const { model } = await imported({ "default.json": standard() });
    expect(model.operations.map(({ unlisted }) => unlisted)).toEqual([undefined, undefined, undefined]);
  });

  it("beside a document of all groups adds to that", async () => {
    const { model } = await imported({ "00 All.json": LISTED, "default.json": standard() });
    expect(model.operations.filter(({ unlisted }) => unlisted)).toHaveLength(2);
  });

  it("is not what a document of all groups adds to the groups: that is listed", async () => {
    const { model } = await imported({ "03 Device.json": LISTED, "00 All.json": standard() });
    expect(model.operations).toHaveLength(3);
    expect(model.operations.filter(({ unlisted }) => unlisted)).toEqual([]);
  });
});
