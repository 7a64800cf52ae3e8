import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { Operation } from "@omada-sdk/model";
import type { SearchIndex, SearchTable } from "@omada-sdk/model/search";
import { tokensOf } from "@omada-sdk/model/words";
import { expect, test } from "vitest";
import { searchIndex } from "../../src/emit/command-line/search-index.js";
import { specsArchive } from "../../src/emit/command-line/specs-archive.js";
import { generate, readManifest, readSnapshot } from "../../src/index.js";
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
  const { operations, tables } = JSON.parse(text) as SearchIndex;
  for (const [bit, { operations: all }] of models.entries()) {
    /** The texts of each operation in this snapshot. */
    const textsIn = (table: SearchTable) => {
      const texts = operations.map((): string[] => []);
      for (const [row, list] of table.operations.entries())
        for (const [, mask, numbers = ""] of list.matchAll(/(\d+):([\d ]+)/g))
          if (Number(mask) & (1 << bit))
            for (const number of numbers.split(" ")) texts[Number(number)]?.push(table.texts[row] as string);
      return texts;
    };
    const codes = textsIn(tables.error);
    const permissions = textsIn(tables.permission);
    const byName = new Map(all.map((each) => [`${each.method} ${each.name}`, each]));
    const expected = (of: (operation: Operation) => readonly unknown[]) =>
      operations.map(({ name, method }) => {
        const there = byName.get(`${method} ${name}`);
        return [...new Set(there && of(there).map(String))].sort();
      });
    expect(codes.map((list) => list.sort())).toEqual(expected(({ errorCodes }) => errorCodes));
    expect(permissions.map((list) => list.sort())).toEqual(expected((operation) => operation.permissions));
  }
});

test("every word of an operation is indexed in the place where it counts most", async () => {
  const { specsDir } = await imported({
    "All.json": documentOf({ operations: { "GET /openapi/v1/gadgets/{gadgetId}/lamps": {} } }),
  });
  const model = await readSnapshot(specsDir, "6.2");
  const [{ name, tag }] = model.operations as [Operation];
  const index = JSON.parse(searchIndex([model], [], new Map())) as SearchIndex;
  const words = [
    tokensOf(name.slice(name.indexOf(".") + 1)),
    tokensOf(tag),
    tokensOf("openapi v1 gadget id lamp"),
  ];
  for (const [at, list] of words.entries())
    for (const word of list) {
      const first = words.findIndex((each) => each.includes(word));
      const place = (["name", "tag", "path"] as const)[Math.min(first, at)] ?? "path";
      const term = index.terms.find((each) => each.term === word);
      expect({ ...term, field: undefined }, word).toEqual({ term: word, [place]: "0", field: undefined });
    }
});
