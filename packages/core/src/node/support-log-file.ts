import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { OmadaHooks } from "../observe/hooks.js";
import { createSupportLog } from "../observe/support-log.js";

/** A support log that is being written. */
export interface SupportLogFile {
  /** For the `hooks` option of a client. */
  readonly hooks: OmadaHooks;
  /**
   * Writes what is left and closes the file.
   * @throws Error of the file system when anything could not be written
   */
  close(): Promise<void>;
}

/**
 * Writes a support log, see {@link createSupportLog}, to a file that only its owner can read. An existing file is
 * continued. A full disk does not disturb the client; `close` reports it.
 * @param path of the file; its folder has to exist
 */
export function openSupportLog(path: string): SupportLogFile {
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure ??= error;
  });
  const head = { node: process.version, platform: process.platform, arch: process.arch };
  stream.write(`${JSON.stringify({ time: new Date().toISOString(), event: "start", ...head })}\n`);
  return {
    hooks: createSupportLog({
      write: (line) => {
        if (!failure) stream.write(`${line}\n`);
      },
    }),
    async close() {
      if (!failure) await finished(stream.end()).catch(() => undefined);
      if (failure) throw failure;
    },
  };
}
