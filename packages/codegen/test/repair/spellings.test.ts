import { describe, expect, it } from "vitest";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { imported, TABLE } from "../support/workspace.js";

const distorted = documentOf({
  operations: {
    "GET /lamps": { tag: "La MPS", answer: envelope(ref("LampEntity")) },
    "GET /tubes": { tag: "Tube", answer: envelope(ref("Tube")) },
  },
  schemas: { LampEntity: object({ name: text() }), Tube: object({ lamp: ref("LampEntity") }) },
});

const specs = {
  "groups.json": { ...TABLE, tags: { ...TABLE.tags, LaMPS: { group: "device" }, Tube: { group: "device" } } },
  "overlays/spellings.json": {
    date: "2026-01-01",
    reason: "test",
    tags: { "La MPS": "LaMPS" },
    schemas: { LampEntity: "Lamp Info", Gone: "Gone Info" },
  },
};

describe.concurrent("names that a recovery distorted", () => {
  it("become those that controllers serve, wherever they stand", async () => {
    const { model, operation, places } = await imported(
      { "All.json": distorted },
      { specs, recovered: ["enum"] },
    );
    expect(operation("GET /lamps")).toMatchObject({ tag: "LaMPS", name: expect.stringMatching(/^laMPS\./) });
    expect([...model.schemas.keys()].sort()).toEqual(["LampInfo", "Tube"]);
    expect(model.schemas.get("Tube")?.properties?.lamp).toEqual(ref("LampInfo"));
    expect(places("tag-spelling")).toEqual(["GET /lamps -> LaMPS"]);
    expect(places("schema-spelling")).toEqual(["LampEntity"]);
  });

  it("stay where the document has the real name beside them", async () => {
    const both = structuredClone(distorted) as unknown as {
      components: { schemas: Record<string, unknown> };
    };
    both.components.schemas["Lamp Info"] = object({ other: text() });
    const { model, places } = await imported({ "All.json": both }, { specs, recovered: ["enum"] });
    expect(model.schemas.has("LampEntity")).toBe(true);
    expect(places("schema-spelling")).toEqual([]);
  });

  it("stay in documents that a controller served", async () => {
    const table = {
      ...specs["groups.json"],
      tags: { ...specs["groups.json"].tags, "La MPS": { group: "device", name: "lamp" } },
    };
    const { operation } = await imported(
      { "All.json": distorted },
      { specs: { ...specs, "groups.json": table } },
    );
    expect(operation("GET /lamps").tag).toBe("La MPS");
  });
});
