/** Members that say how much a page holds, not what. */
const COUNTERS: ReadonlySet<string> = new Set(["totalRows", "currentPage", "currentSize"]);

/** Tells whether an answer holds any value that can be compared: an empty list, page or object holds none. */
export function carriesValues(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== "object") return true;
  if (Array.isArray(value)) return value.some(carriesValues);
  const isPage = Array.isArray((value as { data?: unknown }).data);
  return Object.entries(value).some(
    ([name, member]) => !(isPage && COUNTERS.has(name)) && carriesValues(member),
  );
}
