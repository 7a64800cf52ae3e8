import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildSite } from "./support/build.js";
import { NAMES, writeHostileSpecs } from "./support/hostile-specs.js";
import { addressOf, pagesOf } from "./support/pages.js";
import { diskUrl, openPage } from "./support/visit.js";

const work = mkdtempSync(join(tmpdir(), "site-hostile-"));
const folder = join(work, "site");

beforeAll(async () => {
  const specs = join(work, "specs");
  writeHostileSpecs(specs);
  await buildSite(folder, { OMADA_SPECS: specs });
});
afterAll(() => rmSync(work, { recursive: true }));

it("hostile names of a snapshot stay text on every page, and nothing of them runs", async () => {
  const page = await openPage(diskUrl(folder));
  const shown = new Set<string>();
  const made: string[] = [];
  for (const file of pagesOf(folder)) {
    await page.goto(diskUrl(folder) + addressOf(file));
    const { text, ran, elements } = await page.evaluate(() => {
      // What is folded away counts as shown.
      for (const details of document.querySelectorAll("details")) details.open = true;
      return {
        text: `${document.title} ${document.body.textContent}`,
        ran: "ran" in globalThis,
        elements: [
          ...document.querySelectorAll("b.broken, [onload], [onerror], [onmouseover], a[href*=':ran']"),
        ].map((element) => element.outerHTML),
      };
    });
    for (const name of NAMES) if (text.includes(name)) shown.add(name);
    made.push(...elements.map((element) => `${file}: ${element}`), ...(ran ? [`${file}: ran`] : []));
    // The end of the page is there: nothing swallowed it.
    expect(await page.locator("body main h1").count(), file).toBe(1);
  }
  expect(made).toEqual([]);
  expect(NAMES.filter((name) => !shown.has(name))).toEqual([]);
});

it("hostile names stay text in what scripts make of them", async () => {
  const page = await openPage(diskUrl(folder));
  await page.goto(`${diskUrl(folder)}index.html`);
  const found = new Set<string>();
  for (const question of [
    "script globalThis",
    "img onerror",
    "svg onload",
    "title b broken",
    "constructor",
    "longlong",
  ]) {
    await page.locator("#search").fill(question);
    await page.locator("[role=option]").first().waitFor();
    for (const text of await page.locator("[role=option]").allTextContents()) found.add(text);
  }
  expect([...found].some((text) => NAMES.some((name) => text.includes(name)))).toBe(true);
  const made = await page.evaluate(() => ({
    elements: document.querySelectorAll("b.broken, [onload], [onerror], [onmouseover], main img").length,
    ran: "ran" in globalThis,
  }));
  expect(made).toEqual({ elements: 0, ran: false });
});
