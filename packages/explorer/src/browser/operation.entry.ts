import { chooseChanges } from "./changes.js";
import { foldTrees } from "./trees.js";

chooseChanges();
foldTrees();
