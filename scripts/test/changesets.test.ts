import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../lib/places.js";
import { publishedPackages } from "../release/published.js";

const FOLDER = join(ROOT, ".changeset");
const names = publishedPackages(ROOT).map(({ name }) => name);

// Its text goes into the change log of every package that it names, and a change log speaks of its own package.
test("every changeset is about one package that is published", () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".md") && file !== "README.md");
  for (const file of files) {
    const [, head = "", text = ""] =
      /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(FOLDER, file), "utf8")) ?? [];
    const [name, ...others] = [...head.matchAll(/^"([^"]+)": (major|minor|patch)$/gm)].map(
      ([, each]) => each,
    );
    expect(names, file).toContain(name);
    expect(others, file).toEqual([]);
    expect(text.trim(), file).not.toBe("");
  }
});
