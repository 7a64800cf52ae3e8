/** The name of the parameter of an address, and of what is kept, for the chosen version. */
const KEY = "version";

type Listener = (id: string) => void;
const listeners: Listener[] = [];
let chosen = "";

/** Calls back with the chosen version, now and after each change. */
export function onVersion(listener: Listener): void {
  listeners.push(listener);
  listener(chosen);
}

/**
 * Connects the choice in the header: it stays for the next pages. An address with `?version=6.2` counts more, for its page and
 * until a reader chooses; one with a version that is not known counts as one without.
 */
export function followVersion(): void {
  const select = document.querySelector<HTMLSelectElement>("#version");
  if (!select) return;
  const known = (id: string | null): id is string => [...select.options].some(({ value }) => value === id);
  const choose = (id: string): void => {
    chosen = id;
    document.documentElement.dataset[KEY] = id;
    select.value = id;
    // What the chosen version does not have is marked; data-in holds the ids that have it, with blanks between them.
    for (const element of document.querySelectorAll<HTMLElement>("[data-in]"))
      element.classList.toggle("absent", id !== "" && !element.dataset.in?.split(" ").includes(id));
    for (const listener of listeners) listener(id);
  };
  select.addEventListener("change", () => {
    keep(select.value);
    forgetAsked();
    choose(select.value);
  });
  const begin = (): void => {
    const asked = new URLSearchParams(location.search).get(KEY);
    const id = known(asked) ? asked : readKept();
    choose(known(id) ? id : "");
  };
  begin();
  // A page that comes back as it was left does not know what was chosen on others.
  addEventListener("pageshow", ({ persisted }) => persisted && begin());
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Browsers may forbid pages from disk to keep anything.
    return null;
  }
}

/** After a choice, the address asks for no other version when the page is loaded again. */
function forgetAsked(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(KEY)) return;
  address.searchParams.delete(KEY);
  try {
    history.replaceState(null, "", address);
  } catch {
    // Browsers may forbid that to pages from disk; the choice holds for this page.
  }
}

function keep(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // See above: the choice then holds for this page only.
  }
}
