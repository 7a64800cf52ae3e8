import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Io, main } from "../src/index.js";

/** The committed snapshots. */
export const SPECS = join(import.meta.dirname, "../../../specs");

/** What a command line came to. */
export interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line in this process. */
export async function omada(...args: string[]): Promise<Run> {
  return runUntil(new AbortController(), args);
}

/**
 * Runs a command line that may be stopped.
 * @param onOut gets everything that was written so far
 * @param world what else the command may touch
 */
export async function runUntil(
  stop: AbortController,
  args: readonly string[],
  onOut: (text: string) => void = () => undefined,
  world: Partial<Io> = {},
): Promise<Run> {
  let out = "";
  let err = "";
  const code = await main(args, {
    out: (text) => {
      out += text;
      onOut(out);
    },
    err: (text) => {
      err += text;
    },
    signal: stop.signal,
    ...world,
  });
  return { code, out, err };
}

/**
 * A folder of its own for one test.
 * @param whenOver is given what removes it, for folders that several tests use
 */
export async function emptyFolder(
  whenOver: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omada-cli-"));
  whenOver(() => rm(folder, { recursive: true }));
  return folder;
}
