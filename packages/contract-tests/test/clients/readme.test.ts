import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { PACKAGES } from "../support/snapshots.js";

const HERE = join(import.meta.dirname, "../..");

test.each(["client-v5", "client-v6", "types"])("the code of the README of %s compiles", (name) => {
  const text = readFileSync(join(PACKAGES, name, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  expect(blocks.length).toBeGreaterThan(0);
  const folder = join(HERE, ".cache/readme", name);
  mkdirSync(folder, { recursive: true });
  const files = blocks.map((code, index) => {
    const path = join(folder, `${index}.ts`);
    writeFileSync(path, `${code}\nexport {};\n`);
    return path;
  });
  expect(problemsIn(files, { ...OPTIONS, customConditions: ["@omada-sdk/source"] })).toEqual([]);
});
