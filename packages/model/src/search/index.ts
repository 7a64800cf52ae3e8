export { type Hit, type Place, type Reason, search } from "./rank.js";
export {
  type IndexedCode,
  type IndexedOperation,
  type IndexedPlace,
  type IndexedSnapshot,
  type IndexedTerm,
  idsOf,
  nearWords,
  operationsIn,
  type SearchIndex,
  type SearchTable,
} from "./search-index.js";
export { likelyWords, type SearchWord, searchWords } from "./words.js";
