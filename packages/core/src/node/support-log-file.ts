import {
  closeSync,
  constants,
  createWriteStream,
  fchmodSync,
  fstatSync,
  openSync,
  type WriteStream,
} from "node:fs";
import { finished } from "node:stream/promises";
import type { OmadaHooks } from "../transport/observe/hooks.js";
import { createSupportLog } from "../transport/observe/support-log.js";

/** A support log that is being written. */
export interface SupportLogFile {
  /** For the `hooks` option of a client. */
  readonly hooks: OmadaHooks;
  /**
   * Writes the remaining lines and closes the file.
   * @throws Error of the file system when anything could not be written
   */
  close(): Promise<void>;
}

/**
 * Writes a support log, see {@link createSupportLog}, to a file that only its owner can read. An existing file is
 * continued, and made readable only for its owner; a symbolic link is not followed. A full disk does not stop the
 * client; `close` reports it.
 * @param path of the file; its folder has to exist
 */
export function openSupportLog(path: string): SupportLogFile {
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
  };
  const stream = openPrivate(path, fail)?.on("error", fail);
  const head = { node: process.version, platform: process.platform, arch: process.arch };
  stream?.write(`${JSON.stringify({ time: new Date().toISOString(), event: "start", ...head })}\n`);
  return {
    hooks: createSupportLog({
      write: (line) => {
        if (!failure) stream?.write(`${line}\n`);
      },
    }),
    async close() {
      if (stream && !failure) await finished(stream.end()).catch(() => undefined);
      if (failure) throw failure;
    },
  };
}

/** Append, create the file, follow no symbolic link, and do not wait for the reader of a pipe. */
const FLAGS =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/** Opens a file that only its owner can read; undefined after a failure. */
function openPrivate(path: string, fail: (error: Error) => void): WriteStream | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, FLAGS, 0o600);
    if (!fstatSync(fd).isFile()) throw new Error(`${path} is not a file.`);
    fchmodSync(fd, 0o600);
    return createWriteStream(path, { fd });
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    fail(error as Error);
    return undefined;
  }
}
