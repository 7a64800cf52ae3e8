import { chooseChanges } from "./changes.js";
import { sayIfMissing } from "./missing.js";
import { foldTrees } from "./trees.js";

chooseChanges();
sayIfMissing();
foldTrees();
