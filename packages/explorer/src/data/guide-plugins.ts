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

interface HtmlNode {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** A plugin of rehype: code and tables that are wider than the page scroll by keyboard, too. */
export function scrollable() {
  return (tree: HtmlNode): void => {
    let tables = 0;
    const walk = (node: HtmlNode): void => {
      node.children = node.children?.map((child) => {
        walk(child);
        if (child.tagName === "pre") child.properties = { ...child.properties, tabIndex: 0 };
        if (child.tagName !== "table") return child;
        const ariaLabel = `Table ${++tables}`;
        const properties = { className: ["scroll"], tabIndex: 0, role: "region", ariaLabel };
        return { type: "element", tagName: "div", properties, children: [child] };
      });
    };
    walk(tree);
  };
}
