import { openAsBlob } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type CommandIo, UsageError } from "../command.js";
import { printable } from "../terminal.js";
import { isRecord } from "./check-value.js";

/** More than any body of the interface. */
const MAX_BYTES = 2 ** 26;

/**
 * The body that `--body` names: JSON text, `@file`, or `-` for standard input.
 * @throws UsageError for what is not JSON; no message quotes it, because it may hold secrets
 */
export async function readBody(asked: string | undefined, io: CommandIo): Promise<unknown> {
  if (asked === undefined) return undefined;
  const text =
    asked === "-"
      ? await readInput(io)
      : asked.startsWith("@")
        ? (await fileBytes(asked.slice(1))).toString("utf8")
        : asked;
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError("the body is not valid JSON; --body takes JSON, @file, or - for standard input");
  }
}

async function readInput({ input, signal }: CommandIo): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of input ?? []) {
    signal.throwIfAborted();
    size += piece.length;
    if (size > MAX_BYTES) throw new UsageError(`the body is longer than ${MAX_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function fileBytes(path: string): Promise<Buffer> {
  await checkFile(path);
  return readFile(path);
}

async function checkFile(path: string): Promise<void> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UsageError(`${printable(path)} is not a file`);
    if (found.size > MAX_BYTES) throw new UsageError(`${printable(path)} is longer than ${MAX_BYTES} bytes`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new UsageError(`${printable(path)} cannot be read (${reason})`);
  }
}

/** The fields of an upload, those that are written `@file` as the files themselves. */
export async function withFiles(body: unknown): Promise<unknown> {
  if (!isRecord(body)) return body;
  const fields = Object.entries(body).map(async ([name, value]) => {
    if (typeof value !== "string" || !value.startsWith("@")) return [name, value] as const;
    const path = value.slice(1);
    await checkFile(path);
    return [name, new File([await openAsBlob(path)], basename(path))] as const;
  });
  return Object.fromEntries(await Promise.all(fields));
}
