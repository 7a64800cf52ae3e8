// `npm start` and `npm test` on a clean clone: needs Node and npm, brings the pinned pnpm by npx, installs, then hands
// over to run-steps.mjs. Everything that the tools store goes to .cache/ in the clone.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packageManager, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const number = (/** @type {string} */ version) => {
  const [major = 0, minor = 0] = version.replace(">=", "").split(".").map(Number);
  return major * 1000 + minor;
};
if (number(process.versions.node) < number(engines.node)) {
  console.error(`The Omada SDK needs Node ${engines.node}; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const plan = process.argv[2];
if (plan !== "start" && plan !== "test") {
  console.error("Usage: node scripts/bootstrap.mjs start|test");
  process.exit(2);
}

const cache = join(root, ".cache");
const { NODE_ENV: _, ...inherited } = process.env; // "production" would leave the tools out
const env = {
  ...inherited,
  npm_config_cache: join(cache, "npm"),
  npm_config_update_notifier: "false",
  npm_config_loglevel: "error",
  XDG_CACHE_HOME: join(cache, "xdg"),
  XDG_DATA_HOME: join(cache, "xdg"),
  XDG_STATE_HOME: join(cache, "xdg"),
  TURBO_CONFIG_DIR_PATH: join(cache, "turbo-config"),
  TURBO_TELEMETRY_DISABLED: "1",
  TSX_DISABLE_CACHE: "1",
  NODE_DISABLE_COMPILE_CACHE: "1",
};
const pnpm = ["npx", "--yes", packageManager];
const options = { cwd: root, env };

// Without a terminal pnpm would refuse to replace a node_modules that another store filled.
const install = [...pnpm, "install", "--config.confirm-modules-purge=false"];
const done =
  run("install", install, options) &&
  run("", [...pnpm, "exec", "node", "scripts/run-steps.mjs", plan], { ...options, show: true });
process.exitCode = done ? 0 : 1;
