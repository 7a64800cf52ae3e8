/** Shows what changed between the two versions that are chosen, and hides all other pairs. */
export function chooseChanges(): void {
  const before = document.querySelector<HTMLSelectElement>("select[data-changes=before]");
  const after = document.querySelector<HTMLSelectElement>("select[data-changes=after]");
  const none = document.querySelector<HTMLElement>("[data-changes=none]");
  if (!before || !after || !none) return;
  const show = (): void => {
    const ids = [...before.options].map(({ value }) => value);
    // Versions are compared from the older one on, whichever is chosen first.
    const pair = [before.value, after.value].sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
    let shown = 0;
    for (const list of document.querySelectorAll<HTMLDetailsElement>("details[data-before]")) {
      const isChosen = list.dataset.before === pair[0] && list.dataset.after === pair[1];
      list.hidden = !isChosen;
      list.open = isChosen;
      if (isChosen) shown++;
    }
    none.hidden = shown > 0;
  };
  before.addEventListener("change", show);
  after.addEventListener("change", show);
  show();
}
