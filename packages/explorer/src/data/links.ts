/**
 * Addresses inside the site. They are relative to the page that holds them, because the site works from disk and below any
 * path.
 */
export const PAGES = {
  home: "index.html",
  operations: "operations.html",
  operation: (name: string) => `operations/${encodeURIComponent(name)}.html`,
  /** Two snapshots, compared. */
  compare: (before: string, after: string) =>
    `compare/${encodeURIComponent(before)}..${encodeURIComponent(after)}.html`,
  comparisons: "compare.html",
  snapshot: (id: string) => `snapshots/${encodeURIComponent(id)}.html`,
  errors: "errors.html",
  permissions: "permissions.html",
  values: "values.html",
  guide: (slug: string) => `guides/${slug}.html`,
  guides: "guides.html",
  /** The tour in the browser. */
  try: "try.html",
  asset: (file: string) => `assets/${file}`,
} as const;

/** What leads from a page to the top of the site: empty there, `../` one folder below. */
export function toRoot(page: string): string {
  return "../".repeat(page.split("/").length - 1);
}
