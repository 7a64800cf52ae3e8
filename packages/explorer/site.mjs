// Astro's commands: `node site.mjs build|preview|dev`. OMADA_SPECS names another specs folder, OMADA_SITE_OUT another folder for
// the pages, both from the root of the repository.
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const { OMADA_SPECS: specs, OMADA_SITE_OUT: out } = process.env;
const [command = ""] = process.argv.slice(2);

// Before Astro is loaded, because it looks only then. The site is built without telling anything to anyone.
process.env.ASTRO_TELEMETRY_DISABLED = "1";
if (specs) process.env.OMADA_SPECS = resolve(root, specs);

const { build, dev, preview } = await import("astro");
const options = {
  root: import.meta.dirname,
  logLevel: /** @type {const} */ (command === "build" ? "warn" : "info"),
  ...(out ? { outDir: resolve(root, out) } : {}),
};
if (command === "build") await build(options);
else if (command === "preview") await preview(options);
else if (command === "dev") await dev(options);
else {
  console.error("Usage: node site.mjs build|preview|dev");
  process.exitCode = 2;
}
