import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../lib/places.js";
import { faultsOf } from "../release/archives.js";

const WHOLE = {
  "package.json": "{}",
  "README.md": "# model",
  LICENSE: "MIT",
  "dist/a.js": "export {};",
  "dist/a.js.map": JSON.stringify({ version: 3, sources: ["../src/a.ts"], mappings: "" }),
  "src/a.ts": "export {};",
};

/** What is wrong with an archive of these files, as one of `packages/model`. */
function faultsIn(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "omada-archive-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, "package", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const path = join(folder, "archive.tgz");
  execFileSync("tar", ["-czf", path, "-C", folder, "package"]);
  return faultsOf({ name: "model", path });
}

test("an archive with what belongs into it is whole", () => {
  expect(faultsIn(WHOLE)).toEqual([]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a test", { "src/a.test.ts": "" }, /src\/a\.test\.ts does not belong/],
  ["a configuration", { "tsconfig.json": "{}" }, /tsconfig\.json does not belong/],
  ["a folder of this machine", { "dist/b.js": `// ${ROOT}/src/b.ts` }, /dist\/b\.js names a folder/],
  ["a token", { "dist/b.js": `"npm_${"a".repeat(36)}"` }, /dist\/b\.js has something like a secret/],
  [
    "a private key",
    { "a.txt": `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n` },
    /a\.txt has something like a secret/,
  ],
  [
    "a map without its source",
    { "dist/a.js.map": '{"sources":["../src/b.ts"]}' },
    /leads to package\/src\/b\.ts/,
  ],
  [
    "too much",
    { "dist/b.js": Array.from({ length: 40_000 }, () => Math.random()).join("\n") },
    /the limit is 50 kB/,
  ],
])("an archive with %s is refused", (_, more, message) => {
  expect(faultsIn({ ...WHOLE, ...more }).join("\n")).toMatch(message);
});

test("an archive without a licence is refused", () => {
  const { LICENSE: _, ...rest } = WHOLE;
  expect(faultsIn(rest)).toEqual(["package/LICENSE is missing"]);
});
