import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPTIONS } from "./support/options.js";
import { problemsIn } from "./support/problems.js";

const PACKAGE = join(import.meta.dirname, "..");

test("the code of the README compiles", () => {
  const text = readFileSync(join(PACKAGE, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  expect(blocks.length).toBeGreaterThan(0);
  mkdirSync(join(PACKAGE, ".cache/readme"), { recursive: true });
  const files = blocks.map((code, index) => {
    const path = join(PACKAGE, `.cache/readme/${index}.ts`);
    writeFileSync(path, `${code}\nexport {};\n`);
    return path;
  });
  expect(problemsIn(files, { ...OPTIONS, customConditions: ["@omada-sdk/source"] })).toEqual([]);
});
