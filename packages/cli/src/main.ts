import { type Command, escaped, type Io, printable, UsageError } from "./command.js";
import { diff } from "./commands/diff.js";
import { info } from "./commands/info.js";
import { mock } from "./commands/mock.js";
import { pull } from "./commands/pull.js";

const COMMANDS: Readonly<Record<string, Command>> = { info, pull, diff, mock };

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`);
  return `omada <command> [options]\n\n${lines.join("\n")}\n\nomada <command> --help tells more.\n`;
}

/** What shells give for a command that was interrupted. */
const INTERRUPTED = 130;

/**
 * Runs one command of `omada`. Whatever it writes, no character gets out that would steer a terminal.
 * @param args the command line behind `omada`
 * @returns the exit code: 0 done, 1 failed, 2 the command line is wrong, 130 interrupted before it was done
 */
export async function main(args: readonly string[], world: Io): Promise<0 | 1 | 2 | 130> {
  const io: Io = {
    out: (text) => world.out(escaped(text)),
    err: (text) => world.err(escaped(text)),
    signal: world.signal,
  };
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const isAsked = name !== undefined;
    (isAsked ? io.out : io.err)(usage());
    return isAsked ? 0 : 2;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.err(`omada: there is no command "${printable(name)}"\n\n${usage()}`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(`${command.usage}\n`);
    return 0;
  }
  try {
    await command.run(rest, io);
    return 0;
  } catch (error) {
    if (io.signal.aborted) {
      io.err(`omada ${name}: interrupted\n`);
      return INTERRUPTED;
    }
    io.err(`omada ${name}: ${printable(reasonOf(error))}\n`);
    if (!(error instanceof UsageError)) return 1;
    io.err(`\n${command.usage}\n`);
    return 2;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
