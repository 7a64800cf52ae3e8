import { describe, expect, inject, it } from "vitest";
import { openPage, PLACES } from "./support/visit.js";

const { url } = inject("site");
const PAGE = "compare/5.12..5.15.html";
const SHOWN = ".change:not([hidden])";

describe.each(PLACES)("a comparison $place", ({ base }) => {
  it("leaves what a program uses, and what is chosen", async () => {
    const page = await openPage(base);
    await page.goto(base + PAGE);
    const changes = page.locator(SHOWN);
    await page.waitForFunction(() => document.querySelector("#shown")?.textContent !== "");
    const all = await changes.count();
    expect(all).toBeGreaterThan(20);

    for (const severity of ["risky", "additive", "editorial"])
      await page.locator(`input[name=severity][value=${severity}]`).uncheck();
    const breaking = await changes.count();
    expect(breaking).toBeGreaterThan(0);
    expect(breaking).toBeLessThan(all);
    expect(await page.locator(`${SHOWN}:not([data-severity=breaking])`).count()).toBe(0);

    await page.locator("#uses").fill("await omada.client.getGridActiveClients({ siteId });");
    await page.waitForFunction(
      (count) => document.querySelectorAll(".change:not([hidden])").length !== count,
      breaking,
    );
    expect(await changes.count()).toBeLessThan(breaking);
    const named = await page.locator(`${SHOWN} [data-op]:not([hidden])`).allTextContents();
    for (const text of named) expect(text).toContain("client.getGridActiveClients");
    expect(await page.locator("#recognised").textContent()).toContain("client.getGridActiveClients");

    await page.locator("#uses").fill("await omada.nothing.atAll();");
    await page.waitForFunction(() => document.querySelectorAll(".change:not([hidden])").length === 0);
  });
});

it("a comparison is reached from the page of versions, and tells what it hides", async () => {
  const page = await openPage(url);
  await page.goto(`${url}compare.html`);
  await page.locator("main a", { hasText: "5.12 → 5.15" }).first().click();
  await page.waitForURL(/5\.12\.\.5\.15\.html$/);
  await page.locator("#text").fill("no change has these words");
  await page.waitForFunction(() => document.querySelectorAll(".change:not([hidden])").length === 0);
  expect(await page.locator("#shown").textContent()).toMatch(/^0 of \d+/);
});

it.each([
  ["errors", "-33004", /siteNotFound|-33004/],
  ["permissions", "site manager", /site/i],
  ["values", "pending", /pending/i],
])("the list of %s is narrowed by typing", async (name, typed, wanted) => {
  const page = await openPage(url);
  await page.goto(`${url}${name}.html`);
  const items = page.locator(
    `#${await page.locator("[data-filter]").getAttribute("data-filter")} > :not([hidden])`,
  );
  const all = await items.count();
  await page.locator("[data-filter]").fill(typed);
  const left = await items.allTextContents();
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(all / 2);
  for (const text of left) expect(text).toMatch(wanted);
  await page.locator("[data-filter]").fill("");
  expect(await items.count()).toBe(all);
});
