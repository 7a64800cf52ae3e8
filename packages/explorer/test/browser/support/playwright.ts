import { createRequire } from "node:module";
import { join } from "node:path";

/** The part of playwright-core that the tests use. It is fetched when they run, so its declarations are not at hand. */
export interface Browser {
  newContext(options?: ContextOptions): Promise<Context>;
  version(): string;
  close(): Promise<void>;
}

export interface ContextOptions {
  viewport?: { width: number; height: number };
  deviceScaleFactor?: number;
  colorScheme?: "light" | "dark";
  reducedMotion?: "reduce";
  javaScriptEnabled?: boolean;
  permissions?: string[];
}

interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface ConsoleMessage {
  type(): string;
  text(): string;
}

interface PageEvents {
  console: ConsoleMessage;
  pageerror: Error;
  dialog: { message(): string; dismiss(): Promise<void> };
  request: { url(): string };
  requestfailed: { url(): string; failure(): { errorText: string } | null };
  response: { url(): string; status(): number };
  websocket: { url(): string };
  popup: Page;
}

export interface Page {
  on<Name extends keyof PageEvents>(name: Name, listener: (event: PageEvents[Name]) => void): void;
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  url(): string;
  title(): Promise<string>;
  content(): Promise<string>;
  locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
  getByRole(role: string, options?: { name?: string | RegExp; exact?: boolean }): Locator;
  getByLabel(text: string | RegExp): Locator;
  evaluate<Result, Argument = undefined>(
    script: ((argument: Argument) => Result) | string,
    argument?: Argument,
  ): Promise<Awaited<Result>>;
  waitForFunction<Argument>(script: (argument: Argument) => unknown, argument?: Argument): Promise<unknown>;
  waitForURL(url: RegExp): Promise<void>;
  emulateMedia(options: { media?: "print" | "screen" | null; colorScheme?: "light" | "dark" }): Promise<void>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  screenshot(options?: {
    path?: string;
    fullPage?: boolean;
    type?: "png" | "jpeg";
    quality?: number;
  }): Promise<Buffer>;
  pdf(): Promise<Buffer>;
  close(): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
}

export interface Locator {
  click(): Promise<void>;
  check(): Promise<void>;
  uncheck(): Promise<void>;
  fill(text: string): Promise<void>;
  press(key: string): Promise<void>;
  focus(): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  waitFor(options?: { state?: "attached" | "visible" | "hidden" }): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  last(): Locator;
  nth(index: number): Locator;
  locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
  textContent(): Promise<string | null>;
  inputValue(): Promise<string>;
  allTextContents(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
  isVisible(): Promise<boolean>;
  scrollIntoViewIfNeeded(): Promise<void>;
  screenshot(options?: { path?: string }): Promise<Buffer>;
  evaluate<Result>(script: (element: HTMLElement) => Result): Promise<Awaited<Result>>;
}

interface Playwright {
  chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

/** A package that `pnpm test:site` fetched. */
export function requireTool(name: string): unknown {
  const folder = process.env.OMADA_BROWSER_TOOLS;
  if (!folder) throw new Error("Run these tests with pnpm test:site, which fetches the browser.");
  return createRequire(join(folder, "package.json"))(name);
}

export function launchBrowser(): Promise<Browser> {
  const { chromium } = requireTool("playwright-core") as Playwright;
  return chromium.launch({
    executablePath: process.env.OMADA_CHROMIUM ?? "",
    // No name leads anywhere: what a page asks of another host fails, and the test with it.
    args: ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--font-render-hinting=none"],
  });
}
