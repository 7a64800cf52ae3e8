import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPaths } from "../lib/check-paths.js";
import { ROOT } from "../lib/places.js";
import { read } from "../lib/source-files.js";

const folders = ["docs", "packages", "specs"];
const files = ["docs/a.md", "packages/core/test/b.test.ts", "specs/6.2"];
const check = (text: string) =>
  checkPaths([{ path: "docs/page.md", text }], folders, (path) => files.includes(path));

describe("the paths that documentation names", () => {
  it.each([
    "a link to [a](a.md) and [a part of it](a.md#part)",
    "[elsewhere](https://example.invalid/x) and [below](#below)",
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

  it("exist", () => {
    const pages = [
      ...["README.md", "CONTRIBUTING.md", "contract/README.md", "examples/README.md", "specs/README.md"],
      ...markdownIn("docs"),
      ...readdirSync(join(ROOT, "packages"))
        .map((name) => `packages/${name}/README.md`)
        .filter((path) => existsSync(join(ROOT, path))),
    ].map((path) => ({ path, text: read(ROOT, path) }));
    const topLevel = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(checkPaths(pages, topLevel, (path) => existsSync(join(ROOT, path)))).toEqual([]);
  });
});

/** The pages below a folder without those that commands write. */
function markdownIn(folder: string): string[] {
  return (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !path.startsWith("docs/api/"));
}
