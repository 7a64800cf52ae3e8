#!/usr/bin/env node
import { boundHeap } from "./cli/heap.js";

boundHeap();
const { runCli } = await import("./cli/run.js");
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  signal: stop.signal,
});
