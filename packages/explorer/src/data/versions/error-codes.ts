import { type CodeRow, withAcronyms } from "@omada-sdk/codegen";
import type { Site } from "../site.js";
import { entry, type Placed, Places } from "./placed.js";

/** An error code: what is known of it, and which operations declare it. */
export interface ErrorCode {
  code: number;
  /** Absent for a code that operations declare and the ledger does not have. */
  row?: CodeRow;
  /** The name, for the first of the codes that have it. */
  anchor?: string;
  declared: Placed[];
}

/** Every code of the ledger, and every other one that an operation declares, from -1 downwards. */
export function errorCodes({ operations }: Site, rows: readonly CodeRow[]): ErrorCode[] {
  const declared = new Map<number, Places>(rows.map(({ code }) => [code, new Places()]));
  for (const { name, places } of operations) {
    for (const { snapshot, operation } of places)
      for (const code of operation.errorCodes) entry(declared, code, () => new Places()).add(name, snapshot);
  }
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const anchors = new Set<string>();
  return [...declared]
    .sort(([a], [b]) => b - a)
    .map(([code, places]) => {
      const row = byCode.get(code);
      const anchor = row && !anchors.has(row.name) ? row.name : undefined;
      if (anchor !== undefined) anchors.add(anchor);
      return {
        code,
        ...(row ? { row } : {}),
        ...(anchor === undefined ? {} : { anchor }),
        declared: places.list(),
      };
    });
}

/** Whether the same request may succeed later, in one sentence; undefined where that is not known. */
export function retryText({ retry, notDone, category }: CodeRow): string | undefined {
  if (notDone) return "The controller did nothing of the request: send the same request again, writes too.";
  if (retry || category === "busy") return "The same request may succeed later.";
  return undefined;
}

/** A name as words: `siteNotFound` becomes `site not found`. */
export function wordsOf(name: string): string {
  const words = name.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (capitals) =>
    capitals.length > 1 ? ` ${capitals}` : ` ${capitals.toLowerCase()}`,
  );
  return withAcronyms(words);
}
