import { isSumOfFlags } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { snapshotFolders } from "../../src/emit/generate.js";
import { readGroupTable } from "../../src/specs/groups.js";
import { documentOf, envelope, object, ref } from "../support/document.js";
import { imported } from "../support/workspace.js";

const FLAGS = {
  values: [
    { value: 1, label: "red" },
    { value: 2, label: "green" },
    { value: 4, label: "blue" },
  ],
  bits: true,
  evidence: "seen",
};

describe("a number that is a sum of flags", async () => {
  const { model, specsDir } = await imported(
    {
      "All.json": documentOf({
        operations: { "GET /lamps": { answer: envelope(ref("Lamp")) } },
        schemas: { Lamp: object({ colours: { type: "integer", format: "int32" } }) },
      }),
    },
    { specs: { "overlays/value-tables.json": { schemas: { "Lamp.colours": FLAGS } } } },
  );
  const schema = model.schemas.get("Lamp")?.properties?.colours ?? {};

  it.each([
    [1, true],
    [3, true],
    [7, true],
    [0, false],
    [8, false],
    [9, false],
    [-1, false],
    [1.5, false],
    ["1", false],
  ])("%j: %j", (value, isOne) => {
    expect(isSumOfFlags(schema, value)).toBe(isOne);
  });

  it("is a number in types, and its flags are named", async () => {
    const folders = snapshotFolders(model, await readGroupTable(specsDir), new Map());
    const types = [...(folders.get("types/generated/6.2")?.values() ?? [])].join("\n");
    expect(types).toMatch(/Sum of: 1 = red, 2 = green, 4 = blue[\s\S]*colours\?: number;/);
    const client = [...(folders.get("client-v6/generated/6.2")?.values() ?? [])].join("\n");
    expect(client).toContain("LampColours");
  });
});
