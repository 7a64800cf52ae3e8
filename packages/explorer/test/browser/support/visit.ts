import { pathToFileURL } from "node:url";
import { expect, inject, onTestFinished } from "vitest";
import { type Browser, type ContextOptions, launchBrowser, type Page } from "./playwright.js";

let launched: Promise<Browser> | undefined;

export function browser(): Promise<Browser> {
  launched ??= launchBrowser();
  return launched;
}

export async function closeBrowser(): Promise<void> {
  const running = launched;
  launched = undefined;
  await (await running)?.close();
}

/** From where the site is read. */
export const PLACES = [
  { place: "below a path", base: inject("site").url },
  { place: "from disk", base: diskUrl(inject("site").folder) },
] as const;

export function diskUrl(folder: string): string {
  return `${pathToFileURL(folder).href}/`;
}

/**
 * An empty page in a window of its own. The test fails when something goes wrong on a page that it shows: an error, a message in
 * the console (a breach of the content security policy leaves one), a request that fails or leads out of the site.
 */
export async function openPage(base: string, options: ContextOptions = {}): Promise<Page> {
  const context = await (await browser()).newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (other) => faults.push(`window: ${other.url()}`));
  page.on("websocket", (socket) => faults.push(`leads out of the site: ${socket.url()}`));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base))
      faults.push(`leads out of the site: ${request.url()}`);
  });
  page.on("requestfailed", (request) => faults.push(`${request.failure()?.errorText}: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });
  return page;
}
