import { describe, expect, inject, it } from "vitest";
import { seriousFindings } from "./support/axe.js";
import { addressOf, kindsOfPages, pagesOf } from "./support/pages.js";
import type { Page } from "./support/playwright.js";
import { openPage, PLACES } from "./support/visit.js";

const { folder, url } = inject("site");
const KINDS = kindsOfPages(folder);
const PHONE = { width: 360, height: 740 };

/** What makes the page wider than its window: innermost parts that stick out, or whose text does. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const { scrollWidth } = document.scrollingElement ?? document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const parts = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (part) =>
        !part.closest(".scroll, pre") &&
        part.getBoundingClientRect().left + Math.max(part.scrollWidth, part.offsetWidth) > clientWidth + 1,
    );
    return [`${scrollWidth} px`, ...parts.slice(-3).map((part) => part.outerHTML.slice(0, 120))];
  });
}

describe.each(KINDS)("%s", (file) => {
  it.each(PLACES)("shows without faults $place, with a title, a heading and ways on", async ({ base }) => {
    const page = await openPage(base);
    await page.goto(base + addressOf(file));
    expect(await page.title()).not.toBe("");
    expect(await page.locator("main h1").count()).toBe(1);
    expect(await page.locator("header nav a").count()).toBeGreaterThan(3);
    expect(await page.evaluate(() => document.documentElement.classList.contains("scripted"))).toBe(true);
  });

  it("has no serious finding of axe, in light and in dark colours", async () => {
    const page = await openPage(url);
    await page.goto(url + addressOf(file));
    expect(await seriousFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await seriousFindings(page, ["color-contrast"])).toEqual([]);
  });

  it("fits a phone", async () => {
    const page = await openPage(url, { viewport: PHONE });
    await page.goto(url + addressOf(file));
    expect(await tooWide(page)).toEqual([]);
  });

  it("is read without JavaScript, and printed", async () => {
    const page = await openPage(url, { javaScriptEnabled: false });
    await page.goto(url + addressOf(file));
    expect((await page.locator("main").textContent())?.trim()).not.toBe("");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("header nav").isVisible()).toBe(false);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

it("100 operation pages fit a phone", async () => {
  const pages = pagesOf(folder).filter((file) => file.startsWith("operations/"));
  const page = await openPage(url, { viewport: PHONE });
  const wide: Record<string, string[]> = {};
  for (let at = 0; at < pages.length; at += Math.ceil(pages.length / 100)) {
    const file = pages[at] as string;
    await page.goto(url + addressOf(file));
    const parts = await tooWide(page);
    if (parts.length > 0) wide[file] = parts;
  }
  expect(wide).toEqual({});
});

it("dark is dark, and light is light", async () => {
  const page = await openPage(url);
  await page.goto(`${url}index.html`);
  const brightness = async (colorScheme: "light" | "dark") => {
    await page.emulateMedia({ colorScheme });
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
    return (red + green + blue) / 3;
  };
  expect(await brightness("light")).toBeGreaterThan(200);
  expect(await brightness("dark")).toBeLessThan(60);
});
