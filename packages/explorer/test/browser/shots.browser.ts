import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { addressOf, kindsOfPages } from "./support/pages.js";
import { openPage } from "./support/visit.js";

const { folder, url } = inject("site");
const SHOTS = join(import.meta.dirname, "../../../../.cache/site-shots");
const WINDOWS = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light" },
} as const;

/** For people to look at: the test only says that there is something to see. */
it.each(Object.entries(WINDOWS))("every kind of page has a picture, %s", async (name, options) => {
  mkdirSync(SHOTS, { recursive: true });
  const page = await openPage(url, options);
  for (const file of kindsOfPages(folder)) {
    await page.goto(url + addressOf(file));
    const picture = await page.screenshot({
      path: join(SHOTS, `${file.replace(/\.html$/, "").replaceAll(/[^\w.-]/g, "_")}-${name}.png`),
    });
    expect(picture.length).toBeGreaterThan(1000);
  }
});
