// Tests of the site in a browser: `pnpm test:site`, followed by names of test files if not all of them are wanted.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchBrowser } from "./lib/browser.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const config = "vitest.browser.config.ts";

const { status } = spawnSync("npx", ["vitest", "run", "--config", config, ...process.argv.slice(2)], {
  cwd: join(root, "packages", "explorer"),
  env: { ...process.env, ...fetchBrowser() },
  shell: process.platform === "win32",
  stdio: "inherit",
});
process.exit(status ?? 1);
