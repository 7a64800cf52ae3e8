/** Says on the page of an operation that the chosen version does not have it; `data-lacks` holds the ids of those that do. */
export function sayIfMissing(): void {
  const select = document.querySelector<HTMLSelectElement>("#version");
  const note = document.querySelector<HTMLElement>("[data-lacks]");
  if (!select || !note) return;
  const say = (): void => {
    const isMissing = select.value !== "" && !note.dataset.lacks?.split(" ").includes(select.value);
    note.hidden = !isMissing;
    note.textContent = isMissing ? `${select.value} does not have this operation.` : "";
  };
  select.addEventListener("change", say);
  say();
}
