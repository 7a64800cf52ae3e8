import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPaths, externalLinks } from "../lib/check-paths.js";
import { markdownPages } from "../lib/markdown-pages.js";
import { ROOT } from "../lib/places.js";

const folders = ["docs", "packages", "specs"];
const files = ["docs/a.md", "docs/page.md", "packages/core/test/b.test.ts", "specs/6.2"];
const other = "# Title\n\n## A part of `it`, twice\n\n## A part of `it`, twice\n\n```sh\n# No heading\n```\n";
const check = (text: string) =>
  checkPaths(
    [
      { path: "docs/page.md", text },
      { path: "docs/a.md", text: other },
    ],
    folders,
    (path) => files.includes(path),
  );

describe("the paths that documentation names", () => {
  it.each([
    "a link to [a](a.md), [a part](a.md#a-part-of-it-twice) and [another](a.md#a-part-of-it-twice-1)",
    "[elsewhere](https://example.invalid/x#y) and [below](#below-this)\n\n## Below [this](a.md)\n",
    "`packages/core/test/b.test.ts`, also without its folder: `core/test/b.test.ts`",
    "placeholders and commands: `specs/<id>/x.json`, `packages/*/src`, `docs x/y`, `specs`",
    "written by commands: `docs/api`, `packages/core/dist/index.js`",
    "```sh\ncat `docs/none.md`\n```",
    "no folder of this repository: `@omada-sdk/types/6.2`, `other/x`",
  ])("may be %s", (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ["a [link](none.md)", "docs/none.md"],
    ["a [link up](../packages/none)", "packages/none"],
    ["`packages/core/src/none.ts`", "packages/core/src/none.ts"],
    ["`core/src/none.ts`", "packages/core/src/none.ts"],
    ["`specs/6.3`", "specs/6.3"],
  ])("must exist: %s", (text, missing) => {
    expect(check(text)).toEqual([`docs/page.md: ${missing} does not exist`]);
  });

  it.each([
    ["[part](a.md#part)", "docs/a.md has no heading #part"],
    ["[code](a.md#no-heading)", "docs/a.md has no heading #no-heading"],
    ["[below](#below)", "docs/page.md has no heading #below"],
  ])("must have the headings that are linked to: %s", (text, problem) => {
    expect(check(text)).toEqual([`docs/page.md: ${problem}`]);
  });

  it("lead out of the repository by links only", () => {
    const text =
      "[a](https://b.invalid/) [a](https://a.invalid/) [a](https://b.invalid/) `https://c.invalid`";
    expect(externalLinks([{ path: "docs/page.md", text }])).toEqual([
      "https://a.invalid/",
      "https://b.invalid/",
    ]);
  });

  it("exist", () => {
    const pages = markdownPages();
    const topLevel = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(checkPaths(pages, topLevel, (path) => existsSync(join(ROOT, path)))).toEqual([]);
  });
});
