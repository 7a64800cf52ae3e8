import { didYouMean } from "@omada-sdk/model/words";
import { type Definition, jsonOption, printJson, UsageError } from "../command.js";
import { listProfiles, type ProfileSummary, profilePath, removeProfile } from "../profiles/profile-file.js";
import { printable } from "../terminal.js";

/** `omada profiles`: the controllers that `omada login` stored. Prints no secret. */
export const profiles: Definition = (command, io) => {
  command
    .option("--remove <profile>", "remove one; the controller keeps its application")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `\nThey are in ${printable(profilePath())}. Neither client ids nor secrets are shown.\n\n` +
        "Examples:\n  omada login --profile office      store one\n  omada profiles --remove office   remove it",
    )
    .action(async ({ remove, json }) => {
      const before = await listProfiles();
      if (remove !== undefined && !(await removeProfile(remove)))
        throw new UsageError(
          `there is no profile "${printable(remove)}"${didYouMean(
            remove,
            before.map(({ name }) => name),
          )}`,
        );
      const stored = before.filter(({ name }) => name !== remove);
      if (json) printJson(io, { removed: remove ?? null, profiles: stored });
      else if (remove !== undefined) io.out(`removed the profile "${remove}"\n`);
      else if (stored.length === 0) io.err("There are no profiles; omada login stores one.\n");
      else io.out(stored.map(lineOf).join(""));
    });
};

function lineOf({ name, url, fingerprint }: ProfileSummary): string {
  const certificate = fingerprint === undefined ? "certificate trusted by the system" : "certificate pinned";
  return `${name.padEnd(16)} ${printable(url)}  (${certificate})\n`;
}
