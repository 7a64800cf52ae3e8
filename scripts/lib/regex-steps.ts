import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** Goes on behind a position; whether the rest matched. */
type Next = (at: number) => boolean;
/** Tries to match at a position. */
type Matcher = (at: number, next: Next) => boolean;

/** Steps after which a match counts as endless. */
const ENDLESS = 3_000_000;

class Endless extends Error {}

/** Counts the steps a backtracking engine takes, as those of JavaScript are. */
export class StepCounter {
  readonly pattern: AST.Pattern;
  readonly #flags: string;
  readonly #characters = new Map<string, Map<string, boolean>>();
  #text = "";
  #steps = 0;

  /** @throws SyntaxError for what is no pattern */
  constructor(source: string, flags: string) {
    this.#flags = flags;
    this.pattern = new RegExpParser().parsePattern(source, 0, source.length, {
      unicode: flags.includes("u"),
      unicodeSets: flags.includes("v"),
    });
  }

  /** Steps for all matches in a text; Infinity when there is no end. */
  count(text: string): number {
    this.#text = text;
    this.#steps = 0;
    const match = this.#anyOf(this.pattern.alternatives);
    try {
      for (let start = 0; start <= text.length; ) {
        let end: number | undefined;
        const found = match(start, (at) => {
          end = at;
          return true;
        });
        if (found && !this.#flags.includes("g")) break;
        start = found && end !== undefined && end > start ? end : start + 1;
      }
    } catch (error) {
      if (error instanceof Endless) return Number.POSITIVE_INFINITY;
      throw error;
    }
    return this.#steps;
  }

  /** Whether a part of the pattern that takes one character takes this one. */
  takes(node: AST.Node, character: string): boolean {
    let known = this.#characters.get(node.raw);
    if (!known) {
      known = new Map();
      this.#characters.set(node.raw, known);
    }
    let taken = known.get(character);
    if (taken === undefined) {
      taken = new RegExp(`^(?:${node.raw})$`, this.#flags.replace(/[gym]/g, "")).test(character);
      known.set(character, taken);
    }
    return taken;
  }

  #step(): void {
    if (++this.#steps > ENDLESS) throw new Endless();
  }

  #anyOf(alternatives: readonly AST.Alternative[]): Matcher {
    const branches = alternatives.map((each) => this.#inOrder(each.elements));
    return (at, next) => branches.some((branch) => branch(at, next));
  }

  #inOrder(elements: readonly AST.Element[]): Matcher {
    return elements
      .map((element) => this.#matcher(element))
      .reduceRight<Matcher>(
        (rest, one) => (at, next) => one(at, (then) => rest(then, next)),
        (at, next) => next(at),
      );
  }

  #matcher(node: AST.Element): Matcher {
    switch (node.type) {
      case "Group":
      case "CapturingGroup":
        return this.#anyOf(node.alternatives);
      case "Quantifier":
        return this.#repeated(node);
      case "Assertion":
        return this.#assertion(node);
      case "Character":
      case "CharacterClass":
      case "CharacterSet":
        return (at, next) => {
          this.#step();
          return at < this.#text.length && this.takes(node, this.#text.charAt(at)) && next(at + 1);
        };
      default:
        throw new Error(`${node.raw} is not known here`);
    }
  }

  #repeated({ element, min, max, greedy }: AST.Quantifier): Matcher {
    const one = this.#matcher(element);
    const more = (done: number, at: number, next: Next): boolean => {
      const again = () =>
        done < max && one(at, (then) => (then > at || done < min) && more(done + 1, then, next));
      if (done < min) return again();
      return greedy ? again() || next(at) : next(at) || again();
    };
    return (at, next) => more(0, at, next);
  }

  #assertion(node: AST.Assertion): Matcher {
    if (node.kind === "lookahead") {
      const ahead = this.#anyOf(node.alternatives);
      return (at, next) => ahead(at, () => true) !== node.negate && next(at);
    }
    // The others look at a few characters around a place.
    const flags = this.#flags.replace(/[gy]/g, "");
    const raw = node.kind === "lookbehind" ? node.raw : undefined;
    const probe = new RegExp(raw === undefined ? node.raw : `${raw}$`, `${flags}`);
    return (at, next) => {
      this.#step();
      const text = this.#text;
      if (node.kind === "start" && !flags.includes("m")) return at === 0 && next(at);
      if (node.kind === "end" && !flags.includes("m")) return at === text.length && next(at);
      if (node.kind === "lookbehind") return probe.test(text.slice(Math.max(0, at - 8), at)) && next(at);
      const before = text.charAt(at - 1);
      const after = text.charAt(at);
      if (node.kind === "start") return (at === 0 || before === "\n") && next(at);
      if (node.kind === "end") return (at === text.length || after === "\n") && next(at);
      const negate = node.kind === "word" && node.negate;
      return (/\w/.test(before) !== /\w/.test(after)) !== negate && next(at);
    };
  }
}
