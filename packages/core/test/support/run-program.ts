import { spawn } from "node:child_process";
import { join } from "node:path";

const TSX = import.meta.resolve("tsx");

/** What became of a program. */
export interface ProgramEnd {
  /** Exit code; null when it had to be killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds between its last output and its end. */
  readonly lingeredMs: number;
}

/**
 * Runs a program of test/programs in a process of its own until it ends by itself.
 * @param node path of the Node executable
 * @param env variables beside those of this process
 */
export function runProgram(node: string, file: string, env: Record<string, string>): Promise<ProgramEnd> {
  const args = [
    "--conditions=@omada-sdk/source",
    "--import",
    TSX,
    join(import.meta.dirname, "../programs", file),
  ];
  const child = spawn(node, args, { env: { ...process.env, ...env }, timeout: 50_000 });
  let stdout = "";
  let stderr = "";
  let lastOutput = performance.now();
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    lastOutput = performance.now();
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) =>
      resolve({ exitCode, stdout, stderr, lingeredMs: performance.now() - lastOutput }),
    );
  });
}
