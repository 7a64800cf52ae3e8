import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { addressOf, kindsOfPages } from "./support/pages.js";
import type { Page } from "./support/playwright.js";
import { openPage } from "./support/visit.js";

const { folder, url } = inject("site");
const SHOTS = join(import.meta.dirname, "../../../../.cache/site-shots");
const README = join(SHOTS, "readme");
mkdirSync(README, { recursive: true });

const WINDOWS = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light" },
} as const;

/** For people to look at: the test only says that there is something to see. */
it.each(Object.entries(WINDOWS))("every kind of page has a picture, %s", async (name, options) => {
  const page = await openPage(url, options);
  for (const file of kindsOfPages(folder)) {
    await page.goto(url + addressOf(file));
    const picture = await page.screenshot({
      path: join(SHOTS, `${file.replace(/\.html$/, "").replaceAll(/[^\w.-]/g, "_")}-${name}.png`),
    });
    expect(picture.length).toBeGreaterThan(1000);
  }
});

async function search(page: Page, question: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(question);
  await page.locator("[role=option]").first().waitFor();
}

/** What the README shows, each with what leads there; `pnpm site:shots` copies them into docs/images. */
const PICTURES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  site: async (page) => {
    await page.goto(`${url}index.html`);
    await search(page, "rename ap");
  },
  operation: async (page) => {
    await page.goto(`${url}operations/client.updateClientRateLimitSetting.html`);
  },
  compare: async (page) => {
    await page.goto(`${url}compare/5.15..6.2.html`);
    await page.locator("#uses").fill("omada.device.getDeviceList({ siteId })");
    await page.locator("#recognised", { hasText: "getDeviceList" }).waitFor();
  },
};

it.each(Object.entries(PICTURES))("the README's picture of %s is small enough", async (name, show) => {
  const page = await openPage(url, { viewport: { width: 1280, height: 960 }, deviceScaleFactor: 1.25 });
  await show(page);
  // Chromium has no picture of a page that it has not drawn yet.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.screenshot({ path: join(SHOTS, `readme-${name}.png`) });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 75 });
  const picture = Buffer.from(data, "base64");
  writeFileSync(join(README, `${name}.webp`), picture);
  expect(picture.length).toBeLessThan(120_000);
});
