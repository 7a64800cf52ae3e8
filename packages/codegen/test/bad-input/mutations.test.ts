import { readFile } from "node:fs/promises";
import { join } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { snapshotFolders } from "../../src/emit/generate.js";
import { ImportError, UNSAFE } from "../../src/files/input-error.js";
import { diagnose } from "../emit/support/compile.js";
import { everything, mutated } from "../support/mutate.js";
import { type Random, randomOf } from "../support/random.js";
import { rearranged } from "../support/rearrange.js";
import { contentsOf, emptySpecs, type Imported, imported } from "../support/workspace.js";

const TABLE = { groups: ["device", "client"], tags: {} };

/** The snapshot of a document, or the refusal of it, after which the specs folder is as it was. */
async function outcome(document: unknown): Promise<Imported | Error> {
  const specsDir = await emptySpecs();
  const before = await contentsOf(specsDir);
  try {
    return await imported({ "All.json": document }, { specsDir });
  } catch (error) {
    expect(await contentsOf(specsDir)).toEqual(before);
    return error as Error;
  }
}

/** One line that names the place, in at most three sentences. */
function expectClean(error: Error): void {
  expect(error).toBeInstanceOf(ImportError);
  expect(UNSAFE.test(error.message)).toBe(false);
  expect(error.message.length).toBeLessThan(500);
  expect(error.message).toMatch(/All\.json|^tag "|^(?:\d+|these) tags |^[A-Z]+ \//);
}

/** The snapshot is valid for strict parsers, and what is generated from it compiles. */
async function expectUsable({ model, specsDir, entry }: Imported): Promise<void> {
  for (const { name } of entry.groups) {
    await SwaggerParser.validate(JSON.parse(await readFile(join(specsDir, "6.2", `${name}.json`), "utf8")));
  }
  const files = [...snapshotFolders(model, TABLE, new Map())].flatMap(([folder, texts]) =>
    [...texts].map(([name, body]) => [`${folder}/${name}`, body] as const),
  );
  expect(diagnose(new Map(files))).toEqual([]);
}

type Change = (document: unknown, random: Random, changes: number) => unknown;

/** `pnpm test:others` tries four times as many documents. */
const TIMES = process.env.OMADA_LONG_TESTS ? 4 : 1;

describe.each<[string, Change, number]>([
  ["changed at random", mutated, 20 * TIMES],
  ["whose schemas are mixed up", rearranged, 8 * TIMES],
])("documents %s", (_, change, count) => {
  const results = { refused: 0, imported: 0 };

  it.each(Array.from({ length: count }, (_each, seed) => seed))(
    "are refused clearly or usable (seed %i)",
    async (seed) => {
      const random = randomOf(seed);
      const result = await outcome(change(everything(), random, 1 + Math.floor(random() * 4)));
      if (result instanceof Error) {
        results.refused++;
        expectClean(result);
      } else {
        results.imported++;
        await expectUsable(result);
      }
    },
  );

  it("are imported often enough to count", () => {
    expect(results.imported).toBeGreaterThan(count / 4);
  });
});

it("the document that is changed is usable itself", async () => {
  const result = await outcome(everything());
  expect(result).not.toBeInstanceOf(Error);
  await expectUsable(result as Imported);
});
