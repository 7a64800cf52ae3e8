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
const vitest = (folder, ...files) => ({
  cwd: join(root, "packages", folder),
  command: ["npx", "vitest", "run", ...files],
});
const steps = [
  ["fault schedules", vitest("core", "test/faults.property.test.ts", "test/paging-faults.property.test.ts")],
  ["soak", vitest("contract-tests", "test/resilience/soak.test.ts")],
];
const failed = steps.filter(([title, { cwd, command }]) => !run(title, command, { cwd, env, show: true }));
process.exitCode = failed.length > 0 ? 1 : 0;
