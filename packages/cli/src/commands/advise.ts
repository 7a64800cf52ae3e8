import { adviceExitCode, adviseUpgrade, formatAdvice } from "@omada-sdk/codegen";
import { type Definition, jsonOption, printJson } from "../command.js";
import { anySpecsOption, requireSnapshots, withSpecs } from "../specs-folder.js";

/** `omada advise`: what an upgrade to another snapshot changes for the operations, fields and types that a project uses. */
export const advise: Definition = (command, io) => {
  command
    .argument("<project>", "tsconfig.json or jsconfig.json of the project, or its folder")
    .requiredOption("--to <id>", "snapshot to upgrade to, e.g. 6.2")
    .addOption(anySpecsOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExample:\n  omada advise . --to 6.2\n\nExit code: 0 nothing breaks, 1 something does, 3 no use of a client was found.",
    )
    .action(async (project, { to, specs, json }) => {
      // A project that cannot be read does not break.
      io.exitCode = 3;
      const report = await withSpecs(specs, io, async (folder) => {
        await requireSnapshots(folder, [to]);
        return adviseUpgrade({ project, specsDir: folder, target: to });
      });
      if (json) printJson(io, report);
      else io.out(formatAdvice(report));
      io.exitCode = adviceExitCode(report);
    });
};
