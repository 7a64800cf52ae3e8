// Asks controllers for their version and documents, and prepares the import of what no snapshot says yet.
import { createCommand, runCommand } from "./lib/command.js";
import { ROOT } from "./lib/places.js";
import { exitCodeOf, reportText } from "./lib/watch/report.js";
import { readSources, type WatchSource } from "./lib/watch/source.js";
import { watch } from "./lib/watch/watch.js";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => stop.abort(new Error("interrupted; nothing was written")));

await runCommand(
  createCommand("specs:watch", "Prepare the import of controller versions that no snapshot is of.")
    .argument("[from...]", "addresses of controllers, or folders that omada pull wrote")
    .option("--list <file>", "JSON file with more of them, each with its fingerprint and version")
    .option("--fingerprint <sha256>", "certificate of the addresses on the command line")
    .option("--insecure", "accept any certificate of the addresses on the command line")
    .option("--controller-version <version>", "for hosts that do not report it, as those of the cloud")
    .option("--dry-run", "only say what would be written")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nThe change is written into the working tree, all of it or none, and never committed. Documents stay in " +
        ".cache/watched.\nExit code: 0 nothing new, 1 something failed, 2 wrong command line, 4 an import is prepared.",
    )
    .action(async (from, { list, dryRun = false, json = false, ...given }) => {
      const own = from.map((each): WatchSource => ({ from: each, ...given }));
      const sources = [...own, ...(list === undefined ? [] : await readSources(list))];
      if (sources.length === 0) throw new Error("name controllers, or a file with --list");
      const { signal } = stop;
      const onProgress = (text: string): void => console.error(withoutSteering(text));
      const report = await watch({ root: ROOT, sources, dryRun, signal, onProgress });
      console.log(withoutSteering(json ? JSON.stringify(report, null, 2) : reportText(report)));
      process.exitCode = exitCodeOf(report);
    }),
);

/** Names and versions of controllers may hold characters that steer a terminal. */
function withoutSteering(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
}
