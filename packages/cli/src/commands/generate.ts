import { Option } from "@commander-js/extra-typings";
import { generate } from "@omada-sdk/codegen";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type CommandIo, type Definition, jsonOption, printJson, UsageError } from "../command.js";
import { allowDropOption, anySpecsOption, withSpecs } from "../specs-folder.js";

/**
 * `omada generate`: with `--out`, the client of exactly one controller into the user's project; otherwise types, client tables,
 * mock data and tables of error codes into the packages of a repository.
 */
export const generateCode: Definition = (command, io) => {
  command
    .argument("[ids...]", "without --out: snapshots to generate from (default: all of the folder)")
    .option("--out <folder>", "folder of your project to put a client into, e.g. src/omada")
    .option(
      "--from <source>",
      "what the client is for: address of a controller, folder that omada pull wrote, or id of a snapshot (default: as before)",
    )
    .option(
      "--check",
      "write nothing; exit code 1 if the folder does not correspond to its lock and to --from",
    )
    .option(
      "--only <tags>",
      "the operations of these tags only, between commas; all for every tag (default: as before)",
    )
    .option(
      "--keep-descriptions",
      "doc comments carry the documents' own descriptions, for your own use: the texts are the vendor's (default: as before)",
    )
    .option("--no-keep-descriptions", "they do not, though they did before")
    .option("--force", "replace files that were edited or are in the way")
    .addOption(
      new Option("--flavour <kind>", "which kind of controller the documents are of").choices([
        "local",
        "cloud",
      ] as const),
    )
    .option("--controller-version <version>", "of the documents, where nothing states it")
    .addOption(allowDropOption())
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .addOption(anySpecsOption())
    .option(
      "--packages <folder>",
      "without --out: folder of the packages types, client-v5, client-v6, ...",
      "packages",
    )
    .option("--stats", "without --out: print time, size and peak memory")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  omada generate --from https://192.168.0.2:8043 --fingerprint AB:CD:... --out src/omada\n" +
        "  omada generate --from 6.2 --only ap,client,site --out src/omada\n" +
        "  omada generate --check --out src/omada      in CI: exit code 1 if something was edited or is out of date",
    )
    .action(async (ids, { out, specs, packages, stats, ...options }) => {
      const isProject = out !== undefined;
      if (
        !isProject &&
        (options.from ?? options.only ?? options.check ?? options.force ?? options.keepDescriptions) !==
          undefined
      )
        throw new UsageError("--from, --only, --check, --keep-descriptions and --force need --out <folder>");
      if (isProject && ids.length > 0)
        throw new UsageError(`with --out, name the snapshot with --from: --from ${ids[0]}`);
      if (isProject) {
        // Loaded here: it loads core, whose tables `generate` writes in a clone.
        const { generateProject } = await import("../generate-project.js");
        await withSpecs(specs, io, (folder) => generateProject({ out, ...options, specs: folder }, io), true);
      } else
        await generatePackages(ids, { specs: specs ?? "specs", packages, stats, json: options.json }, io);
    });
};

async function generatePackages(
  ids: string[],
  options: { specs: string; packages: string; stats?: true | undefined; json?: true | undefined },
  io: CommandIo,
): Promise<void> {
  const { specs, packages, stats, json } = options;
  const start = performance.now();
  const results = await generate({
    specsDir: specs,
    packagesDir: packages,
    ids: ids.length > 0 ? ids : undefined,
    onProgress: (message) => {
      // Between two snapshots, so that no file is cut.
      io.signal.throwIfAborted();
      io.progress?.(`${message}\n`);
    },
  });
  if (json) return printJson(io, { snapshots: results });
  for (const { id, files, bytes, milliseconds } of results) {
    const time = stats ? ` in ${seconds(milliseconds)}` : "";
    io.out(`${id}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB${time}\n`);
  }
  if (!stats) return;
  const peak = process.resourceUsage().maxRSS / 1024;
  io.out(`all: ${seconds(performance.now() - start)}, peak memory ${peak.toFixed(0)} MB\n`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
