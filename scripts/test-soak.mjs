// What `npm test` checks for a minute and a thousand times, for ten minutes and ten thousand times.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./lib/run.mjs";

const SECONDS = 600;
const SCHEDULES = 10_000;

const env = {
  ...process.env,
  OMADA_SOAK_SECONDS: process.env.OMADA_SOAK_SECONDS ?? String(SECONDS),
  OMADA_FAULT_SCHEDULES: process.env.OMADA_FAULT_SCHEDULES ?? String(SCHEDULES),
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder a package @param {string[]} files */
const vitest = (folder, ...files) =>
  run(folder, ["npx", "vitest", "run", ...files], { cwd: join(root, "packages", folder), env, show: true });

const passed = [
  vitest("core", "test/faults.property.test.ts", "test/paging-faults.property.test.ts"),
  vitest("contract-tests", "test/resilience/soak.test.ts"),
];
process.exitCode = passed.every(Boolean) ? 0 : 1;
