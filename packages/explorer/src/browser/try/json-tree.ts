/** Members and items that are shown at once; the rest is counted. */
const MAX_SHOWN = 100;
/** Levels that are unfolded at first. */
const OPEN_LEVELS = 2;

/** A JSON value as a tree that can be folded. */
export function jsonTree(value: unknown): HTMLElement {
  const tree = document.createElement("div");
  tree.className = "json";
  tree.append(nodeOf("", value, 0));
  return tree;
}

function nodeOf(label: string, value: unknown, depth: number): HTMLElement {
  const prefix = label === "" ? "" : `${label}: `;
  const entries = entriesOf(value);
  if (!entries || entries.length === 0) {
    const row = document.createElement("div");
    row.textContent =
      prefix + (entries ? (Array.isArray(value) ? "[]" : "{}") : (JSON.stringify(value) ?? "undefined"));
    return row;
  }
  const details = document.createElement("details");
  details.open = depth < OPEN_LEVELS && (depth === 0 || entries.length <= 12);
  const summary = document.createElement("summary");
  const [open, close, what] = Array.isArray(value) ? ["[", "]", "item"] : ["{", "}", "member"];
  summary.textContent = `${prefix}${open} ${entries.length} ${what}${entries.length === 1 ? "" : "s"} ${close}`;
  details.append(summary);
  const fill = (): void => {
    if (details.childElementCount > 1) return;
    details.append(...entries.slice(0, MAX_SHOWN).map(([name, member]) => nodeOf(name, member, depth + 1)));
    if (entries.length > MAX_SHOWN) {
      const rest = document.createElement("div");
      rest.textContent = `and ${entries.length - MAX_SHOWN} more`;
      details.append(rest);
    }
  };
  if (details.open) fill();
  details.addEventListener("toggle", fill);
  return details;
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value);
}
