import { PULL_TIMEOUT_MS, type PullProgress, pullDocuments } from "@omada-sdk/codegen";
import { fetchFingerprint } from "@omada-sdk/core/node";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, jsonOption, printJson, wholeNumber } from "../command.js";
import { BASE_URL, originOf, withFetch } from "../connection.js";
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
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExample:\n  omada pull https://192.168.0.2:8043 --out pulled --fingerprint AB:CD:...",
    )
    .action(async (address, { out, timeout, controllerVersion, replace, json, ...certificate }) => {
      const baseUrl = originOf(address);
      const { signal } = io;
      const { controller, files, notes } = await withFetch(certificate, signal, (fetch) =>
        pullDocuments({
          baseUrl,
          out,
          fetch,
          onProgress: (progress) => io.progress?.(progressLine(progress)),
          timeoutMs: timeout * 1000,
          controllerVersion,
          replace,
          signal,
          presentedFingerprint: () => fetchFingerprint(baseUrl, { signal }),
        }),
      );
      for (const note of notes) io.err(`note: ${printable(note)}\n`);
      const version = printable(controller.controllerVersion ?? "unknown");
      if (json) printJson(io, { folder: out, controller, files, notes });
      else io.out(`${out}: ${files.length} documents of controller version ${version}\n`);
    });
};

function progressLine({ name, position, total, bytes }: PullProgress): string {
  if (bytes === undefined) return "";
  return `[${position}/${total}] ${printable(name)}: ${Math.ceil(bytes / 1024)} kB\n`;
}
