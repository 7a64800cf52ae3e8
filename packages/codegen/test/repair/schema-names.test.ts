import { describe, expect, it } from "vitest";
import { identifier } from "../../src/import/repair/names.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

function holding(...names: string[]) {
  return documentOf({
    operations: {
      "GET /a": {
        answer: envelope(object(Object.fromEntries(names.map((name, i) => [`m${i}`, ref(name)])))),
      },
    },
    schemas: Object.fromEntries(names.map((name, index) => [name, object({ [`p${index}`]: text() })])),
  });
}

describe.concurrent("identifiers", () => {
  it.each([
    ["Gadget Info", "GadgetInfo"],
    ["Gadget: list of parts", "GadgetListOfParts"],
    [" Gadget", "Gadget"],
    ["Gadget info.", "GadgetInfo"],
    ["2g gadget", "Schema2gGadget"],
    ["File", "FileSchema"],
    ["Map", "MapSchema"],
    ["*/ `$" + "{x}`", "X"],
    ["日本", "Schema"],
    ["snake_case", "Snake_case"],
  ])("%j becomes %s", (original, name) => {
    expect(identifier(original)).toBe(name);
  });
});

describe.concurrent("schema names", () => {
  it("become identifiers, references follow, the report says which", async () => {
    const { model, places, operation } = await imported({
      "All.json": holding("Gadget Info", "Gadget: parts", " Lead", "Trail.", "File"),
    });
    const names = ["FileSchema", "GadgetInfo", "GadgetParts", "Lead", "Trail"];
    expect([...model.schemas.keys()]).toEqual(names);
    expect(places("schema-name")).toEqual(names);
    const result = operation("GET /a").response?.properties?.result?.properties;
    expect(
      Object.values(result ?? {})
        .map(({ $ref }) => $ref?.slice(21))
        .sort(),
    ).toEqual(names);
  });

  it("differ when case is ignored, and identifiers keep theirs", async () => {
    const { model } = await imported({ "All.json": holding("Lock To Ap", "Lock To AP", "LockToAP") });
    expect([...model.schemas.keys()].map((name) => name.toLowerCase()).sort()).toEqual([
      "locktoap",
      "locktoap2",
      "locktoap3",
    ]);
    expect(model.schemas.get("LockToAP")?.properties).toHaveProperty("p2");
  });

  it("are the same in every document", async () => {
    const part = { schemas: { "Gadget Info": object({ a: text() }) } };
    const answer = envelope(ref("Gadget Info"));
    const { model } = await imported({
      "Device.json": documentOf({ ...part, operations: { "GET /a": { answer } } }),
      "Client.json": documentOf({ ...part, operations: { "GET /b": { answer } } }),
    });
    expect([...model.schemas.keys()]).toEqual(["GadgetInfo"]);
  });
});
