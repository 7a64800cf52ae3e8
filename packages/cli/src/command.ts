import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { Ask } from "./prompt.js";

/** What a command may touch of the world around it; tests pass their own. */
export interface Io {
  /** Writes to standard output as it is. */
  out: (text: string) => void;
  /** Writes to standard error as it is. */
  err: (text: string) => void;
  /** Writes how far a command is to standard error; undefined where no terminal shows it. */
  readonly progress?: ((text: string) => void) | undefined;
  /** Ends commands, which leave nothing half done. */
  readonly signal: AbortSignal;
  /** Asks the user; undefined where there is no terminal to answer at. */
  readonly ask?: Ask | undefined;
  /** Width of the terminal that standard output goes to; undefined where it goes to a file or a program. */
  readonly columns?: number | undefined;
  /** Standard input. */
  readonly input?: AsyncIterable<Uint8Array> | undefined;
  /** Writes bytes to standard output, and waits until they are taken. */
  readonly outBytes?: ((bytes: Uint8Array) => Promise<void>) | undefined;
}

/** 0 done, 1 failed or the answer is no, 2 the command line is wrong, 3 no answer, 130 interrupted before it was done. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** What commands get. */
export interface CommandIo extends Io {
  /** How the command ends, where that is neither 0 for done nor 1 for failed. */
  exitCode?: ExitCode;
}

/** Describes a command: its arguments, its options and what it does. */
export type Definition = (command: Command, io: CommandIo) => void;

/** The command line itself is wrong, in a way that only the command itself can see: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Option of every command that has results. */
export const jsonOption = () => new Option("--json", "print the result, or the error, as one JSON document");

/** Prints a result for programs. */
export function printJson(io: Pick<Io, "out">, result: unknown): void {
  io.out(`${JSON.stringify(result, null, 2)}\n`);
}

/** Reads an option that is a whole number. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`It has to be a whole number from ${low} to ${high}.`);
  };
}

/** Collects the values of an option that may be given several times. */
export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** Waits for work that cannot be ended, until the signal comes. @throws the reason of the signal */
export async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const interrupt = (): void => reject(signal.reason);
    signal.addEventListener("abort", interrupt, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", interrupt));
  });
}
