import { targetId } from "./target.js";

/** Words that all have to occur, in any order. */
export function wanted(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a text in lower case has all words. */
export function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** Connects every `input[data-filter]` with the list whose id it names: items without the words that are typed are hidden. */
export function followFilters(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) follow(input);
}

function follow(input: HTMLInputElement): void {
  const list = document.getElementById(input.dataset.filter ?? "");
  const output = input.closest("p")?.querySelector("output");
  if (!list || !output) return;
  const items = [...list.children] as HTMLElement[];
  // Read when it is needed first.
  let texts: string[] | undefined;
  const apply = (): void => {
    texts ??= items.map((item) => (item.textContent ?? "").toLowerCase());
    const words = wanted(input.value);
    let shown = 0;
    for (const [at, item] of items.entries()) {
      item.hidden = !hasAll(texts[at] ?? "", words);
      if (!item.hidden) shown++;
    }
    output.textContent = `${shown} of ${items.length} ${output.dataset.things ?? ""}`;
  };
  input.addEventListener("input", apply);
  const open = (): void => {
    const target = document.getElementById(targetId());
    const item = target?.closest<HTMLElement>(".entry");
    if (!item) return;
    if (item.hidden) {
      input.value = "";
      apply();
    }
    for (const details of item.querySelectorAll("details")) details.open = true;
    item.scrollIntoView();
  };
  addEventListener("hashchange", open);
  // Browsers keep what was typed when a page is shown again.
  if (input.value !== "") apply();
  open();
}
