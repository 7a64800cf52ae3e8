import type { SearchData } from "../../data/search.js";
import { loadData } from "../load-data.js";
import { type Answer, type SearchEngine, searchEngine } from "./engine.js";
import { allLink, chosen, element, notesOf, operationLink, pageLink } from "./results.js";

const LIMITS = { operations: 8, elsewhere: 3, pages: 5 };

let engine: Promise<SearchEngine> | undefined;

/** The search over the data of the site, loaded when it is first asked for. */
export function loadEngine(): Promise<SearchEngine> {
  engine ??= loadData<SearchData>("search").then((data) => {
    const made = searchEngine(data);
    // The first answer takes several times as long as all others; a word that means others reads much of the index.
    setTimeout(() => made.find("rename", chosen(), { operations: 0, elsewhere: 0, pages: 0 }));
    return made;
  });
  // The next keystroke tries again.
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

/** Calls back when another version is chosen. */
export function onChosen(listener: () => void): void {
  new MutationObserver(listener).observe(document.documentElement, { attributeFilter: ["data-version"] });
}

/** Connects the search of a page: a combobox with its list. `/` leads to it from everywhere. */
export function followBox(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>("input");
  const panel = box.querySelector<HTMLElement>(".search-panel");
  const list = box.querySelector<HTMLElement>("[role=listbox]");
  const note = box.querySelector<HTMLElement>(".search-note");
  const status = box.querySelector<HTMLElement>("[role=status]");
  if (!input || !panel || !list || !note || !status) return;
  let options: HTMLAnchorElement[] = [];
  let active = -1;

  const open = (shown: boolean): void => {
    panel.hidden = !shown;
    input.setAttribute("aria-expanded", `${shown && options.length > 0}`);
  };
  const activate = (at: number): void => {
    options[active]?.setAttribute("aria-selected", "false");
    active = options.length === 0 ? -1 : (at + options.length) % options.length;
    const option = options[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const say = (texts: readonly string[], count = ""): void => {
    note.textContent = texts.join(" ");
    note.hidden = texts.length === 0;
    status.textContent = [count, ...texts].join(" ").trim();
  };
  const group = (label: string, links: readonly HTMLAnchorElement[]): HTMLElement[] => {
    if (links.length === 0) return [];
    const title = element("div", "search-group", label);
    title.id = `${list.id}-${label.toLowerCase().replaceAll(" ", "-")}`;
    const members = element("div", "", title, ...links);
    members.setAttribute("role", "group");
    members.setAttribute("aria-labelledby", title.id);
    return [members];
  };
  const show = (question: string, answer: Answer): void => {
    const { operations, elsewhere, pages, total } = answer;
    const links = operations.map(operationLink);
    if (total > operations.length) links.push(allLink(answer.instead ?? question, total));
    list.replaceChildren(
      ...group("Operations", links),
      ...group("Only in other versions", elsewhere.map(operationLink)),
      ...group("Pages", pages.map(pageLink)),
    );
    options = [...list.querySelectorAll("a")];
    for (const [at, option] of options.entries()) {
      option.id = `${list.id}-${at}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    }
    active = -1;
    activate(0);
    say(notesOf(answer), `${total} operations, ${pages.length} pages.`);
    open(true);
  };
  const find = async (): Promise<void> => {
    const question = input.value.trim();
    if (question === "") {
      options = [];
      list.replaceChildren();
      activate(-1);
      say([]);
      open(false);
      return;
    }
    try {
      const answer = (await loadEngine()).find(question, chosen(), LIMITS);
      // More may have been typed while the data came.
      if (input.value.trim() === question) show(question, answer);
    } catch (error) {
      say([`The search does not work: ${(error as Error).message}. Type again to retry.`]);
      open(true);
    }
  };
  const shut = (): void => {
    open(false);
    activate(-1);
  };

  input.addEventListener("focus", () => {
    if (input.value.trim() !== "") find();
    // What was asked before the pages could be found is asked again.
    loadEngine()
      .then(({ ready }) => ready)
      .then(() => (panel.hidden ? undefined : find()))
      .catch(() => undefined);
  });
  input.addEventListener("input", find);
  onChosen(() => {
    if (!panel.hidden) find();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) find();
      else activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      if (panel.hidden) find();
      else options[active]?.click();
    } else if (event.key === "Escape") {
      // Browsers empty the field at once; the first press only closes the list.
      if (!panel.hidden) event.preventDefault();
      shut();
    }
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) shut();
  });
  // A press on an option keeps the focus where it is until the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("mousemove", ({ target }) => {
    const at = options.findIndex((option) => target instanceof Node && option.contains(target));
    if (at >= 0 && at !== active) activate(at);
  });
}

/** Leads `/` to a field, unless something else is being typed in. */
export function followSlash(input: HTMLInputElement): void {
  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const isTyping =
      target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
    if (key !== "/" || isTyping || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
