import type { AST } from "@eslint-community/regexpp";
import { StepCounter } from "./regex-steps.js";

/** Characters of an attack, about; the second time twice as many. */
const LENGTH = 260;
/** Twice the text may take so many times the steps; linear patterns take twice as many, quadratic ones four times. */
const LINEAR = 3;
/** What may follow an attack so that it fails. */
const ENDS = ["\u0001", "", "!\n", "a"];
const ALPHABET = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  "\n",
  "\t",
  "\u00e9",
];

/** A text for which a pattern takes more than proportional time. */
export interface Attack {
  readonly prefix: string;
  readonly pump: string;
  readonly end: string;
  /** How many times the steps for twice the text. */
  readonly growth: number;
}

/**
 * Looks for texts on which a pattern takes more steps than in proportion to their length. It tries, for every part that
 * repeats without an end, what leads to it, once or each time, and what it repeats.
 * @returns the first one found
 */
export function superLinear(source: string, flags: string): Attack | undefined {
  const counter = new StepCounter(source, flags);
  const tried = new Set<string>();
  for (const { prefix, pump } of attacksOf(counter))
    for (const end of ENDS) {
      const key = JSON.stringify([prefix, pump, end]);
      if (pump === "" || tried.has(key)) continue;
      tried.add(key);
      const times = Math.max(6, Math.ceil(LENGTH / pump.length));
      const few = counter.count(prefix + pump.repeat(times) + end);
      const many = counter.count(prefix + pump.repeat(2 * times) + end);
      const growth = many === Number.POSITIVE_INFINITY ? many : many / few;
      if (growth > LINEAR) return { prefix, pump, end, growth };
    }
  return undefined;
}

function attacksOf(counter: StepCounter): { prefix: string; pump: string }[] {
  const leaves = leavesOf(counter.pattern);
  /** Characters that many parts take come first: there is more than one way to match them. */
  const favourites = [...ALPHABET].sort(
    (one, other) =>
      leaves.filter((leaf) => counter.takes(leaf, other)).length -
      leaves.filter((leaf) => counter.takes(leaf, one)).length,
  );
  const samples = (node: AST.Node, index: number): string => sampleOf(counter, favourites, node, index);
  return quantifiersOf(counter.pattern).flatMap((quantifier) => {
    const prefix = before(quantifier, (node) => samples(node, 0));
    const pumps = [0, 1, 2, 3].map((index) => samples(quantifier.element, index));
    // Where words begin and end, a pattern may begin once more.
    const taken = favourites.filter((character) => counter.takes(quantifier.element, character));
    const mixed = [/\w/, /\W/].map((kind) => taken.find((character) => kind.test(character)) ?? "");
    pumps.push(mixed.join(""));
    return pumps.flatMap((pump) => [
      { prefix, pump },
      { prefix: "", pump },
      { prefix: "", pump: prefix + pump },
      { prefix: "", pump: prefix },
    ]);
  });
}

type Sampler = (node: AST.Node) => string;

/** What leads to a part of a pattern. */
function before(node: AST.Node, sample: Sampler): string {
  const { parent } = node;
  if (parent === null) return "";
  if (parent.type !== "Alternative") return before(parent, sample);
  const earlier = parent.elements.slice(0, parent.elements.indexOf(node as AST.Element));
  return before(parent, sample) + earlier.map(sample).join("");
}

/** A text that a part of a pattern takes; every index gives another one where there are several. */
function sampleOf(
  counter: StepCounter,
  favourites: readonly string[],
  node: AST.Node,
  index: number,
): string {
  const sample: Sampler = (inner) => sampleOf(counter, favourites, inner, index);
  switch (node.type) {
    case "Group":
    case "CapturingGroup": {
      const { alternatives } = node;
      return (alternatives[index % alternatives.length] as AST.Alternative).elements.map(sample).join("");
    }
    case "Quantifier":
      return sample(node.element).repeat(Math.max(1, Math.min(node.min, 30)));
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterClass":
    case "CharacterSet": {
      const taken = favourites.filter((character) => counter.takes(node, character));
      return taken[index % Math.max(1, taken.length)] ?? "";
    }
    default:
      return "";
  }
}

function quantifiersOf(pattern: AST.Pattern): AST.Quantifier[] {
  return nodesOf(pattern).filter((node) => node.type === "Quantifier" && node.max > 50) as AST.Quantifier[];
}

function leavesOf(pattern: AST.Pattern): AST.Node[] {
  return nodesOf(pattern).filter(({ type }) => /^Character(Class|Set)?$/.test(type));
}

function nodesOf(node: AST.Node): AST.Node[] {
  const inner: readonly AST.Node[] =
    "alternatives" in node
      ? node.alternatives
      : node.type === "Alternative"
        ? node.elements
        : node.type === "Quantifier"
          ? [node.element]
          : [];
  return [node, ...inner.flatMap(nodesOf)];
}
