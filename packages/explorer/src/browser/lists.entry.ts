import { followFilters } from "./filter-list.js";

followFilters();
