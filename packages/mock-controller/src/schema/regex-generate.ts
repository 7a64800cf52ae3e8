import { integerFrom, pickFrom, type Random } from "./random.js";
import type { Node } from "./regex-parse.js";

/**
 * Makes one text that a parsed pattern describes. Look-arounds are not considered, so the caller checks the text.
 * @param reach how many repetitions beyond the required ones are tried at most
 */
export function generate(node: Node, random: Random, reach = 12): string {
  switch (node.kind) {
    case "nothing":
      return "";
    case "chars":
      return node.chars === "" ? "" : pickFrom(random, [...node.chars]);
    case "sequence":
      return node.parts.map((part) => generate(part, random, reach)).join("");
    case "choice":
      return generate(pickFrom(random, node.options), random, reach);
    case "repeat": {
      const most = Math.min(node.max, node.min + reach);
      const count = integerFrom(random, node.min, most);
      return Array.from({ length: count }, () => generate(node.node, random, reach)).join("");
    }
  }
}
