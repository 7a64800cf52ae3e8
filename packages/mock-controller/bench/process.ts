import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

/** Starts a Node process that is ended with this one. What it writes is kept for error messages. */
export function startNode(args: readonly string[]): ChildProcess & { written: () => string } {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (piece: string) => {
      text = (text + piece).slice(-4000);
    });
  }
  process.on("exit", () => child.kill());
  return Object.assign(child, { written: () => text });
}

const PAGE_BYTES = 4096;

/** Resident memory of a process in MB (10^6 bytes), or undefined when it has ended. */
export function memoryOf({ pid, exitCode, signalCode }: ChildProcess): number | undefined {
  if (exitCode !== null || signalCode !== null) return undefined;
  const pages = `/proc/${pid}/statm`;
  // Starting a process for each look would take time from what is measured.
  if (existsSync(pages)) return (Number(readFileSync(pages, "utf8").split(" ")[1]) * PAGE_BYTES) / 1e6;
  const text = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return (Number(text) * 1024) / 1e6;
}

/** The most memory that a process has while something is done. */
export async function peakWhile<T>(child: ChildProcess, work: () => Promise<T>): Promise<[T, number]> {
  let peak = memoryOf(child) ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(child) ?? 0);
  }, 100);
  try {
    return [await work(), peak];
  } finally {
    clearInterval(timer);
  }
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
