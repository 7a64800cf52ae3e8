import { Command, CommanderError } from "@commander-js/extra-typings";

/** A command of the root `package.json`, which `pnpm <name>` runs. */
export function createCommand(name: string, description: string): Command {
  return new Command(`pnpm ${name}`)
    .description(description)
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError(`(pnpm ${name} --help lists the options)`)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, `${name}:`)) })
    .exitOverride();
}

/**
 * Runs a command and sets the exit code of the process: 0 done, 1 failed, 2 the command line is wrong.
 * @param args the command line behind the name of the command
 */
export async function runCommand(
  command: { name(): string; parseAsync(args: readonly string[], from: { from: "user" }): Promise<unknown> },
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has printed the help, or what is wrong.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    console.error(`${command.name().replace(/^pnpm /, "")}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
