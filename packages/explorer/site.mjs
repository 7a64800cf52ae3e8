// Astro's commands: `node site.mjs build|preview|dev`. OMADA_SPECS names another specs folder, OMADA_SITE_OUT another folder for
// the pages, both from the root of the repository.
import { spawnSync } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = import.meta.dirname;
const root = resolve(home, "../..");
const { OMADA_SPECS: specs = "specs", OMADA_SITE_OUT: out } = process.env;
const [command = ""] = process.argv.slice(2);

// Node's heap would grow to more than a gigabyte before it collects what the pages no longer need; the limit is an option of
// the process.
const LIMIT = "--max-old-space-size=640";
if (command === "build" && !process.execArgv.includes(LIMIT)) {
  const args = [LIMIT, ...process.execArgv, fileURLToPath(import.meta.url), command];
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
}

// Before Astro is loaded, because it looks only then. The site is built without telling anything to anyone.
process.env.ASTRO_TELEMETRY_DISABLED = "1";
process.env.OMADA_SPECS = resolve(root, specs);
// Astro keeps files of its own where it works, and takes them away again only from folders below.
process.chdir(home);

const { build, dev, preview } = await import("astro");
const outDir = out === undefined ? undefined : resolve(root, out);
const options = {
  root: home,
  logLevel: /** @type {const} */ (command === "build" ? "warn" : "info"),
  ...(outDir ? { outDir } : {}),
};
if (command === "build" && outDir) {
  const work = join(home, ".cache", `build-${process.pid}`);
  try {
    await build({ ...options, outDir: work });
    await rm(outDir, { recursive: true, force: true });
    await cp(work, outDir, { recursive: true });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
} else if (command === "build") await build(options);
else if (command === "preview") await preview(options);
else if (command === "dev") await dev(options);
else {
  console.error("Usage: node site.mjs build|preview|dev");
  process.exitCode = 2;
}
