import { generate } from "@omada-sdk/codegen";
import type { Definition } from "../command.js";
import { specsOption } from "../specs-folder.js";

/** `omada generate`: types, client tables, mock data and tables of error codes, into the packages of a repository. */
export const generateCode: Definition = (command, io) => {
  command
    .argument("[ids...]", "snapshots to generate from (default: all of the folder)")
    .addOption(specsOption())
    .option("--packages <folder>", "folder of the packages types, client-v5, client-v6, ...", "packages")
    .option("--stats", "print time, size and peak memory")
    .action(async (ids, { specs, packages, stats }) => {
      const start = performance.now();
      const results = await generate({
        specsDir: specs,
        packagesDir: packages,
        ids: ids.length > 0 ? ids : undefined,
        onProgress: (message) => {
          // Between two snapshots, so that no file is cut.
          io.signal.throwIfAborted();
          if (process.stderr.isTTY) io.err(`${message}\n`);
        },
      });
      for (const { id, files, bytes, milliseconds } of results) {
        const time = stats ? ` in ${seconds(milliseconds)}` : "";
        io.out(`${id}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB${time}\n`);
      }
      if (!stats) return;
      const peak = process.resourceUsage().maxRSS / 1024;
      io.out(`all: ${seconds(performance.now() - start)}, peak memory ${peak.toFixed(0)} MB\n`);
    });
};

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
