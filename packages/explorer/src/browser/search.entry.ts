import { followBox, followSlash } from "./search/box.js";
import { followList } from "./search/list.js";

for (const box of document.querySelectorAll<HTMLElement>("[data-search]")) followBox(box);
for (const page of document.querySelectorAll<HTMLElement>("[data-operations]")) followList(page);
const first = document.querySelector<HTMLInputElement>("[data-search] input");
if (first) followSlash(first);
