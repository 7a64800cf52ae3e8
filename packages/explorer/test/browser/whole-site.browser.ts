import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type PageParts, readPages } from "./support/links.js";
import { addressOf, filesOf, pagesOf } from "./support/pages.js";
import { firstLoadOf } from "./support/sizes.js";
import { browser } from "./support/visit.js";

const { folder, url } = inject("site");

describe("every page", () => {
  let pages: PageParts[] = [];

  beforeAll(async () => {
    pages = await readPages(await browser(), url, pagesOf(folder));
  });

  it("is one of more than two thousand, for every operation", () => {
    expect(pages.filter(({ file }) => file.startsWith("operations/")).length).toBeGreaterThan(2000);
  });

  it("leads to pages, files and places that exist", () => {
    const files = new Set(filesOf(folder));
    const ids = new Map(pages.map(({ file, ids }) => [file, new Set(ids)]));
    const broken: string[] = [];
    for (const { file, targets } of pages) {
      for (const target of new Set(targets)) {
        if (target.startsWith("https://")) continue;
        const relative = !/^([a-z]+:|\/)/i.test(target);
        const { pathname, hash } = new URL(relative ? target : "about:blank", `site:/${addressOf(file)}`);
        const path = decodeURIComponent(pathname.slice(1));
        const id = decodeURIComponent(hash.slice(1));
        if (!relative || !files.has(path)) broken.push(`${file}: ${target}`);
        else if (id !== "" && !ids.get(path)?.has(id)) broken.push(`${file}: ${target} names no place`);
      }
    }
    expect(broken.slice(0, 20)).toEqual([]);
  });

  it("has one heading of the first level, and each id once", () => {
    const headless = pages.filter(({ headings }) => headings !== 1).map(({ file }) => file);
    expect(headless.slice(0, 20)).toEqual([]);
    const twice = pages.flatMap(({ file, ids }) =>
      ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${file}#${id}`),
    );
    expect(twice.slice(0, 20)).toEqual([]);
  });

  it("holds no script, style or handler of its own", () => {
    const inline = pages.flatMap(({ file, inline }) => inline.map((part) => `${file}: ${part}`));
    expect(inline.slice(0, 20)).toEqual([]);
  });
});

describe("files", () => {
  it("are pages, and assets of the kinds that the policy allows", () => {
    const others = filesOf(folder).filter(
      (file) => !/\.html$|^assets\/[\w./-]+\.(js|css|svg|png|webp)$/.test(file),
    );
    expect(others).toEqual([]);
  });

  it("name no folder of the machine that built them", () => {
    const root = join(import.meta.dirname, "../../../..");
    const telling = filesOf(folder).filter((file) => readFileSync(join(folder, file), "utf8").includes(root));
    expect(telling).toEqual([]);
  });
});

describe("what loads at once, compressed", () => {
  it("is at most 150 kB for the first page", () => {
    expect(firstLoadOf(folder, "index.html")).toBeLessThanOrEqual(150_000);
  });

  it("is at most 60 kB for every operation page", () => {
    const large = pagesOf(folder)
      .filter((file) => file.startsWith("operations/"))
      .map((file) => ({ file, bytes: firstLoadOf(folder, file) }))
      .filter(({ bytes }) => bytes > 60_000);
    expect(large).toEqual([]);
  });
});
