import { integerFrom, pickFrom, type Random } from "./random.js";
import type { Node } from "./regex-parse.js";

/** Makes one text that a parsed pattern describes, looks aside; the caller checks it against the pattern. */
export function generate(node: Node, random: Random): string {
  switch (node.kind) {
    case "nothing":
      return "";
    case "chars":
      return node.chars === "" ? "" : pickFrom(random, [...node.chars]);
    case "sequence":
      return node.parts.map((part) => generate(part, random)).join("");
    case "choice":
      return generate(pickFrom(random, node.options), random);
    case "repeat": {
      const most = Math.min(node.max, node.min + 12);
      const count = integerFrom(random, node.min, most);
      return Array.from({ length: count }, () => generate(node.node, random)).join("");
    }
  }
}
