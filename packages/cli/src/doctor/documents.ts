import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "@omada-sdk/codegen";
import type { ControllerInfo } from "@omada-sdk/core";
import { keyOfOperation, operationKey } from "@omada-sdk/model";
import { readSearchIndex } from "../search-index.js";
import { snapshotFor } from "../snapshot-for.js";
import { type Check, reasonOf, reporter } from "./check.js";
import type { Subject } from "./subject.js";

/** A snapshot to compare with. */
export interface KnownSnapshot {
  readonly id: string;
  readonly controllerVersion: string;
  /** The keys of its operations. */
  readonly operations: () => Promise<ReadonlySet<string>>;
}

const CONFIG = "/v3/api-docs/swagger-config";
const WHOLE = "/v3/api-docs";
const MAX_CONFIG_BYTES = 2 ** 20;
/** The largest known document has 6 MB. */
const MAX_DOCUMENT_BYTES = 32 * 2 ** 20;
/** Hardware controllers take minutes for the whole document, which is too long to wait for here. */
const COMPARE_MS = 5000;

/**
 * The snapshot for a controller, of those that come with the package or of a folder of snapshots; undefined where none of them
 * is of its line. Reads lists of operations only: reading documents would load the TypeScript compiler.
 */
export async function snapshotOf(
  { specs }: Subject,
  info: ControllerInfo | undefined,
): Promise<KnownSnapshot | undefined> {
  if (!info) return undefined;
  try {
    return await (specs === undefined ? shippedSnapshot(info) : snapshotIn(specs, info));
  } catch {
    return undefined;
  }
}

async function shippedSnapshot({ controllerVer }: ControllerInfo): Promise<KnownSnapshot> {
  const { snapshots, operations } = await readSearchIndex();
  const found = snapshotFor(snapshots, false, controllerVer);
  const own = operations.filter((operation) => operation.in & (1 << snapshots.indexOf(found)));
  const keys = new Set(own.map(({ method, path }) => operationKey(method, path)));
  return { ...found, operations: () => Promise.resolve(keys) };
}

async function snapshotIn(specs: string, { controllerVer }: ControllerInfo): Promise<KnownSnapshot> {
  const { snapshots } = JSON.parse(await readFile(join(specs, "index.json"), "utf8")) as Manifest;
  const { id, controllerVersion } = snapshotFor(snapshots, false, controllerVer);
  const operations = async () => {
    const lines = (await readFile(join(specs, id, "api.txt"), "utf8")).trim().split("\n");
    return new Set(lines.map((line) => keyOfOperation(line.split(" ", 2).join(" "))));
  };
  return { id, controllerVersion, operations };
}

/** Whether the controller serves its interface documents, and how far they are from the snapshot. */
export async function checkDocuments(
  subject: Subject,
  fetch: typeof globalThis.fetch,
  snapshot: KnownSnapshot | undefined,
): Promise<Check> {
  const { ok, warning } = reporter("documents");
  const { origin, timeoutMs, signal } = subject;
  try {
    const config = await readJson(fetch, origin + CONFIG, MAX_CONFIG_BYTES, timeoutMs, signal);
    const { urls, url } = Object(config) as { urls?: unknown; url?: unknown };
    const count = Array.isArray(urls) ? urls.length : typeof url === "string" ? 1 : 0;
    if (count === 0)
      return warning(`${CONFIG} lists no documents`, "omada pull needs them; nothing else does");
    const says = `${count} ${count === 1 ? "document" : "documents"} at ${WHOLE}`;
    const inSpecs = subject.specs === undefined ? "" : ` in ${subject.specs}`;
    if (!snapshot) return ok(`${says}; not compared, there is no snapshot of its line${inSpecs}`);
    return ok(`${says}; ${await compare(subject, fetch, snapshot)}`);
  } catch (error) {
    signal.throwIfAborted();
    return warning(`${CONFIG}: ${problemOf(error)}`, "omada pull needs the documents; nothing else does");
  }
}

async function compare(
  { origin, signal }: Subject,
  fetch: typeof globalThis.fetch,
  snapshot: KnownSnapshot,
): Promise<string> {
  try {
    const [document, known] = await Promise.all([
      readJson(fetch, origin + WHOLE, MAX_DOCUMENT_BYTES, COMPARE_MS, signal),
      snapshot.operations(),
    ]);
    const found = operationsOf(document);
    if (found.size === 0)
      return `not compared with the snapshot ${snapshot.id}: ${WHOLE} lists no operations`;
    const added = [...found].filter((key) => !known.has(key)).length;
    const missing = [...known].filter((key) => !found.has(key)).length;
    return added + missing === 0
      ? `the ${found.size} operations are those of the snapshot ${snapshot.id}`
      : `compared with the snapshot ${snapshot.id}, ${missing} operations are missing and ${added} are new (omada pull and omada diff list them)`;
  } catch (error) {
    signal.throwIfAborted();
    return `not compared with the snapshot ${snapshot.id}: ${problemOf(error)} (omada pull has more patience)`;
  }
}

const METHODS = new Set(["get", "put", "post", "delete", "patch"]);

function operationsOf(document: unknown): Set<string> {
  const { paths } = Object(document) as { paths?: unknown };
  return new Set(
    Object.entries(Object(paths)).flatMap(([path, item]) =>
      Object.keys(Object(item))
        .filter((method) => METHODS.has(method))
        .map((method) => operationKey(method.toUpperCase(), path)),
    ),
  );
}

/** An answer that is not what was asked for. */
class WrongAnswer extends Error {}

function problemOf(error: unknown): string {
  if (error instanceof WrongAnswer) return error.message;
  if ((error as Error).name === "TimeoutError") return "no answer in time";
  return reasonOf(error);
}

/** Reads JSON of limited length; redirects are not followed. */
async function readJson(
  fetch: typeof globalThis.fetch,
  url: string,
  maxBytes: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<unknown> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(url, { signal: limited, redirect: "manual" });
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    size += value.length;
    if (response.status === 200 && size <= maxBytes) pieces.push(value);
    else {
      reader?.cancel().catch(() => undefined);
      break;
    }
  }
  if (response.status !== 200) throw new WrongAnswer(`HTTP ${response.status}`);
  if (size > maxBytes) throw new WrongAnswer(`the answer is longer than ${maxBytes} bytes`);
  const text = Buffer.concat(pieces).toString();
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongAnswer(
      text.trimStart().startsWith("<") ? "a web page came back" : "the answer is not JSON",
    );
  }
}
