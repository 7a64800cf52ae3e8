import { beforeAll, expect, test } from "vitest";
import { type CatalogueGroup, catalogue } from "../src/data/catalogue.js";
import { PAGES } from "../src/data/links.js";
import { news, versionRows } from "../src/data/news.js";
import { type Site, site } from "../src/data/site.js";

let whole: Site;
let groups: CatalogueGroup[];
beforeAll(async () => {
  whole = await site();
  groups = await catalogue(whole);
});

test("every operation is in one tag, and counts are those of the snapshots", () => {
  const tags = groups.flatMap((group) => group.tags);
  const names = tags.flatMap(({ operations }) => operations.map(({ name }) => name));
  expect([...names].sort()).toEqual(whole.operations.map(({ name }) => name).sort());
  for (const { at, model } of whole.snapshots) {
    expect(tags.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)).toBe(model.operations.length);
    expect(groups.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)).toBe(model.operations.length);
  }
});

test("anchors are unique, and that of a tag is where links to it lead", () => {
  const ids = groups.flatMap(({ tags }) => tags.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { newest } of whole.operations)
    expect(ids).toContain(decodeURIComponent(PAGES.tag(newest.tag).split("#")[1] ?? ""));
});

test("the newest local version is news against the one before it", () => {
  const latest = news(whole);
  expect(latest?.after.entry.flavour).toBe("local");
  const before = new Set(
    latest?.before.model.operations.map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, "")}`),
  );
  const added = latest?.after.model.operations.filter(
    ({ method, path }) => !before.has(`${method} ${path.replace(/\{[^}]*\}/g, "")}`),
  );
  expect(latest?.operations).toBe(added?.length);
  const [first] = latest?.tags ?? [];
  expect(first?.operations).toBe(added?.filter(({ tag }) => tag === first?.tag).length);
});

test("the first snapshot is compared with none, a site of one has no news", () => {
  const [first] = whole.snapshots;
  expect(versionRows(whole)[0]).toEqual({ snapshot: first, added: [], gone: [] });
  expect(news({ ...whole, snapshots: whole.snapshots.slice(0, 1) })).toBeUndefined();
});
