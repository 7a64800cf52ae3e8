// Runs one command with a heading and its time. Plain JavaScript without dependencies: bootstrap.mjs uses it
// before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

const windows = process.platform === "win32";
const interactive = process.stdout.isTTY === true && !process.env.CI;

/**
 * On a terminal the command writes straight through, below a heading. Elsewhere its output is kept and shown only
 * if it fails or if `show` asks for it, so that a log stays one line per step.
 *
 * @param {string} title
 * @param {string[]} command the program and its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 * @returns {boolean} whether the command succeeded
 */
export function run(title, [file = "", ...args], { cwd, env = process.env, show = interactive } = {}) {
  const started = performance.now();
  if (show && title) console.log(`\n== ${title}`);
  const result = spawnSync(file, args, {
    cwd,
    env,
    // npx, pnpm and every bin in node_modules are .cmd files on Windows, which only a shell can start.
    shell: windows,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    maxBuffer: 256 * 1024 * 1024,
  });
  const ok = result.status === 0;
  if (!ok && !show) process.stdout.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  if (result.error) console.error(`${file}: ${result.error.message}`);
  if (title) sayEnd(title, ok, started);
  return ok;
}

/**
 * The same for a command that runs beside others: its output is always kept, so that theirs do not mix.
 *
 * @param {string} title
 * @param {string[]} command the program and its arguments
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<boolean>} whether the command succeeded
 */
export function runBeside(title, [file = "", ...args], { cwd } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, shell: windows, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on("data", (piece) => output.push(piece));
    child.stderr.on("data", (piece) => output.push(piece));
    child.on("error", ({ message }) => output.push(Buffer.from(`${file}: ${message}\n`)));
    child.on("close", (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      sayEnd(title, code === 0, started);
      resolve(code === 0);
    });
  });
}

/** @param {string} title @param {boolean} ok @param {number} started */
function sayEnd(title, ok, started) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "FAILED"} ${title} (${seconds} s)`);
}
