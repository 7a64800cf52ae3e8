import { targetId } from "../target.js";
import { loadEngine, onChosen } from "./box.js";
import { chosen, element, notesOf, operationLink } from "./results.js";

const LIMITS = { operations: 100, elsewhere: 20, pages: 0 };

/** The list of all operations: what is typed puts those that fit in the place of the tags, a version hides what it lacks. */
export function followList(page: HTMLElement): void {
  const input = page.querySelector<HTMLInputElement>("#filter");
  const tags = page.querySelector<HTMLElement>(".tags");
  const found = page.querySelector<HTMLElement>(".found-list");
  const status = page.querySelector<HTMLElement>("[role=status]");
  if (!input || !tags || !found || !status) return;

  const count = (): void => {
    const version = chosen();
    for (const each of tags.querySelectorAll<HTMLElement>("[data-counts]")) {
      const counts = new Map(
        each.dataset.counts?.split(" ").map((pair) => pair.split("=") as [string, string]),
      );
      const number = counts.get(version) ?? "0";
      const shown = each.querySelector(".count");
      if (shown) shown.textContent = number;
      each.hidden = number === "0";
    }
  };
  const find = async (): Promise<void> => {
    const question = input.value.trim();
    tags.hidden = question !== "";
    found.hidden = question === "";
    if (question === "") {
      status.textContent = "";
      return;
    }
    try {
      const answer = (await loadEngine()).find(question, chosen(), LIMITS);
      if (input.value.trim() !== question) return;
      const { operations, elsewhere, total } = answer;
      found.replaceChildren(
        ...[...operations, ...elsewhere].map((each) => element("li", "", operationLink(each))),
      );
      const first = total > operations.length ? `, the best ${operations.length} are shown` : "";
      status.textContent = [`${total} operations${first}.`, ...notesOf(answer)].join(" ");
    } catch (error) {
      status.textContent = `The search does not work: ${(error as Error).message}. Type again to retry.`;
    }
  };
  const remember = (): void => {
    const address = new URL(location.href);
    if (input.value === "") address.searchParams.delete("q");
    else address.searchParams.set("q", input.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // Browsers may forbid that to pages from disk; the list works without.
    }
  };

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("focus", () => loadEngine().catch(() => undefined));
  input.addEventListener("input", () => {
    remember();
    find();
  });
  onChosen(() => {
    count();
    find();
  });
  count();
  if (input.value !== "") find();
  openTarget(tags);
  window.addEventListener("hashchange", () => openTarget(tags));
}

/** Opens the tag that the address names. */
function openTarget(tags: HTMLElement): void {
  const target = document.getElementById(targetId());
  if (target instanceof HTMLDetailsElement && tags.contains(target)) target.open = true;
}
