import { describe, expect, it } from "vitest";
import { checkImports } from "../lib/check-imports.js";

const core = { dir: "packages/core", name: "@omada-sdk/core", private: false };
const none = { dependencies: [], devDependencies: [], exports: ["."] };

/** What is found in files of `packages/core/src`, each given by what it imports. */
function found(files: Record<string, string>): string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path: `packages/core/src/${path}`, text }));
  return checkImports([{ ...core, ...none }], sources).map((text) =>
    text.replaceAll("packages/core/src/", ""),
  );
}

describe("circles of files", () => {
  it("are found with the names that tie them, types included", () => {
    expect(
      found({
        "a/one.ts": `import { two, type Two as Other } from "./two.js";`,
        "a/two.ts": `import type { One } from "./three.js"; import { free } from "./free.js";`,
        "a/three.ts": `export * from "./one.js";`,
        "a/free.ts": "export const free = 1;",
      }),
    ).toEqual([
      "files import each other\n  a/one.ts -> a/two.ts: two, Two\n  a/two.ts -> a/three.ts: One\n  a/three.ts -> a/one.ts: *",
    ]);
  });

  it("are found each, the shortest first, in a knot of several", () => {
    const knot = found({
      "a/one.ts": `import { two } from "./two.js"; import "./three.js";`,
      "a/two.ts": `import { one, first } from "./one.js";`,
      "a/three.ts": `import { four } from "./four.js";`,
      "a/four.ts": `import { one } from "./one.js";`,
    });
    expect(knot).toEqual([
      "files import each other\n  a/one.ts -> a/two.ts: two\n  a/two.ts -> a/one.ts: one, first",
      expect.stringMatching(/^files import each other\n(.*a\/(one|three|four)\.ts -> .*\n?){3}$/),
    ]);
  });

  it.each([
    ["import()", `const one = await import("./one.js");`],
    ["import() as a type", `let one: import("./one.js").One;`],
    ["export from", `export { one } from "./one.js";`],
  ])("are found by %s", (_, text) => {
    expect(found({ "a/one.ts": `import "./two.js";`, "a/two.ts": text })).toHaveLength(1);
  });

  it("are none where arrows run one way, by however many paths", () => {
    expect(
      found({
        "a/one.ts": `import "./two.js"; import "./three.js";`,
        "a/two.ts": `import "./three.js";`,
        "a/three.ts": `import "./nowhere.js";`,
      }),
    ).toEqual([]);
  });
});

describe("circles of folders", () => {
  const there = { "a/one.ts": `import { two } from "../b/two.js";`, "b/two.ts": "export const two = 2;" };

  it("are found where no files import each other, with the files that tie them", () => {
    expect(
      found({
        ...there,
        "b/other.ts": `import type { Deep } from "../a/deep/three.js";`,
        "a/deep/three.ts": "",
      }),
    ).toEqual([
      "folders import each other: a -> b -> a\n  a/one.ts -> b/two.ts: two\n  b/other.ts -> a/deep/three.ts: Deep",
    ]);
  });

  it("are found through a file beside the folders, which counts for itself", () => {
    expect(
      found({
        "options.ts": `import type { One } from "./a/one.js";`,
        "a/one.ts": "",
        "a/two.ts": `import "../options.js";`,
      }),
    ).toEqual([
      "folders import each other: a -> options.ts -> a\n  a/two.ts -> options.ts: nothing by name\n  options.ts -> a/one.ts: One",
    ]);
  });

  it.each(["index.ts", "bin.ts", "main.ts"])("do not count %s, which puts the package together", (file) => {
    expect(found({ ...there, [file]: `export * from "./a/one.js"; export * from "./b/two.js";` })).toEqual(
      [],
    );
    expect(
      found({
        ...there,
        [file]: `export * from "./a/one.js";`,
        "b/three.ts": `import "../${file.replace(".ts", ".js")}";`,
      }),
    ).toEqual([]);
  });

  it("do not count imports of what is generated", () => {
    const generated = { "generated/codes.ts": `import type { Row } from "../a/row.js";`, "a/row.ts": "" };
    expect(found({ ...generated, "a/one.ts": `import "../generated/codes.js";` })).toEqual([]);
    expect(
      found({
        "made/codes.ts": `import type { Row } from "../a/row.js";`,
        "a/row.ts": "",
        "a/one.ts": `import "../made/codes.js";`,
      }),
    ).toHaveLength(1);
  });
});
