import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a command may touch of the world around it; tests pass their own. */
export interface Io {
  /** Writes to standard output as it is. */
  out: (text: string) => void;
  /** Writes to standard error as it is. */
  err: (text: string) => void;
  /** Ends commands, which leave nothing half done. */
  signal: AbortSignal;
}

/** One command of `omada`. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` prints. */
  usage: string;
  run: (args: string[], io: Io) => Promise<void>;
}

/** The command line itself is wrong: exit code 2. Everything else that fails gives 1. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/**
 * Parses the arguments of a command.
 * @param names what the positional arguments are called; all are needed
 * @throws UsageError for an unknown option, a missing or an extra argument
 */
export function parse<T extends Options>(args: string[], names: readonly string[], options: T): Parsed<T> {
  const result = parsed(args, options);
  const positionals: readonly string[] = result.positionals;
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many`);
  return result;
}

function parsed<T extends Options>(args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const [reason = "wrong arguments"] = (error as Error).message.split(". To specify");
    throw new UsageError(reason);
  }
}

/** A whole number of an option. @throws UsageError if it is none or out of range */
export function wholeNumber(
  option: string,
  text: string | undefined,
  low: number,
  high: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new UsageError(`--${option} is "${text}"; give a whole number from ${low} to ${high}`);
}

/** Text of a controller or a document, on one line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
}

/** Control characters but line feeds and tabs, and those that turn or hide the text around them. */
const STEERING = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text whose characters that would steer a terminal are written as escapes, which JSON reads as the same characters. */
export function escaped(text: string): string {
  return text.replace(STEERING, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index).toString(16).padStart(4, "0");
      return `\\u${code}`;
    }).join(""),
  );
}
