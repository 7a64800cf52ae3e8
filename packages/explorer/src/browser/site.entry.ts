import { connectSnippets } from "./snippets.js";
import { followVersion } from "./version.js";

// Marks of the document that style sheets and tests read.
document.documentElement.classList.add("scripted");
followVersion();
connectSnippets();
