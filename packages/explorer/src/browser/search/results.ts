import { PAGES } from "../../data/links.js";
import type { PageEntry } from "../../data/search.js";
import type { Answer, FoundOperation } from "./engine.js";

/** An element with a class and with texts or elements in it; names come from controllers and stay text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...contents: readonly (string | Node)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...contents);
  return made;
}

/** What leads from this page to the top of the site. */
const root = (): string => document.documentElement.dataset.root ?? "";

/** The chosen version, empty for all; src/browser/version.ts keeps it there. */
export const chosen = (): string => document.documentElement.dataset.version ?? "";

/** A link to an operation with what it is and why it was found. */
export function operationLink({ operation, versions, reasons }: FoundOperation): HTMLAnchorElement {
  const { name, method, path, title, deprecated } = operation;
  const version = chosen();
  const lacks = version !== "" && !versions.includes(version);
  const link = element(
    "a",
    lacks ? "found lacking" : "found",
    element("span", "found-name", name),
    element("span", "found-path", element("b", "", method), " ", path),
    element("span", "found-title", `${title} (${versions.join(", ")})`),
  );
  if (lacks) link.append(element("span", "found-note", `not in ${version}`));
  if (deprecated) link.append(element("span", "found-note", "deprecated"));
  if (reasons.length > 0) link.append(element("span", "found-reason", `found by ${reasons.join(", ")}`));
  link.href = root() + PAGES.operation(name);
  return link;
}

export function pageLink({ kind, title, address }: PageEntry): HTMLAnchorElement {
  const link = element(
    "a",
    "found",
    element("span", "found-name", title),
    element("span", "found-kind", kind),
  );
  link.href = root() + address;
  return link;
}

/** The link to all operations of a question. */
export function allLink(question: string, total: number): HTMLAnchorElement {
  const link = element("a", "found found-all", `All ${total} operations`);
  link.href = `${root()}${PAGES.operations}?q=${encodeURIComponent(question)}`;
  return link;
}

/** What a reader has to know about an answer. */
export function notesOf({ operations, total, elsewhere, missed, instead, pages }: Answer): string[] {
  const version = chosen();
  if (operations.length + elsewhere.length + pages.length === 0)
    return [
      "Nothing found. Try fewer words, the name of a field (leftLeaseTime), a part of a path (sites/wlans), an error code (-33004) or a permission.",
    ];
  return [
    ...(instead === undefined ? [] : [`Nothing has these words; found for “${instead}”.`]),
    ...(missed > 0
      ? [`No operation${version && ` of ${version}`} has all words; these lack ${missed}.`]
      : []),
    ...(total === 0 && elsewhere.length > 0
      ? [`No operation of ${version} fits; other versions have some.`]
      : []),
    ...(total + elsewhere.length === 0 ? ["No operation fits; these pages do."] : []),
  ];
}
