/**
 * Addresses inside the site. They are relative to the page that holds them, because the site works from disk and below any
 * path.
 */
export const PAGES = {
  home: "index.html",
  operations: "operations.html",
  /** The operations of a tag. */
  tag: (tag: string) => `operations.html#${encodeURIComponent(placeId(tag))}`,
  operation: (name: string) => `operations/${encodeURIComponent(name)}.html`,
  /** Two snapshots, compared. */
  compare: (before: string, after: string) =>
    `compare/${encodeURIComponent(before)}..${encodeURIComponent(after)}.html`,
  comparisons: "compare.html",
  snapshot: (id: string) => `snapshots/${encodeURIComponent(id)}.html`,
  errors: "errors.html",
  /** An error code of the page of all, by number or by name. */
  error: (code: number | string) => `errors.html#${encodeURIComponent(code)}`,
  permissions: "permissions.html",
  permission: (label: string) => `permissions.html#${permissionAnchor(label)}`,
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

/** Where a label stands on the page of permissions. */
export function permissionAnchor(label: string): string {
  return `may-${label.replace(/[^A-Za-z0-9_]/g, "-")}`;
}

/** The id of the place of a name on a page, such as a field or a tag: ids hold no blanks. */
export function placeId(name: string): string {
  return name.replaceAll(/\s+/g, "-");
}
