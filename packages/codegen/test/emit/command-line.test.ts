import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { searchIndex } from "../../src/emit/command-line/search-index.js";
import { specsArchive } from "../../src/emit/command-line/specs-archive.js";
import { generate, readManifest, type SearchIndex } from "../../src/index.js";
import { committed } from "../support/committed.js";
import { documentOf } from "../support/document.js";
import { contentsOf, imported, SPECS, temporaryFolder } from "../support/workspace.js";

test("the data of a specs folder comes out of the archive as it went in, in the same bytes each time", async () => {
  const { specsDir } = await imported({
    "All.json": documentOf({ operations: { "GET /openapi/v1/gadgets": {} } }),
  });
  const archive = await specsArchive(specsDir);
  expect((await specsArchive(specsDir)).equals(archive)).toBe(true);
  const files = JSON.parse(brotliDecompressSync(archive).toString()) as Record<string, unknown>;
  const present = Object.entries(await contentsOf(specsDir)).filter(([path]) => path.endsWith(".json"));
  const expected = present.map(([path, text]) => [path, JSON.parse(text)] as const);
  expect(files).toEqual(
    Object.fromEntries(expected.filter(([path]) => !path.endsWith("import-report.json"))),
  );
  expect(Object.keys(files)).toContain("index.json");
});

test("generation writes both, whatever snapshots it is asked for", async () => {
  const { specsDir } = await imported({
    "All.json": documentOf({ operations: { "GET /openapi/v1/gadgets": {} } }),
  });
  const packagesDir = await temporaryFolder();
  await generate({ specsDir, packagesDir, ids: [] });
  expect(Object.keys(await contentsOf(packagesDir))).toEqual(
    expect.arrayContaining(["cli/generated/search-index.json", "cli/generated/specs.json.br"]),
  );
  const text = await readFile(join(packagesDir, "cli/generated/search-index.json"), "utf8");
  const { snapshots, operations } = JSON.parse(text) as SearchIndex;
  expect(snapshots).toMatchObject([{ id: "6.2" }]);
  expect(operations).toMatchObject([{ method: "GET", path: "/openapi/v1/gadgets", in: 1 }]);
});

test("rows of the index hold in exactly the snapshots of their mask", async () => {
  const { snapshots } = await readManifest(SPECS);
  const models = await Promise.all(snapshots.map(({ id }) => committed(id)));
  const text = searchIndex(models, [], new Map());
  expect(searchIndex(models, [], new Map())).toBe(text);
  const { operations, permissions } = JSON.parse(text) as SearchIndex;
  for (const [bit, { operations: all }] of models.entries()) {
    const byName = new Map(all.map((each) => [`${each.method} ${each.name}`, each]));
    for (const { name, method, errorCodes = [], permissions: needed = [] } of operations) {
      const there = byName.get(`${method} ${name}`);
      const rowsHere = (rows: typeof errorCodes) =>
        rows.flatMap(([mask, list]) => (mask & (1 << bit) ? list : []));
      expect(rowsHere(errorCodes).sort(), name).toEqual([...new Set(there?.errorCodes ?? [])].sort());
      expect(
        rowsHere(needed)
          .map((row) => permissions[row])
          .sort(),
        name,
      ).toEqual([...new Set(there?.permissions ?? [])].sort());
    }
  }
});
