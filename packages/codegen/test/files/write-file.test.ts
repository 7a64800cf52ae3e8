import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWholeFile } from "../../src/files/write-file.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-write-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a file is replaced as a whole, with the mode that it is given", async () => {
  const path = join(folder, "lamps.json");
  await writeFile(path, "of before, and longer", { mode: 0o644 });
  await writeWholeFile(path, new TextEncoder().encode("now"), 0o600);
  expect(await readFile(path, "utf8")).toBe("now");
  if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["lamps.json"]);
});

test("what stood there stays, and nothing else, when writing fails halfway", async () => {
  const path = join(folder, "lamps.json");
  await writeFile(path, "of before");
  // What `writeFile` of Node takes, too: the draft holds the first half when the second one fails.
  async function* halves() {
    yield "half";
    expect(await readdir(folder)).toHaveLength(2);
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  }
  await expect(writeWholeFile(path, halves() as unknown as string)).rejects.toThrow("no space left");
  expect(await readdir(folder)).toEqual(["lamps.json"]);
  expect(await readFile(path, "utf8")).toBe("of before");
});

test.each([
  ["a folder stands in the way", "full"],
  ["a file stands where its folder belongs", "file/lamps.json"],
  ["its folder is not there", "nowhere/lamps.json"],
])("nothing is left behind when %s", async (_, name) => {
  await mkdir(join(folder, "full/inner"), { recursive: true });
  await writeFile(join(folder, "file"), "");
  await expect(writeWholeFile(join(folder, name), "text")).rejects.toThrow(/^E[A-Z]+:/);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    "file",
    "full",
    join("full", "inner"),
  ]);
});
