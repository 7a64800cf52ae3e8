import { PULL_TIMEOUT_MS } from "@omada-sdk/codegen";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, jsonOption, printJson, wholeNumber } from "../command.js";
import { BASE_URL } from "../connection.js";
import { pullFrom } from "../pull-from.js";
import { allowDropOption, anySpecsOption } from "../specs-folder.js";
import { printable } from "../terminal.js";

const MAX_TIMEOUT_S = 86_400;

/** `omada pull`: the interface documents of a controller, into a folder. Needs no login. */
export const pull: Definition = (command, io) => {
  command
    .argument("<baseUrl>", `${BASE_URL}; no login is needed`)
    .requiredOption("--out <folder>", "where the documents go; give this folder to omada import afterwards")
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .option("--controller-version <version>", "for hosts that do not report it, as those of the cloud")
    .option(
      "--timeout <seconds>",
      `for every document, up to ${MAX_TIMEOUT_S}`,
      wholeNumber(1, MAX_TIMEOUT_S),
      PULL_TIMEOUT_MS / 1000,
    )
    .option("--replace", "replace what the folder holds")
    .addOption(allowDropOption())
    .addOption(anySpecsOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nA pull that ends early keeps the documents that it has in <folder>.incomplete; the same command goes on with the others.\n" +
        "\nExample:\n  omada pull https://192.168.0.2:8043 --out pulled --fingerprint AB:CD:...",
    )
    .action(async (address, { timeout, json, ...options }) => {
      const pulled = await pullFrom(address, { ...options, timeoutMs: timeout * 1000 }, io);
      const { controller, files, notes } = pulled;
      const version = printable(controller.controllerVersion ?? "unknown");
      if (json) printJson(io, { folder: options.out, controller, files, notes });
      else io.out(`${options.out}: ${files.length} documents of controller version ${version}\n`);
    });
};
