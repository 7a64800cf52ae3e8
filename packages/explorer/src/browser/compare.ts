import { PAGES } from "../data/links.js";
import type { NameTable } from "../data/versions/names.js";
import { hasAll, wanted } from "./filter-list.js";
import { loadData } from "./load-data.js";
import { findUses, type Names, namesOf, type Uses } from "./uses.js";

/** What a reader chose. */
interface Choice {
  severities: ReadonlySet<string>;
  tag: string;
  words: string[];
  /** Absent where nothing is pasted. */
  uses: Uses | undefined;
}

/** How long to wait for the next key before the page follows. */
const PAUSE_MS = 120;
/** Longer addresses get lost on the way. */
const MOST_IN_ADDRESS = 6000;
/** Changes that are opened without being asked for. */
const MOST_OPEN = 12;
/** Names that are listed in full. */
const MOST_LISTED = 40;

/** Connects the filters of a page that compares two snapshots. */
export function followComparison(): void {
  const form = document.querySelector<HTMLElement>(".concerns");
  if (!form) return;
  const page = readPage(form);
  let names: Promise<{ table: NameTable; names: Names }> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let run = 0;

  const apply = async (): Promise<void> => {
    const own = ++run;
    const pasted = page.area.value;
    let uses: Uses | undefined;
    if (pasted.trim() !== "") {
      names ??= loadData<NameTable>("names").then((table) => ({ table, names: namesOf(table) }));
      try {
        const loaded = await names;
        uses = findUses(pasted, loaded.names);
        if (own === run) say(page, uses, loaded.table);
      } catch (error) {
        names = undefined;
        if (own === run) page.recognised.textContent = error instanceof Error ? error.message : String(error);
      }
    } else page.recognised.replaceChildren();
    // What was typed meanwhile is on its way.
    if (own !== run) return;
    const severities = new Set(page.boxes.filter(({ checked }) => checked).map(({ value }) => value));
    show(page, { severities, tag: page.tag.value, words: wanted(page.text.value), uses });
    writeAddress(page);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void apply(), PAUSE_MS);
  };
  for (const input of [page.area, page.text]) input.addEventListener("input", soon);
  for (const input of [...page.boxes, page.tag, page.keep])
    input.addEventListener("change", () => void apply());
  readAddress(page);
  void apply();
}

type Page = ReturnType<typeof readPage>;

function readPage(form: HTMLElement) {
  const get = <T extends HTMLElement>(selector: string): T => {
    const found = form.querySelector<T>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  };
  const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
  return {
    area: get<HTMLTextAreaElement>("#uses"),
    text: get<HTMLInputElement>("#text"),
    tag: get<HTMLSelectElement>("#tag"),
    keep: get<HTMLInputElement>("#keep"),
    boxes: [...form.querySelectorAll<HTMLInputElement>("input[name=severity]")],
    recognised: get<HTMLElement>("#recognised"),
    shown: get<HTMLOutputElement>("#shown"),
    before: form.dataset.before ?? "",
    after: form.dataset.after ?? "",
    changes: all(".change").map((element) => ({
      element,
      severity: element.dataset.severity ?? "",
      tags: (element.dataset.tags ?? "").split("\n"),
      types: (element.dataset.types ?? "").split(" ").filter(Boolean),
      operations: [...element.querySelectorAll<HTMLElement>("[data-op]")],
      text: undefined as string | undefined,
    })),
    rows: all(".fact-list > li"),
    parts: all("[data-part]"),
  };
}

function show(page: Page, choice: Choice): void {
  const { severities, tag, words, uses } = choice;
  let shown = 0;
  for (const change of page.changes) {
    const { element, operations } = change;
    const hits = uses && operations.filter(({ dataset }) => uses.operations.has(dataset.op ?? ""));
    const byType = uses !== undefined && change.types.some((type) => uses.exports.has(type));
    const isUsed = hits === undefined || hits.length > 0 || byType;
    const fits =
      isUsed &&
      severities.has(change.severity) &&
      (tag === "" || change.tags.includes(tag)) &&
      hasWords(change);
    element.hidden = !fits;
    if (fits) shown++;
    // Of a change of forty operations, those that are used.
    for (const operation of operations)
      operation.hidden = hits !== undefined && hits.length > 0 && !byType && !hits.includes(operation);
  }
  for (const row of page.rows) row.hidden = !rowFits(row, choice);
  for (const part of page.parts) {
    const items = [...part.querySelectorAll<HTMLElement>(".change, .fact-list > li")];
    const left = items.filter(({ hidden }) => !hidden).length;
    part.hidden = items.length > 0 && left === 0;
    const title = part.querySelector("output");
    if (title) title.textContent = left === items.length ? "" : `, ${left} shown`;
    // What is left of a long list is short enough to be seen.
    const isNarrow = uses !== undefined || words.length > 0 || tag !== "";
    for (const fold of part.querySelectorAll<HTMLDetailsElement>("[data-fold]")) {
      const left = [...fold.querySelectorAll<HTMLElement>(".change, .fact-list > li")].some(
        ({ hidden }) => !hidden,
      );
      fold.hidden = !left;
      fold.open = isNarrow && left;
    }
  }
  // A few changes are read at once.
  if (uses && shown <= MOST_OPEN)
    for (const { element } of page.changes)
      if (!element.hidden) for (const details of element.querySelectorAll("details")) details.open = true;
  const isUsing = uses !== undefined && uses.operations.size + uses.exports.size > 0;
  const isSafe = isUsing && shown === 0 && page.rows.every(({ hidden }) => hidden);
  page.shown.textContent = isSafe
    ? "No change concerns what you use and chose."
    : `${shown} of ${page.changes.length} groups of changes`;

  function hasWords(change: Page["changes"][number]): boolean {
    if (words.length === 0) return true;
    change.text ??= (change.element.textContent ?? "").toLowerCase();
    return hasAll(change.text, words);
  }
}

function rowFits(row: HTMLElement, { tag, words, uses }: Choice): boolean {
  const { op, name, group, tags } = row.dataset;
  if (tag !== "" && tags !== undefined && tags !== tag) return false;
  if (words.length > 0 && !hasAll((row.textContent ?? "").toLowerCase(), words)) return false;
  if (!uses) return true;
  if (op !== undefined) return uses.operations.has(op);
  const groups = uses.exports.get(name ?? "");
  return groups !== undefined && (groups.size === 0 || groups.has(group ?? ""));
}

/** Says which names were recognised, which of them the older version lacks, and which look like ours and are not. */
function say({ recognised, before, after }: Page, uses: Uses, table: NameTable): void {
  const has = (mask: number, id: string): boolean => (mask & (1 << table.snapshots.indexOf(id))) !== 0;
  const masks = new Map<string, number>([
    ...table.exports,
    ...table.operations.map(([name, , , mask]): [string, number] => [name, mask]),
  ]);
  const found = [...uses.operations, ...uses.exports.keys()];
  const missing = found.filter((name) => !has(masks.get(name) ?? 0, before));
  const later = missing.filter((name) => has(masks.get(name) ?? 0, after));
  const elsewhere = missing.filter((name) => !later.includes(name));
  recognised.replaceChildren(
    line(`${found.length} ${found.length === 1 ? "name" : "names"} recognised`, found, uses.operations),
    ...(later.length > 0
      ? [line(`${later.length} of them only in ${after}, not yet in ${before}`, later)]
      : []),
    ...(elsewhere.length > 0
      ? [line(`${elsewhere.length} of them in neither ${before} nor ${after}`, elsewhere)]
      : []),
    ...(uses.unknown.size > 0 ? [line(`${uses.unknown.size} not recognised`, [...uses.unknown])] : []),
  );
}

/** A count that opens to the names, operations with a link to their page. They are only ever text. */
function line(title: string, names: readonly string[], operations?: ReadonlySet<string>): HTMLElement {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = title;
  const list = document.createElement("p");
  const rest = names.length - MOST_LISTED;
  for (const [at, name] of names.slice(0, MOST_LISTED).entries())
    list.append(at === 0 ? "" : ", ", operations?.has(name) ? linkTo(name) : name);
  if (rest > 0) list.append(` and ${rest} more`);
  details.append(summary, list);
  return details;
}

function linkTo(name: string): HTMLElement {
  const link = document.createElement("a");
  link.href = (document.documentElement.dataset.root ?? "") + PAGES.operation(name);
  link.textContent = name;
  return link;
}

function writeAddress({ keep, area, text, tag, boxes }: Page): void {
  const address = new URL(location.href);
  if (!keep.checked) {
    // An anchor stays; what was kept goes.
    if (address.hash.startsWith("#?")) history.replaceState(null, "", `${address.pathname}${address.search}`);
    return;
  }
  const kept = new URLSearchParams();
  const hidden = boxes.filter(({ checked }) => !checked).map(({ value }) => value);
  if (hidden.length > 0) kept.set("without", hidden.join(" "));
  if (tag.value !== "") kept.set("tag", tag.value);
  if (text.value !== "") kept.set("text", text.value);
  if (area.value !== "" && area.value.length <= MOST_IN_ADDRESS) kept.set("uses", area.value);
  history.replaceState(null, "", `${address.pathname}${address.search}#?${kept}`);
}

function readAddress({ keep, area, text, tag, boxes }: Page): void {
  if (!location.hash.startsWith("#?")) return;
  const kept = new URLSearchParams(location.hash.slice(2));
  keep.checked = true;
  const hidden = (kept.get("without") ?? "").split(" ");
  for (const box of boxes) box.checked = !hidden.includes(box.value);
  tag.value = kept.get("tag") ?? "";
  if (tag.selectedIndex < 0) tag.value = "";
  text.value = kept.get("text") ?? "";
  area.value = kept.get("uses") ?? "";
}
