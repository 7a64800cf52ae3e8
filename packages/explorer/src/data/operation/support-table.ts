import { findEntry, fromRanges } from "@omada-sdk/codegen";
import { methodAndPath } from "@omada-sdk/model";
import { PAGES } from "../links.js";
import type { SiteOperation } from "../site.js";
import type { OperationContext } from "./context.js";
import { type Field, membersOf } from "./fields.js";
import { supportInWords } from "./support.js";

/** What is asked of each snapshot in one row. */
export interface SupportRow {
  /** A path of a field, or nothing for the operation itself. */
  field?: string;
  /** Where the page shows the field: at its own path, or at that of what holds it. */
  shownAt?: string;
  /** What is so of it, where the row is about something else than being there: `deprecated`. */
  what?: string;
  /** Snapshots, as a mask. */
  in: number;
  words: string;
}

/** Where the operation is, and what of it is not the same everywhere it is. */
export function supportRows(
  operation: SiteOperation,
  fields: readonly Field[],
  { snapshots, availability }: OperationContext,
): SupportRow[] {
  const all = snapshots.reduce((mask, { at }) => mask | (1 << at), 0);
  const maskOf = (is: (place: SiteOperation["places"][number]) => unknown): number =>
    operation.places.filter(is).reduce((mask, { snapshot }) => mask | (1 << snapshot.at), 0);
  const row = (mask: number, of: number, about: Omit<SupportRow, "in" | "words">): SupportRow[] =>
    mask === 0 ? [] : [{ ...about, in: mask, words: supportInWords(mask, of, snapshots) }];
  const ranges = findEntry(availability, methodAndPath(operation.newest))?.fields ?? {};
  const partial = Object.entries(ranges).flatMap(([text, paths]) => {
    const ids = fromRanges(text, availability.snapshots);
    const mask = snapshots.filter(({ id }) => ids.includes(id)).reduce((sum, { at }) => sum | (1 << at), 0);
    return paths.flatMap((field) => row(mask, operation.in, { field }));
  });
  return [
    ...row(operation.in, all, {}),
    ...row(
      maskOf(({ operation: own }) => own.deprecated),
      operation.in,
      { what: "deprecated" },
    ),
    ...row(
      maskOf(({ operation: own }) => own.unlisted),
      operation.in,
      { what: "not on the document pages" },
    ),
    ...inOrderOf(fields, partial),
    ...deprecatedIn(fields).flatMap(({ path, mask }) =>
      row(mask, operation.in, { field: path, what: "deprecated" }),
    ),
  ];
}

/** Rows in the order in which the page shows their fields. */
function inOrderOf(fields: readonly Field[], rows: readonly SupportRow[]): SupportRow[] {
  const order = new Map<string, number>();
  const visit = (list: readonly Field[]): void => {
    for (const field of list) {
      if (!order.has(field.path)) order.set(field.path, order.size);
      visit(membersOf(field));
    }
  };
  visit(fields);
  return [...rows].sort((a, b) => (order.get(a.field ?? "") ?? 0) - (order.get(b.field ?? "") ?? 0));
}

/** Fields that some snapshot deprecates. */
function deprecatedIn(fields: readonly Field[]): { path: string; mask: number }[] {
  return fields.flatMap((field) => {
    const mask = field.places
      .filter(({ node }) => node.flat.deprecated || node.parameter?.deprecated)
      .reduce((sum, { at }) => sum | (1 << at), 0);
    return [...(mask === 0 ? [] : [{ path: field.path, mask }]), ...deprecatedIn(membersOf(field))];
  });
}

/** One cell of a row: a snapshot has it, or has not, or does not even have the operation. */
export function cellOf(row: SupportRow, at: number, operation: SiteOperation): "yes" | "no" | "absent" {
  const bit = 1 << at;
  if ((row.in & bit) !== 0) return "yes";
  const isAboutPart = row.field !== undefined || row.what !== undefined;
  return isAboutPart && (operation.in & bit) === 0 ? "absent" : "no";
}

/** What to know of a snapshot before its column is believed. */
export interface SnapshotNote {
  id: string;
  href: string;
  text: string;
}

const CERTAINTY = {
  stated: "",
  inferred: "its version is inferred from its date and content",
  unknown: "its version is not certain",
};

/** Notes about the snapshots whose version is not certain, or whose document is not complete. */
export function snapshotNotes({ site }: OperationContext, root: string): SnapshotNote[] {
  return site.snapshots.flatMap(({ id, entry: { certainty, source } }) => {
    const lost =
      source.lost.length === 0
        ? ""
        : `its document is ${source.kind} and not complete: that it does not state a limit means nothing`;
    const text = [CERTAINTY[certainty], lost].filter((part) => part !== "").join("; ");
    return text === "" ? [] : [{ id, href: root + PAGES.snapshot(id), text }];
  });
}
