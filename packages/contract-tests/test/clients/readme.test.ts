import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { PACKAGES } from "../support/snapshots.js";

const HERE = join(import.meta.dirname, "../..");
const GUIDES = join(PACKAGES, "../docs/guides");

function blocksOf(page: string): string[] {
  return [...readFileSync(page, "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
}

test.each(["client-v5", "client-v6", "types"])("the code of the README of %s compiles", (name) => {
  const blocks = blocksOf(join(PACKAGES, name, "README.md"));
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

/** Makes a program of each guide, with a function that mentions every method that the text names. */
function programsOfGuides(): string[] {
  const folder = join(HERE, ".cache/guides");
  mkdirSync(folder, { recursive: true });
  return readdirSync(GUIDES).map((page) => {
    const prose = readFileSync(join(GUIDES, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
    const named = [...prose.matchAll(/`(omada\.\w+(?:\.\w+)?)`/g)].map(([, name]) => `  void ${name};`);
    const check = [
      'import type { OmadaAsUser } from "@omada-sdk/client-v6";',
      "export function named(omada: OmadaAsUser): void {",
      ...new Set(named),
      "}",
    ];
    const path = join(folder, page.replace(".md", ".ts"));
    writeFileSync(path, [...blocksOf(join(GUIDES, page)), ...check].join("\n"));
    return path;
  });
}

test("the code of the guides compiles, a page at a time, and the methods that they name exist", () => {
  const files = programsOfGuides();
  expect(files.length).toBeGreaterThan(10);
  const conditions = { customConditions: ["@omada-sdk/source"] };
  expect(problemsIn(files, { ...OPTIONS, ...conditions, skipLibCheck: true, types: ["node"] })).toEqual([]);
});

test("the program of the guide about tests does what it says", async () => {
  const asserted = vi.spyOn(console, "assert");
  const program = programsOfGuides().find((path) => path.endsWith("testing.ts"));
  await import(/* @vite-ignore */ `${program}`);
  expect(asserted.mock.calls).toEqual([[true], [true], [true]]);
  asserted.mockRestore();
});
