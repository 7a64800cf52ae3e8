import { onVersion } from "./version.js";

/** Connects the snippets of a page: they follow the chosen version, can be copied, and run when that is asked for. */
export function connectSnippets(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-tour]"))
    button.addEventListener("click", () => void withTry(button, (script) => runTour(script, button)));
  const snippets = [...document.querySelectorAll<HTMLDetailsElement>("[data-snippet]")];
  if (snippets.length === 0) return;
  for (const snippet of snippets) {
    const button = snippet.querySelector<HTMLButtonElement>("[data-copy]");
    if (button) connectCopy(button, snippet);
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-try]")) {
    button.hidden = false;
    button.addEventListener("click", () => void withTry(button, (script) => script.run(button)));
  }
  onVersion((id) => {
    if (id === "") return;
    const has = (snippet: HTMLElement) => snippet.dataset.in?.split(" ").includes(id) ?? false;
    if (!snippets.some(has)) return;
    for (const snippet of snippets) snippet.open = has(snippet);
  });
}

function connectCopy(button: HTMLButtonElement, snippet: HTMLElement): void {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = snippet.querySelector("pre");
    const status = snippet.querySelector<HTMLElement>("[role=status]");
    if (code && status)
      status.textContent = (await copied(code)) ? "Copied." : "Selected; copy it with the keyboard.";
  });
}

/** Browsers may refuse the clipboard, as on pages from disk: then the text is selected. */
async function copied(code: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** What `assets/try.js` leaves for this script. */
interface TryScript {
  run(button: HTMLButtonElement): Promise<void>;
  runTour(target: { snapshot: string; data: string }): Promise<boolean>;
}

declare global {
  var omadaTry: TryScript | undefined;
}

/** Loads what runs calls when it is first asked for: it is far larger than all else on the page. */
async function withTry(button: HTMLButtonElement, use: (script: TryScript) => Promise<void>): Promise<void> {
  button.disabled = true;
  try {
    if (!globalThis.omadaTry) await loadScript("assets/try.js");
    if (globalThis.omadaTry) await use(globalThis.omadaTry);
  } catch (error) {
    say(button, (error as Error).message);
  } finally {
    button.disabled = false;
  }
}

async function runTour(script: TryScript, button: HTMLButtonElement): Promise<void> {
  say(button, "Running …");
  const isFine = await script.runTour(JSON.parse(button.dataset.tour ?? "{}"));
  say(button, isFine ? "Done." : "A step failed.");
}

/** Tells what became of a button, beside it. */
function say(button: HTMLElement, text: string): void {
  const status = button.parentElement?.querySelector("[role=status]");
  if (status) status.textContent = text;
}

function loadScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${file} did not load`)));
    script.src = `${document.documentElement.dataset.root ?? ""}${file}`;
    document.head.append(script);
  });
}
