#!/usr/bin/env node
import { main } from "./main.js";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader has gone, as in `omada diff 5.15 6.2 | head`.
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  signal: stop.signal,
});
