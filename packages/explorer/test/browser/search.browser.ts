import { describe, expect, inject, it } from "vitest";
import type { Page } from "./support/playwright.js";
import { openPage, PLACES } from "./support/visit.js";

const { url } = inject("site");
const OPTION = "[role=option]";

/** Types a question into the search of the page that is shown. @returns what it finds, one text each */
async function ask(page: Page, question: string): Promise<string[]> {
  await page.keyboard.press("/");
  await page.keyboard.type(question);
  await page.locator(OPTION).first().waitFor();
  return page.locator(OPTION).allTextContents();
}

describe.each(PLACES)("search $place", ({ base }) => {
  it.each(["index.html", "operations/client.getGridActiveClients.html"])(
    "leads from %s to an operation by keys alone",
    async (start) => {
      const page = await openPage(base);
      await page.goto(base + start);
      const found = await ask(page, "reboot");
      expect(found.length).toBeGreaterThan(2);
      await page.keyboard.press("ArrowDown");
      const chosen = page.locator(`${OPTION}[aria-selected=true]`);
      expect(await chosen.count()).toBe(1);
      expect(
        await page.getByRole("combobox", { name: /search/i }).getAttribute("aria-activedescendant"),
      ).toBe(await chosen.getAttribute("id"));
      expect(await chosen.textContent()).toBe(found[1]);
      await page.keyboard.press("ArrowUp");
      expect(await chosen.textContent()).toBe(found[0]);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/operations\/[^/]+\.html/);
      expect(await page.locator("h1").textContent()).toMatch(/reboot/i);
    },
  );

  it("closes with Escape, and leaves / to fields", async () => {
    const page = await openPage(base);
    await page.goto(`${base}index.html`);
    await ask(page, "reboot");
    await page.keyboard.press("Escape");
    expect(await page.locator(OPTION).first().isVisible()).toBe(false);
    const input = page.getByRole("combobox", { name: /search/i });
    const before = await input.inputValue();
    await page.keyboard.type("/");
    expect(await input.inputValue()).toBe(`${before}/`);
  });
});

/** What is asked, and what the best three answers have to hold. */
const QUESTIONS: Readonly<Record<string, [question: string, found: RegExp]>> = {
  "a name": ["getGridActiveClients", /client\.getGridActiveClients/],
  "two words of a name": ["gateway reboot", /reboot/i],
  "a path": ["/sites/{siteId}/dashboard", /dashboard/i],
  "a field": ["rateLimitProfileId", /rateLimitProfileId|ratelimit/i],
  "an error code": ["-33004", /-33004/],
  "the name of an error code": ["siteNotFound", /siteNotFound/],
  "a word for the same": ["change the name of an access point", /\bap\b|rename/i],
  "a word with a mistake": ["getGridActiveClinets", /client\.getGridActiveClients/],
};

describe("the search finds", () => {
  it.each(Object.entries(QUESTIONS))("%s", async (_, [question, wanted]) => {
    const page = await openPage(url);
    await page.goto(`${url}index.html`);
    const found = await ask(page, question);
    expect(found.slice(0, 3).join("\n")).toMatch(wanted);
  });

  it("nothing for what nothing has, and says so", async () => {
    const page = await openPage(url);
    await page.goto(`${url}index.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("qqqxxqqq");
    await page.locator("[data-search] .search-note").waitFor({ state: "visible" });
    expect(await page.locator(OPTION).count()).toBe(0);
  });

  it("text in a question that is markup", async () => {
    const page = await openPage(url);
    await page.goto(`${url}index.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("<img src=x onerror=alert(1)> reboot");
    await page.locator("[data-search] [role=status]", { hasText: /\w/ }).waitFor({ state: "attached" });
    expect(await page.locator("img").count()).toBe(0);
  });
});
