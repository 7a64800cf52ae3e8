import {
  corrected,
  type Hit,
  type IndexedOperation,
  idsOf,
  likelyWords,
  search,
  searchWords,
  shownReasons,
} from "@omada-sdk/model/search";
import type { PageEntry, SearchData } from "../../data/search.js";
import { pageSearch } from "./pages.js";

export interface FoundOperation {
  operation: IndexedOperation;
  /** Ids of the snapshots that have it. */
  versions: string[];
  /** What it was found by, beside its name, path and title. */
  reasons: string[];
}

/** What a question found. */
export interface Answer {
  /** The best operations of the chosen version, or of all. */
  operations: FoundOperation[];
  /** How many there are. */
  total: number;
  /** The best of those that only other versions have. */
  elsewhere: FoundOperation[];
  /** Words of the question that these operations do not have. */
  missed: number;
  /** What was looked for instead of a question with words that nothing has. */
  instead?: string;
  pages: PageEntry[];
}

/** How many an answer holds of each. */
export interface Limits {
  operations: number;
  elsewhere: number;
  pages: number;
}

export interface SearchEngine {
  /** Answers a question for a chosen version, empty for all. */
  find(question: string, version: string, limits: Limits): Answer;
  /** Settles when pages are found, too; operations are at once. */
  ready: Promise<void>;
}

/** The search of every page: operations in the order of `omada ops`, and pages beside them. */
export function searchEngine({ index, pages }: SearchData): SearchEngine {
  const beside = pageSearch(pages, index);
  const everywhere = 2 ** index.snapshots.length - 1;
  const shown = ({ operation, reasons }: Hit): FoundOperation => ({
    operation,
    versions: idsOf(index, operation.in),
    reasons: shownReasons(reasons),
  });
  const find = (question: string, version: string, limits: Limits): Answer => {
    const at = index.snapshots.findIndex(({ id }) => id === version);
    const mask = at < 0 ? everywhere : 1 << at;
    const instead = corrected(index, question);
    const asked = instead ?? question;
    const words = searchWords([asked]);
    const likely = likelyWords([asked]);
    const found = search(index, words, mask, likely);
    const others =
      mask === everywhere
        ? []
        : search(index, words, everywhere, likely).filter(({ operation }) => !(operation.in & mask));
    const best = found[0] ?? others[0];
    return {
      operations: found.slice(0, limits.operations).map(shown),
      total: found.length,
      elsewhere: others.slice(0, limits.elsewhere).map(shown),
      missed: best === undefined ? 0 : words.length - best.reasons.length,
      ...(instead !== undefined && { instead }),
      pages: beside.find(asked, limits.pages),
    };
  };
  return { find, ready: beside.ready };
}
