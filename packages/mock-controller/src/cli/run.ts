import { readFile } from "node:fs/promises";
import { readPulledDocuments } from "../behaviour/user-documents.js";
import type { Har } from "../har/record.js";
import { type RunningMockController, startMockController } from "../server/create.js";
import { type StartArguments, startOptionsOf, USAGE } from "./arguments.js";

/** Where the command writes, and what ends it. */
export interface CliIo {
  out: (text: string) => void;
  err: (text: string) => void;
  /** Ends the controller. */
  signal: AbortSignal;
}

/**
 * Runs a controller until the signal comes.
 * @returns the exit code: 0 after a stop, 1 when the controller cannot start, 2 for arguments that cannot be
 */
export async function runCli(args: string[], io: CliIo): Promise<number> {
  const given = startOptionsOf(args);
  if (given === "help") {
    io.out(USAGE);
    return 0;
  }
  if (typeof given === "string") {
    io.err(`${given}\n\n${USAGE}`);
    return 2;
  }
  try {
    const running = await startMockController(await withFiles(given));
    io.out(describeController(running));
    await stopped(io.signal);
    await running.close();
    return 0;
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

/** Reads the files that the arguments name. */
async function withFiles({ documents, recorded, ...options }: StartArguments): Promise<StartArguments> {
  return {
    ...options,
    ...(documents === undefined ? {} : { model: await readPulledDocuments(documents, options.profile) }),
    ...(recorded === undefined ? {} : { replay: JSON.parse(await readFile(recorded, "utf8")) as Har }),
  };
}

function describeController({ url, fingerprint256, credentials }: RunningMockController): string {
  const rows = Object.entries({ url, fingerprint256, ...credentials });
  return `${rows.map(([name, value]) => `${name.padEnd(16)}${value}`).join("\n")}\n`;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
