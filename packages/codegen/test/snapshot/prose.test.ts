import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foreignTexts } from "../support/prose.js";
import { SPECS } from "../support/workspace.js";

const SENTENCE = "Turns on all of the lamps in this room.";

describe("specs hold facts, not sentences", async () => {
  const files = (await readdir(SPECS, { recursive: true })).map(String).sort();

  it("only files that are known here", () => {
    expect(
      files.filter(
        (file) => !/\.json$|^[^/.]+(\.\d+)?(-\w+)?$|^[^/]+\/(api\.txt|CHANGES\.md)$|^README\.md$/.test(file),
      ),
    ).toEqual([]);
  });

  it.each(files.filter((file) => file.endsWith(".json")))("%s", async (file) => {
    const found = foreignTexts(JSON.parse(await readFile(join(SPECS, file), "utf8")), `/${file}`);
    expect(found).toEqual([]);
  });

  it.each([
    ["description", { paths: { "/a": { get: { description: SENTENCE } } } }],
    ["summary", { paths: { "/a": { get: { operationId: "lamp.getLamps", summary: SENTENCE } } } }],
    ["label", { "x-omada-values": [{ value: 0, label: SENTENCE }] }],
    ["enum", { enum: [SENTENCE] }],
    ["key", { properties: { [SENTENCE]: { type: "string" } } }],
    ["other alphabets", { description: "打开 这个 房间 里 的 灯" }],
    ["x-omada-default", { "x-omada-default": SENTENCE }],
  ])("the scan finds a sentence injected as %s", (_, value) => {
    expect(foreignTexts(value, "/6.2/device.json")).toHaveLength(1);
  });

  it("the scan finds a sentence injected into a report", () => {
    const report = { places: { envelope: [`GET /a -> ${SENTENCE}`], "free-result": ["GET /a", SENTENCE] } };
    expect(foreignTexts(report, "/6.2/import-report.json")).toHaveLength(2);
  });

  it("the scan lets pass what is ours", () => {
    const operation = {
      operationId: "lamp.getLampsOfRoomsInThisHouse",
      summary: "Get lamps of rooms in this house",
      "x-omada-permissions": ["Site Lamp And Tube Manager Modify"],
    };
    expect(foreignTexts(operation, "/6.2/device.json")).toEqual([]);
  });
});
