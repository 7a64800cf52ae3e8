#!/usr/bin/env node
import { main } from "./main.js";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader has gone, as in `omada diff 5.15 6.2 | head`.
  if (error.code !== "EPIPE") throw error;
});

const code = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  signal: stop.signal,
});

process.exitCode = code;
// An interrupted command is over: nothing that it began, such as a handshake, keeps the process.
if (stop.signal.aborted) process.exit();
