import { Argument } from "@commander-js/extra-typings";
import type { Definition } from "../command.js";
import { SCRIPTS } from "../completion/scripts.js";

const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

/** `omada completion`: a script with which a shell completes command lines of omada. */
export const completion: Definition = (command, io) => {
  command
    .addArgument(new Argument("<shell>", "the shell that runs the script").choices(SHELLS))
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  bash, in ~/.bashrc:  source <(omada completion bash)\n" +
        "  zsh, in ~/.zshrc:    source <(omada completion zsh)      (behind compinit)\n" +
        "  fish, once:          omada completion fish > ~/.config/fish/completions/omada.fish",
    )
    .action((shell) => io.out(SCRIPTS[shell as keyof typeof SCRIPTS]));
};
