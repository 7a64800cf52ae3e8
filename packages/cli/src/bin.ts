#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";

const args = process.argv.slice(2);
if (args[0] === "mock") {
  // Keep the heap close to what is in use. Otherwise it grows to several times of it under load, 200 MB where 25 MB are
  // in use (`pnpm bench mock`); neither flag costs speed. They have to be set before anything else is loaded.
  setFlagsFromString("--heap-growing-percent=50");
  setFlagsFromString("--semi-space-growth-factor=1");
}
// What shells ask at each Tab has to be fast: without the parser.
if (args[0] === "__complete") {
  const { complete } = await import("./completion/complete.js");
  const { readTree } = await import("./completion/tree.js");
  process.stdout.write(await complete(args.slice(1), await readTree()));
  process.exit();
}
if (args[0] === "__command-tree") {
  await (await import("./command-tree.js")).writeCommandTree();
  process.exit();
}
const { main } = await import("./main.js");

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader has gone, as in `omada diff 5.15 6.2 | head`.
  if (error.code !== "EPIPE") throw error;
});

let stop: AbortController | undefined;
process.exitCode = await main(args, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  // Signals are caught from the first use on. A command that never asks is ended by the system, even while it computes.
  get signal() {
    if (!stop) {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
        process.once(signal, () => controller.abort());
      stop = controller;
    }
    return stop.signal;
  },
  get columns() {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
  },
  get input() {
    return process.stdin;
  },
  outBytes: (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
    }),
  get progress() {
    return process.stderr.isTTY ? (text: string) => process.stderr.write(text) : undefined;
  },
  get ask() {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
    const { signal } = this;
    // Few commands ask, and all of them have to start fast.
    return async (question: string, options?: { hidden?: boolean }) =>
      (await import("./prompt.js")).askOnTerminal(signal)(question, options);
  },
});
// An interrupted command is over: nothing that it began, such as a handshake, keeps the process.
if (stop?.signal.aborted) process.exit();
