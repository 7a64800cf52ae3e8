import { readFile } from "node:fs/promises";

/** An option as completion sees it. */
export interface OptionNode {
  /** `--out`, and its short form where it has one. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What its value is called: `folder` of `--out <folder>`. Options without it take no value. */
  readonly value?: string;
  readonly choices?: readonly string[];
}

/** An argument as completion sees it. */
export interface ArgumentNode {
  readonly name: string;
  readonly choices?: readonly string[];
  /** It may be given several times. */
  readonly variadic?: boolean;
}

/** A command as completion sees it. */
export interface CommandNode {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly ArgumentNode[];
  readonly options: readonly OptionNode[];
}

/** Written by the build: loading every command takes seconds, and brings the TypeScript compiler. */
export const TREE_FILE = new URL("../command-tree.json", import.meta.url);

/** All commands with their options, as the build found them. */
export async function readTree(): Promise<CommandNode[]> {
  return JSON.parse(await readFile(TREE_FILE, "utf8")) as CommandNode[];
}
