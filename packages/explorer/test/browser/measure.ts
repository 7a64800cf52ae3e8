// What `pnpm bench site` asks about a built site: sizes, and times in a browser. Prints JSON.
// node --conditions=@omada-sdk/source --import tsx packages/explorer/test/browser/measure.ts <folder of the site>
import { pathToFileURL } from "node:url";
import { filesOf, pagesOf } from "./support/pages.js";
import { launchBrowser, type Page } from "./support/playwright.js";
import { firstLoadOf, sizeOf } from "./support/sizes.js";

/** Typed letter by letter: names, fields, permissions, codes, several words, and what nothing has. */
const QUESTIONS = [
  "rename",
  "gateway reboot",
  "siteNotFound",
  "-33004",
  "list clients of a site",
  "createVoucherGroup",
  "/sites/{siteId}/devices",
  "wireless network manager modify",
  "bandwidth limit",
  "xyzzy",
];

/** What this program prints. */
export interface Measured {
  pages: number;
  bytes: { first: number; largest: { page: string; bytes: number }; median: number };
  /** Bytes of the scripts that load later, by name. */
  later: Record<string, number>;
  keystrokes: number[];
  indexMs: number;
}

const folder = process.argv[2] ?? "";
const home = `${pathToFileURL(folder).href}/`;
const operations = pagesOf(folder)
  .filter((page) => page.startsWith("operations/"))
  .map((page) => ({ page, bytes: firstLoadOf(folder, page) }))
  .sort((a, b) => a.bytes - b.bytes);

const browser = await launchBrowser();
try {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${home}index.html`);
  const measured: Measured = {
    pages: pagesOf(folder).length,
    bytes: {
      first: firstLoadOf(folder, "index.html"),
      largest: operations.at(-1) ?? { page: "", bytes: 0 },
      median: operations[operations.length >> 1]?.bytes ?? 0,
    },
    later: laterScripts(),
    ...(await typeQuestions(page)),
  };
  console.log(JSON.stringify(measured));
} finally {
  await browser.close();
}

/** Data and scripts that no page loads at once. */
function laterScripts(): Record<string, number> {
  const scripts = filesOf(folder).filter((file) => /^assets\/.*\.js$/.test(file));
  return Object.fromEntries(
    scripts.map((file) => [file.replace(/^assets\/|\.js$/g, ""), sizeOf(folder, file)]),
  );
}

/** Milliseconds from each keystroke to the list that it leaves, laid out; and until the index is there. */
function typeQuestions(page: Page): Promise<Pick<Measured, "keystrokes" | "indexMs">> {
  return page.evaluate(async (questions) => {
    const input = document.querySelector<HTMLInputElement>("[data-search] input");
    const box = input?.closest<HTMLElement>("[data-search]");
    if (!input || !box) throw new Error("the first page has no search");
    const timeOf = async (text: string): Promise<number> => {
      const started = performance.now();
      const changed = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(box, { childList: true, subtree: true, characterData: true, attributes: true });
      });
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await changed;
      box.getBoundingClientRect();
      return performance.now() - started;
    };
    input.focus();
    const indexMs = await timeOf("a");
    const keystrokes: number[] = [];
    for (const question of questions) {
      for (let length = 1; length <= question.length; length++)
        keystrokes.push(await timeOf(question.slice(0, length)));
    }
    return { keystrokes, indexMs };
  }, QUESTIONS);
}
