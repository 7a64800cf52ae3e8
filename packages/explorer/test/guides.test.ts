import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Guide, guideLink, guideOf, guides, repositoryAddress } from "../src/data/guides.js";
import { PAGES } from "../src/data/links.js";

const ROOT = join(import.meta.dirname, "../../..");
const LIST = "docs/guides/README.md";

let all: Guide[];
let repository: string;
beforeAll(async () => {
  all = await guides();
  repository = await repositoryAddress();
});

test("every page of docs/ is a guide", async () => {
  const files = (await readdir(join(ROOT, "docs"), { recursive: true }))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".md") && !file.startsWith("docs/api/"));
  expect(new Set([...all.map(({ file }) => file), LIST])).toEqual(new Set(files));
});

test("every link of a guide leads to a page and an anchor of the site, or into the repository", async () => {
  const anchors = new Map(all.map(({ slug, sections }) => [PAGES.guide(slug), sections.map(({ id }) => id)]));
  anchors.set(PAGES.guides, []);
  let inside = 0;
  for (const { file, address } of [
    ...all.map(({ file, slug }) => ({ file, address: PAGES.guide(slug) })),
    { file: LIST, address: PAGES.guides },
  ]) {
    const text = (await readFile(join(ROOT, file), "utf8")).replace(/^ *```.*?^ *```/gms, "");
    for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const link = guideLink(file, target, repository);
      if (/^https?:/.test(link)) continue;
      const [path = "", anchor] = link.split("#");
      const page = path === "" ? address : posix.join(posix.dirname(address), path);
      expect(anchors.has(page), `${file}: ${target} -> ${page}`).toBe(true);
      if (anchor !== undefined) expect(anchors.get(page), `${file}: ${target}`).toContain(anchor);
      inside++;
    }
  }
  expect(inside).toBeGreaterThan(20);
});

describe("links", () => {
  test.each([
    ["docs/guides/tls.md", "errors.md#a", "../guides/errors.html#a"],
    ["docs/guides/tls.md", "../decisions/README.md", "../guides/decisions.html"],
    ["docs/decisions/x.md", "../guides/README.md", "../../guides.html"],
    ["docs/guides/README.md", "tls.md", "guides/tls.html"],
    [
      "docs/guides/tls.md",
      "../../packages/core/README.md#lists",
      "R/blob/main/packages/core/README.md#lists",
    ],
    ["docs/versions.md", "../examples/a.ts", "R/blob/main/examples/a.ts"],
    ["docs/versions.md", "https://example.com/a.md", "https://example.com/a.md"],
    ["docs/versions.md", "#here", "#here"],
  ])("in %s, %s becomes %s", (file, target, link) => {
    expect(guideLink(file, target, "R")).toBe(link);
  });
});

test("sections have the anchors of their headings; code is no heading", () => {
  const text =
    "<!-- made -->\n# A `title`\n\nFirst.\n\n## One, two\n\n```sh\n# no heading\n```\n\n## One, two\n\n### What is …\n\n| a | b |\n|---|---|\n| [c](d) | e |\n";
  expect(guideOf("docs/a.md", text)).toEqual({
    file: "docs/a.md",
    slug: "a",
    title: "A title",
    sections: [
      { id: "", heading: "A title", text: "First." },
      { id: "one-two", heading: "One, two", text: "# no heading" },
      { id: "one-two-1", heading: "One, two", text: "" },
      { id: "what-is-", heading: "What is …", text: "a b c e" },
    ].map((section) => ({ ...section, id: section.id.replace(/-$/, "") })),
  });
  expect(() => guideOf("docs/a.md", "Text\n# A")).toThrow("docs/a.md does not begin with its title");
});
