import { readFile } from "node:fs/promises";
import { Command, CommanderError } from "@commander-js/extra-typings";
import { nearest } from "@omada-sdk/model/words";
import { type CommandIo, type Definition, type ExitCode, type Io, printJson, UsageError } from "./command.js";
import { reasonOf } from "./error-words.js";
import { escaped } from "./terminal.js";

/**
 * The file of a command is loaded when the command is called: most of them load the TypeScript compiler, and `generate`
 * writes files that others load.
 */
export const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Definition> }>> = {
  info: {
    summary: "show which controller answers at an address, and which client package fits it",
    load: async () => (await import("./commands/info.js")).info,
  },
  doctor: {
    summary: "find out why a controller cannot be used, and what to do about it",
    load: async () => (await import("./commands/doctor.js")).doctor,
  },
  login: {
    summary: "store address and credentials of a controller as a profile",
    load: async () => (await import("./commands/login.js")).login,
  },
  profiles: {
    summary: "list the stored controllers, or remove one",
    load: async () => (await import("./commands/profiles.js")).profiles,
  },
  pull: {
    summary: "fetch the interface documents of a controller",
    load: async () => (await import("./commands/pull.js")).pull,
  },
  import: {
    summary: "make a snapshot of interface documents",
    load: async () => (await import("./commands/import.js")).importDocuments,
  },
  generate: {
    summary: "generate types, clients and mock data from snapshots",
    load: async () => (await import("./commands/generate.js")).generateCode,
  },
  diff: {
    summary: "show what changed between two snapshots",
    load: async () => (await import("./commands/diff.js")).diff,
  },
  advise: {
    summary: "list what an upgrade to another snapshot changes for a project",
    load: async () => (await import("./commands/advise.js")).advise,
  },
  verify: {
    summary: "compare a running controller with the snapshot of its version; only reads",
    load: async () => (await import("./commands/verify.js")).verify,
  },
  ops: {
    summary: "find operations by words",
    load: async () => (await import("./commands/ops.js")).ops,
  },
  code: {
    summary: "explain an error code",
    load: async () => (await import("./commands/code.js")).code,
  },
  call: {
    summary: "call one operation of a controller by its name",
    load: async () => (await import("./commands/call.js")).call,
  },
  api: {
    summary: "send any request to a controller's interface",
    load: async () => (await import("./commands/api.js")).api,
  },
  mock: {
    summary: "run a simulated controller on this machine",
    load: async () => (await import("./commands/mock.js")).mock,
  },
  completion: {
    summary: "print a script with which a shell completes command lines",
    load: async () => (await import("./commands/completion.js")).completion,
  },
};

/**
 * Runs one command of `omada`. Whatever it writes, no character gets out that would steer a terminal.
 * @param args the command line behind `omada`
 * @returns the exit code: 0 done, 1 failed or the answer is no, 2 the command line is wrong, 3 no answer, 130 interrupted
 *   before it was done
 */
export async function main(args: readonly string[], world: Io): Promise<ExitCode> {
  let hasPrinted = false;
  const io: CommandIo = {
    out: (text) => {
      hasPrinted = true;
      world.out(escaped(text));
    },
    err: (text) => world.err(escaped(text)),
    get progress() {
      const { progress } = world;
      return progress && ((text: string) => progress(escaped(text)));
    },
    get signal() {
      return world.signal;
    },
    get ask() {
      return world.ask;
    },
    get columns() {
      return world.columns;
    },
    get input() {
      return world.input;
    },
    outBytes: world.outBytes,
  };
  let title = "omada";
  let reason: string | undefined;
  /** With --json, standard output holds one document in any case. */
  const end = (exitCode: ExitCode, kind: "usage" | "failed" | "interrupted", message = reason): ExitCode => {
    const asked = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
    if (asked.includes("--json") && !hasPrinted) printJson(io, { error: { kind, exitCode, message } });
    return exitCode;
  };
  const program = new Command("omada")
    .description("Command line for TP-Link Omada controllers")
    .version(await readVersion(), "--version")
    .helpCommand(false)
    .addHelpText(
      "after",
      "\nBegin with:\n" +
        "  omada doctor https://192.168.0.2:8043              what is there, and what is wrong\n" +
        "  omada login https://192.168.0.2:8043               store the access\n" +
        "  omada ops reboot gateway                           find an operation\n" +
        "  omada generate --from 6.2 --out src/omada          a client in your project\n\n" +
        "omada <command> --help lists the options of a command.",
    )
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => {
        const message = withChoice(withoutValue(text.replace(/^error: /, "")));
        reason ??= message.trimEnd();
        write(`${title}: ${message}`);
      },
    })
    .exitOverride()
    .showHelpAfterError("(omada --help lists the commands)");
  for (const [name, { summary }] of Object.entries(COMMANDS))
    program
      .command(name)
      .description(summary)
      .showHelpAfterError(`(${hintFor(`omada ${name}`)})`);
  program.hook("preSubcommand", async (_, command) => {
    title = `omada ${command.name()}`;
    const define = await COMMANDS[command.name()]?.load();
    define?.(command as Command, io);
  });
  try {
    await program.parseAsync(args[0] === "help" ? [...args.slice(1), "--help"] : args, { from: "user" });
    return io.exitCode ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : end(2, "usage");
    if (world.signal.aborted) {
      io.err(`${title}: interrupted\n`);
      return end(130, "interrupted", "interrupted");
    }
    const message = reasonOf(error);
    io.err(`${title}: ${message}\n`);
    if (!(error instanceof UsageError)) return end(io.exitCode ?? 1, "failed", message);
    io.err(`(${hintFor(title)})\n`);
    return end(2, "usage", message);
  }
}

function hintFor(title: string): string {
  return `${title} --help lists the options`;
}

/** An option that does not exist may come with a secret. */
function withoutValue(text: string): string {
  return text.replace(/(unknown option '--[^=']*)=[\s\S]*'/, "$1'");
}

/** Adds the nearest of the choices to a message about a value that is none of them. */
function withChoice(text: string): string {
  const [before = "", after = ""] = text.split(" Allowed choices are ");
  const end = before.indexOf("' is invalid");
  if (end < 0 || after === "") return text;
  const near = nearest(
    before.slice(before.lastIndexOf("'", end - 1) + 1, end),
    after.trimEnd().replace(/\.$/, "").split(", "),
  );
  return near === undefined ? text : `${text.trimEnd()}\n(Did you mean ${near}?)\n`;
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
