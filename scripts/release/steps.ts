import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/** Does one step and prints a line about it. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    const result = await work();
    console.log(`ok     ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`FAILED ${title}`);
    throw error;
  }
}

/** Runs a command and returns what it printed. @throws Error with all of it when the command fails */
export function run(cwd: string, env: NodeJS.ProcessEnv, file: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    shell: process.platform === "win32",
    maxBuffer: 1 << 28,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${[file, ...args].join(" ")}: ${error?.message ?? `ended with ${status}`}\n${stdout}${stderr}`,
  );
}
