import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import {
  isOmadaApiError,
  type OmadaClient,
  type OmadaDownload,
  type PageOptions,
  type Paginator,
} from "@omada-sdk/core";
import { ERROR_CATEGORIES } from "@omada-sdk/model";
import { type CommandIo, UsageError } from "../command.js";
import { printable } from "../terminal.js";
import type { Controller, WouldSend } from "./controller.js";
import { type AnswerSchema, jsonDocument, jsonLines, listIn, table } from "./output.js";

/** How the answer is to be shown, and what may be sent. */
export interface PerformOptions {
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly out?: string | undefined;
}

/** One call, not bound to a client yet. */
export interface Prepared {
  /** Such as `device.getDeviceList`. */
  readonly label: string;
  readonly mayWrite: boolean;
  /** What one of the permissions of the application has to be, if it is known. */
  readonly permissions?: readonly string[];
  readonly answer?: AnswerSchema;
  send(client: OmadaClient, options: { signal: AbortSignal }): Promise<unknown>;
  /** Reads every page; undefined for what is no list. */
  pages?(client: OmadaClient, options: PageOptions): Paginator<unknown, unknown>;
}

/** More than any export, and less than a disk: a controller may send without end. */
const MAX_FILE_BYTES = 2 ** 31;

/** Sends a request, or shows it, and shows the answer. @throws UsageError for a write that was not agreed to */
export async function perform(
  io: CommandIo,
  controller: Controller,
  call: Prepared,
  options: PerformOptions,
): Promise<void> {
  const request = await wouldSend(controller, call, options, io.signal);
  if (options.dryRun) {
    io.out(options.json ? requestDocument(request) : requestText(request));
    return;
  }
  if (call.mayWrite && !options.yes) await agree(io, call, request);
  const { signal } = io;
  try {
    if (options.all && call.pages)
      await writePages(io, call, call.pages(controller.client, { signal, onGap: gapNote(io) }), options);
    else await writeAnswer(io, call, await call.send(controller.client, { signal }), options);
  } catch (error) {
    signal.throwIfAborted();
    throw explained(error, call);
  }
}

/** The request as core writes it, so that values which cannot be written are found before anything is sent. */
async function wouldSend(
  controller: Controller,
  call: Prepared,
  { all }: PerformOptions,
  signal: AbortSignal,
): Promise<WouldSend> {
  const { client, sent } = await controller.dryRun();
  if (all && call.pages) await call.pages(client, { signal }).toArray({ max: 1 });
  else {
    const result = await call.send(client, { signal });
    if (isFile(result)) await result.cancel();
  }
  const request = sent();
  if (request) return request;
  throw new Error(`${call.label} sends nothing`);
}

function requestText({ method, url, body }: WouldSend): string {
  return `${method} ${url}\n${body === undefined ? "" : `${prettyJson(body)}\n`}`;
}

function requestDocument({ method, url, body }: WouldSend): string {
  const { origin, pathname, searchParams } = new URL(url);
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  return jsonDocument({
    method,
    url: origin + pathname,
    query,
    body: body === undefined ? null : parsed(body),
  });
}

function prettyJson(text: string): string {
  const value = parsed(text);
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Asks whether a write may be sent. The body is not shown: it may hold secrets. */
async function agree(io: CommandIo, { label }: Prepared, { method, url }: WouldSend): Promise<void> {
  if (!io.ask)
    throw new UsageError(
      `${label} may change something, and there is no terminal to ask at; pass --yes if it shall, or --dry-run to see the request`,
    );
  io.err(`${printable(`${method} ${url}`)}\n`);
  const answer = await io.ask(`${label} may change something. Send it? (yes/no) `);
  if (!/^y(es)?$/i.test(answer)) throw new Error("nothing was sent");
}

function gapNote(io: CommandIo): NonNullable<PageOptions["onGap"]> {
  return ({ page }) =>
    io.err(`note: the list changed while it was read; rows before page ${page} may be missing\n`);
}

/** Rows as they come where they need not be together. */
async function writePages(
  io: CommandIo,
  { answer }: Prepared,
  pages: Paginator<unknown, unknown>,
  { json, out }: PerformOptions,
): Promise<void> {
  if (!json && out === undefined && io.columns === undefined) {
    for await (const row of pages) io.out(jsonLines([row]));
    return;
  }
  await writeText(io, await pages.toArray(), answer, json, out);
}

async function writeAnswer(
  io: CommandIo,
  { answer }: Prepared,
  result: unknown,
  { json, out }: PerformOptions,
): Promise<void> {
  if (isFile(result)) return writeFile(io, result, out);
  await writeText(io, result, answer, json, out);
  const list = listIn(result);
  if (list?.total !== undefined && list.total > list.rows.length)
    io.err(`note: ${list.rows.length} of ${list.total} rows; --all reads every page\n`);
}

async function writeText(
  io: CommandIo,
  result: unknown,
  answer: AnswerSchema | undefined,
  json: boolean | undefined,
  out: string | undefined,
): Promise<void> {
  if (out !== undefined) {
    await writeWholeFile(out, json ? jsonDocument(result) : jsonLines(result));
    io.err(`wrote ${printable(out)}\n`);
  } else if (json) io.out(jsonDocument(result));
  else io.out(io.columns === undefined ? jsonLines(result) : table(result, answer, io.columns));
}

function isFile(result: unknown): result is OmadaDownload {
  return typeof (Object(result) as Partial<OmadaDownload>).stream === "function";
}

async function writeFile(io: CommandIo, file: OmadaDownload, out: string | undefined): Promise<void> {
  const { outBytes, columns, signal } = io;
  if (out === undefined && (columns !== undefined || !outBytes)) {
    await file.cancel();
    const name = file.filename === undefined ? "" : `, such as --out ${printable(file.filename)}`;
    throw new UsageError(`the answer is a file; say where it goes with --out${name}`);
  }
  if (out !== undefined) {
    await writeWholeFile(out, limited(file.stream(), signal));
    io.err(`wrote ${printable(out)}\n`);
    return;
  }
  for await (const bytes of limited(file.stream(), signal)) await outBytes?.(bytes);
}

/** @throws Error for more bytes than any export has */
export async function* limited(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  limit = MAX_FILE_BYTES,
): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const bytes of stream as unknown as AsyncIterable<Uint8Array>) {
    signal.throwIfAborted();
    size += bytes.length;
    if (size > limit) throw new Error(`the file is longer than ${limit} bytes; the rest was not read`);
    yield bytes;
  }
}

/** An error with the meaning of its code and the next step. */
function explained(error: unknown, { permissions = [] }: Prepared): unknown {
  if (!isOmadaApiError(error)) return error;
  const { code, codeName, category } = error;
  const meaning = category === undefined ? "" : `${code} means: ${ERROR_CATEGORIES[category] ?? category}. `;
  const needs =
    category === "permission" && permissions.length > 0
      ? `\nThe role of the application needs one of these permissions: ${permissions.join(", ")}`
      : "";
  const next = codeName === undefined ? "" : `omada code ${code} says more about it`;
  const more = `${meaning}${next}`.trim();
  return new Error(`${error.message}${more === "" ? "" : `\n${more}`}${needs}`, { cause: error });
}
