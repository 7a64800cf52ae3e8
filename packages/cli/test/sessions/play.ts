import { main } from "../../src/index.js";
import { SESSIONS, type Session } from "./sessions.js";
import { type Scene, Stage } from "./stage.js";

/** A block of commands and outputs, with the comment that names its session. */
const BLOCK = /(?:<!-- session: ([\w-]+) -->\n)?```console\n([\s\S]*?\n)```\n/g;
const PROMPT = "$ omada ";

/** What differs from run to run or from machine to machine, and what stands for it. */
const UNSTABLE: readonly (readonly [RegExp, string])[] = [
  [/\d+ ms \(median of \d+\), \d+ ms at most/g, "5 ms (median of 5), 30 ms at most"],
  // What listens on the other ports of this machine.
  [/^(ok +address +port \d+ answers as a controller [\d.]+);.*$/gm, "$1; 443 is closed"],
];

/**
 * Plays the sessions of a text.
 * @returns the text with the outputs as they are
 * @throws Error for a block that no session is declared for, a session without a block, and a command that fails in a way that
 *   no session shows
 */
export async function playSessions(text: string): Promise<string> {
  const blocks = [...text.matchAll(BLOCK)];
  const names = blocks.map(([block, name = ""]) => {
    if (Object.hasOwn(SESSIONS, name)) return name;
    throw new Error(`this block names no session of test/sessions/sessions.ts:\n${block}`);
  });
  const missing = Object.keys(SESSIONS).find((name) => !names.includes(name));
  if (missing !== undefined) throw new Error(`no block shows the session "${missing}"`);
  return Stage.with(async (stage) => {
    let played = text;
    for (const [at, [block, , shown = ""]] of blocks.entries()) {
      const session = SESSIONS[names[at] ?? ""] ?? {};
      const outputs = await playBlock(shown, session, stage);
      played = played.replace(block, () => block.replace(shown, () => outputs));
    }
    return played;
  });
}

/** Runs the commands of a block. @returns them with their outputs */
async function playBlock(block: string, session: Session, stage: Stage): Promise<string> {
  const commands = block.split("\n").filter((line) => line.startsWith(PROMPT));
  const scene = (await session.scene?.(stage)) ?? { replacements: [] };
  let text = "";
  for (const command of commands) {
    const output = await outputOf(command.slice(PROMPT.length), scene, session);
    text += `${command}\n${abridged(output, session)}`;
  }
  return text;
}

async function outputOf(
  command: string,
  { replacements, env = {}, options = [] }: Scene,
  { columns, isMistake = false }: Session,
): Promise<string> {
  const real = replacements.reduce((text, each) => text.replaceAll(each.shown, each.real), command);
  const args = [...wordsOf(real), ...options];
  let out = "";
  let err = "";
  const world = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    signal: new AbortController().signal,
    columns,
  };
  const code = await withEnvironment(env, () => main(args, world));
  if ((code === 2) !== isMistake || (out === "" && !isMistake))
    throw new Error(`omada ${command} ended with ${code}: ${err}`);
  const shown = replacements.reduce(
    (text, each) => text.replaceAll(each.real, each.shown),
    isMistake ? out + err : out,
  );
  return UNSTABLE.reduce((text, [pattern, stable]) => text.replace(pattern, stable), shown);
}

/** Splits a command line at spaces, but not within quotes. */
function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/(['"])(.*?)\1/g, "$2"));
}

/** Runs something with these variables, and no others that the command line reads. */
async function withEnvironment<T>(env: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith("OMADA_")) delete process.env[name];
  Object.assign(process.env, env);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The lines that a session shows, with "..." in place of others. */
function abridged(output: string, { shows }: Session): string {
  if (!shows) return output;
  let text = "";
  for (const [at, line] of output.trimEnd().split("\n").entries())
    if (shows(line, at)) text += `${line}\n`;
    else if (!text.endsWith("...\n")) text += "...\n";
  return text;
}
