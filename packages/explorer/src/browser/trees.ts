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
    tree?.addEventListener("toggle", label, true);
    label();
  }
  revealTarget();
  addEventListener("hashchange", revealTarget);
}

/** Opens what is around the field that the address names. */
function revealTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let around = target?.closest("details"); around; around = around.parentElement?.closest("details"))
    around.open = true;
  target?.querySelector(":scope > details")?.setAttribute("open", "");
  target?.scrollIntoView();
}
