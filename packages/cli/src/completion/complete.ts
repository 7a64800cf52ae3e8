import { printable } from "../terminal.js";
import type { CommandNode, OptionNode } from "./tree.js";
import { type Candidate, type Offer, valuesFor } from "./values.js";

const HELP: OptionNode = { flags: ["--help", "-h"], description: "display help for command" };
const VERSION: OptionNode = { flags: ["--version"], description: "output the version number" };

/**
 * What can stand at the end of a command line.
 * @param words what was typed behind `omada`; the last one, which may be empty, is the one to complete
 * @returns lines for the scripts of the shells: the kind of the offer, then each value with a tab and its description
 */
export async function complete(words: readonly string[], tree: readonly CommandNode[]): Promise<string> {
  const { kind, values } = await offerFor(joined(words), tree);
  const typed = joined(words).at(-1) ?? "";
  const lines = values
    .filter(({ value }) => value.startsWith(typed))
    .map(({ value, description }) =>
      description === undefined ? value : `${value}\t${printable(description)}`,
    );
  return [kind, ...new Set(lines)].map((line) => `${line}\n`).join("");
}

/** bash gives `--to=6.2` as three words. */
function joined(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const [at, word] of words.entries()) {
    const isOption = whole.at(-1)?.startsWith("--");
    if (word === "=" && isOption) whole.push(`${whole.pop()}=`);
    else if (words[at - 1] === "=" && isOption) whole.push(`${whole.pop()}${word}`);
    else whole.push(word);
  }
  return whole;
}

async function offerFor(words: readonly string[], tree: readonly CommandNode[]): Promise<Offer> {
  const [first = "", ...rest] = words;
  const commands = tree.map(({ name, summary }) => ({ value: name, description: summary }));
  if (rest.length === 0)
    return values(first.startsWith("-") ? flagsOf([HELP, VERSION]) : [...commands, { value: "help" }]);
  if (first === "help") return values(rest.length === 1 ? commands : []);
  const command = tree.find(({ name }) => name === first);
  return command ? withinCommand(command, rest) : values([]);
}

async function withinCommand(command: CommandNode, words: readonly string[]): Promise<Offer> {
  const typed = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const options = [...command.options, HELP];
  const optionOf = (word: string | undefined) => options.find(({ flags }) => flags.includes(word ?? ""));
  const end = before.indexOf("--");
  const given = end < 0 ? before : before.slice(0, end);
  /** The option whose value stands at a place. */
  const valueAt = (at: number): OptionNode | undefined => {
    const option = optionOf(given[at - 1]);
    return option?.value === undefined || valueAt(at - 1) ? undefined : option;
  };
  if (end < 0) {
    const waiting = valueAt(given.length);
    if (waiting) return ofOption(waiting, typed);
    const equals = typed.startsWith("--") ? typed.indexOf("=") : -1;
    if (equals > 0) {
      const option = optionOf(typed.slice(0, equals));
      if (option?.value === undefined) return values([]);
      const offer = await ofOption(option, typed.slice(equals + 1));
      const prefix = typed.slice(0, equals + 1);
      return { ...offer, values: offer.values.map((each) => ({ ...each, value: prefix + each.value })) };
    }
    const isNumber = command.arguments[0]?.name === "code" && /^-\d*$/.test(typed);
    if (typed.startsWith("-") && !isNumber) return values(flagsOf(options));
  }
  const isPositional = (word: string, at: number) =>
    at > end && end >= 0 ? true : !word.startsWith("-") && !valueAt(at);
  const count = before.filter((word, at) => word !== "--" && isPositional(word, at)).length;
  const last = command.arguments.at(-1);
  const argument = command.arguments[count] ?? (last?.variadic ? last : undefined);
  if (argument === undefined) return values(end < 0 ? flagsOf(options) : []);
  if (argument.choices) return values(argument.choices.map((value) => ({ value })));
  return valuesFor(argument.name, typed);
}

async function ofOption(option: OptionNode, typed: string): Promise<Offer> {
  if (option.choices) return values(option.choices.map((value) => ({ value })));
  // Names are those of profiles in one option only.
  const what = option.flags.includes("--profile") ? "profile" : (option.value ?? "");
  return valuesFor(what, typed);
}

function flagsOf(options: readonly OptionNode[]): Candidate[] {
  return options.map(({ flags, description }) => ({ value: flags[0] ?? "", description }));
}

function values(list: readonly Candidate[]): Offer {
  return { kind: "values", values: list };
}
