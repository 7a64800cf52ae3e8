import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiModel } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { generate } from "../../src/emit/generate.js";
import { updateDerivedSpecs } from "../../src/release/derived.js";
import { findSharedResults, withSharedResults } from "../../src/specs/shared-results.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { contentsOf, imported } from "../support/workspace.js";

const OPEN = {
  "All.json": documentOf({ operations: { "GET /lamps/{id}": { answer: envelope({ type: "object" }) } } }),
};
const TOLD = {
  "All.json": documentOf({
    operations: { "GET /lamps/{lampId}": { answer: envelope(ref("Lamp")) } },
    schemas: {
      Lamp: object({ name: text(), tube: ref("Tube") }),
      Tube: object({ watts: { type: "integer" } }),
    },
  }),
};

const modelWith = async (document: Record<string, unknown>, id: string): Promise<ApiModel> =>
  (await imported(document, { id })).model;

describe.concurrent("a result that one document leaves open and another gives", () => {
  it("is found, whatever the path parameter is called", async () => {
    const open = await modelWith(OPEN, "6.2");
    const given = await modelWith(TOLD, "6.3");
    expect(findSharedResults(open, [given])).toEqual({ "GET /lamps/{}": "6.3" });
    expect(findSharedResults(given, [open])).toEqual({});
    expect(findSharedResults(open, [open])).toEqual({});
  });

  it("is taken from the snapshot named first", async () => {
    const open = await modelWith(OPEN, "6.2");
    const others = [await modelWith(TOLD, "6.3"), await modelWith(TOLD, "6.4")];
    expect(findSharedResults(open, others)).toEqual({ "GET /lamps/{}": "6.3" });
  });

  it("brings its schemas along, under another name where that one is taken", async () => {
    const open = await modelWith(OPEN, "6.2");
    const given = await modelWith(TOLD, "6.3-cloud");
    const own = {
      ...open,
      schemas: new Map([...open.schemas, ["Tube", object({ other: text() })]]),
    } as ApiModel;
    const model = withSharedResults(own, { "GET /lamps/{}": "6.3-cloud" }, new Map([["6.3-cloud", given]]));
    const [operation] = model.operations;
    expect(operation).toMatchObject({ path: "/lamps/{id}", resultFrom: "6.3-cloud" });
    expect(operation?.response?.properties?.result).toEqual(ref("Lamp"));
    expect(model.schemas.get("Lamp")?.properties?.tube).toEqual(ref("TubeOf63cloud"));
    expect(Object.keys(model.schemas.get("Tube")?.properties ?? {})).toEqual(["other"]);
    expect(own.schemas.has("Lamp")).toBe(false);
  });

  it("stands in the manifest and in generated types, with its source", async () => {
    const { specsDir } = await imported(OPEN, { id: "6.2" });
    await imported(TOLD, { id: "6.3", specsDir });
    await updateDerivedSpecs(specsDir, true);
    const manifest = JSON.parse(await readFile(join(specsDir, "index.json"), "utf8"));
    expect(manifest.snapshots[0].sharedResults).toEqual({ "GET /lamps/{}": "6.3" });
    const packagesDir = join(specsDir, "../packages");
    await generate({ specsDir, packagesDir, ids: ["6.2"] });
    const client = Object.values(await contentsOf(join(packagesDir, "client-v6/generated/6.2"))).join();
    expect(client).toContain("Promise<Lamp>");
    expect(client).toContain("leaves the result open; its type is that of 6.3.");
    const again = await imported(OPEN, { id: "6.2", specsDir, replace: true });
    expect(again.entry.sharedResults).toEqual({ "GET /lamps/{}": "6.3" });
  });
});
