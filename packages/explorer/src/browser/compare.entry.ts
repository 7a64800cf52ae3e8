import { followComparison } from "./compare.js";

followComparison();
