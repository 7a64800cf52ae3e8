import { relative, resolve, sep } from "node:path";
import { guideLink, repositoryAddress } from "./guides.js";

interface Node {
  type: string;
  url?: string;
  children?: Node[];
}

const ROOT = resolve("../..");

/** A plugin of remark: links between the files of `docs/` become links between pages of the site. */
export function guideLinks() {
  return async (tree: Node, { path }: { path: string }): Promise<void> => {
    const file = relative(ROOT, path).split(sep).join("/");
    const repository = await repositoryAddress();
    const follow = (node: Node): void => {
      if ((node.type === "link" || node.type === "definition") && node.url !== undefined)
        node.url = guideLink(file, node.url, repository);
      for (const child of node.children ?? []) follow(child);
    };
    follow(tree);
  };
}
