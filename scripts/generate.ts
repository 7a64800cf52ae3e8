import { join } from "node:path";
import { parseArgs } from "node:util";
import { generate } from "@omada-sdk/codegen";
import { ROOT, SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm generate [<id>...]    types, client tables and mock data of all snapshots, or of those named
  --stats    print time, size and peak memory`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stats: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    const start = performance.now();
    const results = await generate({
      specsDir: SPECS_DIR,
      packagesDir: join(ROOT, "packages"),
      ids: positionals.length > 0 ? positionals : undefined,
      ...(process.stderr.isTTY ? { onProgress: (message: string) => console.error(message) } : {}),
    });
    for (const { id, files, bytes, milliseconds } of results) {
      const time = values.stats ? ` in ${(milliseconds / 1000).toFixed(2)} s` : "";
      console.log(`${id}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB${time}`);
    }
    if (values.stats) {
      const peak = process.resourceUsage().maxRSS / 1024;
      console.log(
        `all: ${((performance.now() - start) / 1000).toFixed(2)} s, peak memory ${peak.toFixed(0)} MB`,
      );
    }
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`generate: ${error.message}`);
  process.exit(1);
}
