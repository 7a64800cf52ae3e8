import { targetId } from "./target.js";

/** Buttons that open or close a whole tree of fields, `data-folds` with the id of what holds it. */
export function foldTrees(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-folds]")) {
    const tree = document.getElementById(button.dataset.folds ?? "");
    const folds = [...(tree?.querySelectorAll("details") ?? [])];
    if (folds.length === 0) continue;
    const label = (): void => {
      button.textContent = folds.some(({ open }) => !open) ? "Open all" : "Close all";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = folds.some((fold) => !fold.open);
      for (const fold of folds) fold.open = open;
      label();
    });
    // Toggling does not bubble.
    tree?.addEventListener("toggle", label, true);
    label();
  }
  revealTarget();
  addEventListener("hashchange", revealTarget);
  openForPrint();
}

/** Opens what is around the field that the address names; a field that is not shown is found in what is around it. */
function revealTarget(): void {
  let id = targetId();
  let target = document.getElementById(id);
  while (!target && id !== "") {
    id = id.slice(0, Math.max(0, id.lastIndexOf("."), id.lastIndexOf("[")));
    target = document.getElementById(id);
  }
  if (!target) return;
  for (
    let around = target.closest("details");
    around;
    around = around.parentElement?.closest("details") ?? null
  )
    around.open = true;
  target.querySelector(":scope > details")?.setAttribute("open", "");
  target.scrollIntoView();
}

/** On paper nothing can be opened. */
function openForPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>(".operation details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}
