import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocuments } from "../../src/import/read.js";
import { documentOf } from "../support/document.js";
import { temporaryFolder } from "../support/workspace.js";

async function reading(description: string) {
  const folder = await temporaryFolder();
  const document = documentOf({ operations: { "GET /openapi/v1/lamps": { description } } });
  await writeFile(join(folder, "Lamp.json"), JSON.stringify(document));
  return readDocuments(folder);
}

describe("a document", () => {
  it.each([
    ["of a hundred thousand words", "lamp ".repeat(20_001)],
    ["of spaces", ` ${" ".repeat(1000)}`],
    ["of dots behind a sentence", `A lamp${".".repeat(50_000)}`],
  ])("with a text %s is refused", async (_, text) => {
    await expect(reading(text)).rejects.toThrow(
      /the text at .*lamps.* has more than 100000 characters, or one 1000/,
    );
  });

  it("with a text as long as the longest that was seen is read", async () => {
    expect(await reading("lamp and door. ".repeat(4000))).toHaveLength(1);
  });
});
