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
  tries: number[];
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
    tries: await tryCalls(page),
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

/** Milliseconds from each keystroke to the list that it leaves, laid out; and those of the first, which loads the index. */
async function typeQuestions(page: Page): Promise<Pick<Measured, "keystrokes" | "indexMs">> {
  const indexMs = await timeOf(page, "a");
  const keystrokes: number[] = [];
  for (const question of QUESTIONS)
    for (let length = 1; length <= question.length; length++)
      keystrokes.push(await timeOf(page, question.slice(0, length)));
  return { keystrokes, indexMs };
}

/** The script holds no named functions: tsx marks those with a helper that the browser does not have. */
function timeOf(page: Page, text: string): Promise<number> {
  return page.evaluate(async (typed) => {
    const box = document.querySelector<HTMLElement>("[data-search]");
    const input = box?.querySelector("input");
    if (!box || !input) throw new Error("the first page has no search");
    const started = performance.now();
    const changed = new Promise((resolve) => {
      new MutationObserver(resolve).observe(box, { childList: true, subtree: true });
    });
    input.value = typed;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await changed;
    box.getBoundingClientRect();
    return performance.now() - started;
  }, text);
}

/** Milliseconds from a click on "Try it" to the answer: the first one loads the client and the simulated controller. */
async function tryCalls(page: Page): Promise<number[]> {
  await page.goto(`${home}operations/site.getSiteList.html`);
  const times: number[] = [];
  for (let round = 0; round < 5; round++)
    times.push(
      await page.evaluate(async () => {
        const button = document.querySelector<HTMLElement>("[data-try]");
        const target = button?.closest("[data-snippet]")?.querySelector("[data-result]");
        if (!button || !target) throw new Error("the page has nothing to try");
        target.replaceChildren();
        const started = performance.now();
        const answered = new Promise((resolve) => {
          new MutationObserver((_, observer) => {
            if (!target.querySelector(".try-result")) return;
            observer.disconnect();
            resolve(undefined);
          }).observe(target, { childList: true });
        });
        button.click();
        await answered;
        return performance.now() - started;
      }),
    );
  return times;
}
