import { addressOf } from "./pages.js";
import type { Browser } from "./playwright.js";

/** What one page of a site holds, as the browser reads it. */
export interface PageParts {
  file: string;
  /** Addresses of links and of what the page loads, as they are written. */
  targets: string[];
  ids: string[];
  headings: number;
  /** Scripts, styles and handlers that stand in the page itself. */
  inline: string[];
}

/** Reads many pages with the parser of the browser, without running them. */
export async function readPages(
  browser: Browser,
  url: string,
  files: readonly string[],
): Promise<PageParts[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL("/", url).href);
  const read: PageParts[] = [];
  for (let at = 0; at < files.length; at += 100) {
    const addresses = files.slice(at, at + 100).map((file) => [file, url + addressOf(file)] as const);
    read.push(...(await page.evaluate(partsOf, addresses)));
  }
  await context.close();
  return read;
}

/** Runs in the browser. */
async function partsOf(addresses: (readonly [string, string])[]): Promise<PageParts[]> {
  const all: PageParts[] = [];
  for (const [file, address] of addresses) {
    const answer = await fetch(address);
    const document = new DOMParser().parseFromString(await answer.text(), "text/html");
    const valuesOf = (name: string) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? "");
    const inline = [...document.querySelectorAll("*")].filter(
      (element) =>
        element.localName === "style" ||
        (element.localName === "script" &&
          !element.hasAttribute("src") &&
          (element as HTMLScriptElement).type !== "application/json") ||
        [...element.attributes].some(({ name }) => name === "style" || name.startsWith("on")),
    );
    all.push({
      file,
      targets: [...valuesOf("href"), ...valuesOf("src"), ...valuesOf("action")],
      ids: valuesOf("id"),
      headings: document.querySelectorAll("h1").length,
      inline: inline.map((element) => element.outerHTML.slice(0, 120)),
    });
  }
  return all;
}
