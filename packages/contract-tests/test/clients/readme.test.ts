import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { PACKAGES } from "../support/snapshots.js";

const HERE = join(import.meta.dirname, "../..");
const GUIDES = join(PACKAGES, "../docs/guides");

function blocksOf(page: string): string[] {
  return [...readFileSync(page, "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
}

/** The page of the repository and those of the packages that people install. */
const PAGES = [
  join(PACKAGES, "../README.md"),
  ...["auth", "client-v5", "client-v6", "codegen", "core", "mock-controller", "model", "types"].map((name) =>
    join(PACKAGES, name, "README.md"),
  ),
];

/** A block that imports packages is a program of its own; the others show a part of one. */
function programsOf(page: string): string[] {
  const folder = join(HERE, ".cache/readme", basename(dirname(page)));
  mkdirSync(folder, { recursive: true });
  return blocksOf(page)
    .filter((code) => /^import /m.test(code))
    .map((code, index) => {
      const path = join(folder, `${index}.ts`);
      writeFileSync(path, `${code}\nexport {};\n`);
      return path;
    });
}

test("the programs on the pages of the repository and its packages compile", () => {
  const programs = PAGES.map(programsOf);
  expect(programs.filter((files) => files.length === 0)).toEqual([]);
  const options = {
    ...OPTIONS,
    customConditions: ["@omada-sdk/source"],
    skipLibCheck: true,
    types: ["node"],
  };
  expect(problemsIn(programs.flat(), options)).toEqual([]);
});

test("the clients and types compile without the types of Node.js", () => {
  const files = PAGES.filter((page) => /client-v\d|types/.test(basename(dirname(page)))).flatMap(programsOf);
  expect(problemsIn(files, { ...OPTIONS, customConditions: ["@omada-sdk/source"] })).toEqual([]);
});

test("the program of the README about the simulated controller prints what it says", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  const program = programsOf(join(PACKAGES, "../README.md")).at(-1);
  await import(/* @vite-ignore */ `${program}`);
  expect(log.mock.calls).toEqual([[2, 2]]);
  log.mockRestore();
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
