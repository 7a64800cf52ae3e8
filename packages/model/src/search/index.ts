export { corrected, nearWords } from "./correct.js";
export { type Hit, type Place, type Reason, search, shownReasons } from "./rank.js";
export {
  type IndexedCode,
  type IndexedOperation,
  type IndexedPlace,
  type IndexedSnapshot,
  type IndexedTerm,
  idsOf,
  operationsIn,
  type SearchIndex,
  type SearchTable,
} from "./search-index.js";
export { likelyWords, type SearchWord, searchWords } from "./words.js";
