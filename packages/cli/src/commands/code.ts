import { ERROR_CATEGORIES } from "@omada-sdk/model";
import { operationsIn, type SearchIndex } from "@omada-sdk/model/search";
import { didYouMean } from "@omada-sdk/model/words";
import { type Definition, jsonOption, printJson, UsageError, wholeNumber } from "../command.js";
import { readSearchIndex } from "../search-index.js";
import { printable } from "../terminal.js";

const LIMIT = 5;
const MAX_LIMIT = 10_000;
/** More names than these are no help. */
const SUGGESTED = 12;

/** What is known of one error code. */
interface Explained {
  code: number;
  name: string | null;
  category: string | null;
  retryable: boolean;
  hint: string | null;
  /** Names of the operations that list it, by snapshot. */
  operations: Record<string, string[]>;
}

/** `omada code`: what an error code means, and which operations list it. */
export const code: Definition = (command, io) => {
  command
    .argument("<code>", "number with or without minus, or name, e.g. -39303, 39303, apNotFound")
    .option(
      "--limit <number>",
      "how many operations to show for each snapshot",
      wholeNumber(1, MAX_LIMIT),
      LIMIT,
    )
    .addOption(jsonOption())
    .addHelpText("after", "\nExit code: 0 found, 1 not known.")
    .action(async (asked, { limit, json }) => {
      if (asked.trim() === "") throw new UsageError("<code> is empty");
      const index = await readSearchIndex();
      if (/^-?0+$/.test(asked)) throw new Error("0 is no error: the request succeeded");
      const codes = codesOf(index, asked).map((each) => explained(index, each));
      if (json) printJson(io, { codes });
      else io.out(codes.map((each) => lines(each, limit)).join("\n"));
    });
};

/** The codes of a number or a name. @throws Error saying which ones are near */
function codesOf(index: SearchIndex, asked: string): number[] {
  if (/^-?\d+$/.test(asked)) {
    const value = -Math.abs(Number(asked));
    if (rowOf(index, value) >= 0) return [value];
    const near = index.codes.map((row) => row.code).sort((a, b) => Math.abs(a - value) - Math.abs(b - value));
    throw new Error(
      `no snapshot lists ${value}, and its meaning is not known; near it: ${near.slice(0, 3).join(", ")}`,
    );
  }
  const word = asked.toLowerCase();
  const same = index.codes.filter(({ name }) => name.toLowerCase() === word);
  const part = index.codes.filter(({ name }) => name.toLowerCase().includes(word));
  const found = same.length > 0 ? same : part;
  const names = [...new Set(found.map(({ name }) => name))];
  if (names.length === 1) return found.map((row) => row.code);
  const what = `no error code is called "${printable(asked)}"`;
  if (names.length > 1) {
    const rest = names.length > SUGGESTED ? ` and ${names.length - SUGGESTED} more` : "";
    throw new Error(`${what}; these hold it: ${names.slice(0, SUGGESTED).join(", ")}${rest}`);
  }
  throw new Error(what + didYouMean(asked, new Set(index.codes.map(({ name }) => name))));
}

/** Row of a code in the table of errors, which begins with those that are known. */
function rowOf({ tables }: SearchIndex, value: number): number {
  return tables.error.texts.findIndex((text) => Number.parseInt(text, 10) === value);
}

function explained(index: SearchIndex, value: number): Explained {
  const row = index.codes.find((each) => each.code === value);
  const operations = index.snapshots.map(({ id }, bit): [string, string[]] => {
    const listing = operationsIn(index.tables.error.operations[rowOf(index, value)], 1 << bit);
    return [id, listing.flatMap((number) => index.operations[number]?.name ?? []).sort()];
  });
  return {
    code: value,
    name: row?.name ?? null,
    category: row?.category ?? null,
    retryable: row?.retry ?? false,
    hint: row?.hint ?? null,
    operations: Object.fromEntries(operations),
  };
}

function lines(
  { code: value, name, category, retryable, hint, operations }: Explained,
  limit: number,
): string {
  const rows: [string, string][] = [
    ["meaning", category === null ? "not known" : `${category}: ${ERROR_CATEGORIES[category] ?? category}`],
    ["again", retryable ? "worth another try later" : "the same request fails again"],
    ...(hint === null ? [] : [["hint", hint] as [string, string]]),
    ...Object.entries(operations).map(([id, names]): [string, string] => [id, listed(names, limit)]),
  ];
  const text = rows.map(([title, each]) => `  ${title.padEnd(10)}${printable(each)}\n`).join("");
  return `${value} ${name ?? "(no name)"}\n${text}`;
}

function listed(names: readonly string[], limit: number): string {
  if (names.length === 0) return "no operation lists it";
  const more = names.length > limit ? ", ..." : "";
  return `${names.length} operation${names.length > 1 ? "s" : ""}: ${names.slice(0, limit).join(", ")}${more}`;
}
