import { writeFile } from "node:fs/promises";
import { Command } from "@commander-js/extra-typings";
import type { CommandIo } from "./command.js";
import { type CommandNode, TREE_FILE } from "./completion/tree.js";
import { COMMANDS } from "./main.js";

/** All commands with their arguments and options, which each of them describes. */
export async function commandTree(): Promise<CommandNode[]> {
  const none = () => undefined;
  const io: CommandIo = { out: none, err: none, signal: new AbortController().signal };
  return Promise.all(
    Object.entries(COMMANDS).map(async ([name, { summary, load }]) => {
      const command = new Command(name);
      (await load())(command as Command, io);
      return {
        name,
        summary,
        arguments: command.registeredArguments.map((each) => ({
          name: each.name(),
          ...(each.argChoices && { choices: each.argChoices }),
          ...(each.variadic && { variadic: true }),
        })),
        options: command.options.map(({ short, long, flags, description, argChoices }) => {
          const [, value] = /^[^<[]*[<[]([\w.-]+)/.exec(flags) ?? [];
          return {
            flags: [long, short].filter((flag) => flag !== undefined),
            description,
            ...(value !== undefined && { value }),
            ...(argChoices && { choices: argChoices }),
          };
        }),
      };
    }),
  );
}

/** Writes what completion reads; a step of the build. */
export async function writeCommandTree(): Promise<void> {
  await writeFile(TREE_FILE, `${JSON.stringify(await commandTree())}\n`);
}
