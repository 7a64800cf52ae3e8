import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFolder } from "../../src/files/write.js";
import { contentsOf, temporaryFolder } from "../support/workspace.js";

const FILES = new Map([
  ["index.d.ts", "export {};\n"],
  ["shared/a+b.d.ts", "export type A = 1;\n"],
]);

test("a folder holds exactly the files, no temporary ones", async () => {
  const folder = join(await temporaryFolder(), "new/generated");
  await writeFolder(folder, FILES);
  const files = Object.entries(await contentsOf(folder)).filter(([, content]) => content !== "(folder)");
  expect(new Map(files.sort())).toEqual(new Map([...FILES].sort()));
});

test("files that are not among them are removed", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "raw"));
  await writeFile(join(folder, "raw/old.d.ts"), "");
  await writeFile(join(folder, "index.d.ts.1.tmp"), "half");
  await writeFolder(folder, FILES);
  expect((await readdir(folder, { recursive: true })).filter((name) => /old|tmp/.test(name))).toEqual([]);
});

test("a file that is right already is not written again", async () => {
  const folder = await temporaryFolder();
  await writeFolder(folder, FILES);
  const then = new Date(2020, 1, 1);
  for (const name of FILES.keys()) await utimes(join(folder, name), then, then);
  await writeFolder(folder, new Map([...FILES, ["index.d.ts", "export type B = 2;\n"]]));
  expect((await stat(join(folder, "shared/a+b.d.ts"))).mtime).toEqual(then);
  expect((await stat(join(folder, "index.d.ts"))).mtime).not.toEqual(then);
  expect(await readFile(join(folder, "index.d.ts"), "utf8")).toContain("B = 2");
});
