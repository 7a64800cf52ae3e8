import { describe, expect, it } from "vitest";
import { openPage, PLACES } from "./support/visit.js";

describe.each(PLACES)("try it $place", ({ base }) => {
  it("shows the answer of the simulated controller to the call of the page", async () => {
    const page = await openPage(base);
    await page.goto(`${base}operations/site.getSiteList.html`);
    await page.locator("[data-try]").first().click();
    const result = page.locator("[data-result] .try-result").first();
    await result.waitFor({ state: "visible" });
    await result.locator("summary", { hasText: "members" }).first().click();
    await result
      .locator("*", { hasText: /^siteId/ })
      .first()
      .waitFor({ state: "visible" });
    const text = await result.textContent();
    expect(text).toMatch(/\/openapi\/v1\/[^/]+\/sites/);
    expect(text).not.toContain("Error");
  });

  it("runs the tour", async () => {
    const page = await openPage(base);
    await page.goto(`${base}try.html`);
    await page.locator("[data-tour]").click();
    await page.waitForFunction(() => {
      const outputs = [...document.querySelectorAll("[data-output]")];
      return outputs.length > 2 && outputs.every((output) => output.textContent !== "");
    });
    const printed = (await page.locator("[data-output]").allTextContents()).join("\n");
    expect(printed).toMatch(/connected to a controller \d/);
  });
});
