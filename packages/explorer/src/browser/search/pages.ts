import type { SearchIndex } from "@omada-sdk/model/search";
import { tokensOf } from "@omada-sdk/model/words";
import MiniSearch from "minisearch";
import { PAGES } from "../../data/links.js";
import type { PageEntry } from "../../data/search.js";

/** Finds pages by words, the best first. */
export interface PageSearch {
  find(question: string, limit: number): PageEntry[];
  /** Settles when all pages can be found. */
  ready: Promise<void>;
}

/** Titles count more than texts. */
const BOOST = { title: 4 };
const LONG = 4;
/** Pages that are made searchable at a time; what is typed meanwhile is answered in between. */
const CHUNK = 60;

/** A search in pages and in the codes and labels of the index. */
export function pageSearch(pages: readonly PageEntry[], { codes, tables }: SearchIndex): PageSearch {
  const entries: readonly PageEntry[] = [
    ...pages,
    ...codes.map(
      ({ code, name, category, hint = "" }): PageEntry => ({
        kind: "error code",
        title: `${code} ${name}`,
        address: PAGES.error(code),
        text: `${category} ${hint}`,
      }),
    ),
    ...tables.permission.texts.map(
      (label): PageEntry => ({
        kind: "permission",
        title: label,
        address: PAGES.permission(label),
        text: "permission role",
      }),
    ),
  ];
  const documents = new MiniSearch<{ id: number; title: string; text: string }>({
    fields: ["title", "text"],
    tokenize: (text) => [...tokensOf(text)],
    searchOptions: {
      boost: BOOST,
      combineWith: "AND",
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > LONG && !/^\d/.test(term) ? 0.2 : false),
    },
  });
  const ready = documents.addAllAsync(
    entries.map(({ title, text }, id) => ({ id, title, text })),
    { chunkSize: CHUNK },
  );
  return {
    ready,
    find: (question, limit) =>
      documents
        .search(question)
        .slice(0, limit)
        .map(({ id }) => entries[id as number] as PageEntry),
  };
}
