import { readFile, stat } from "node:fs/promises";
import { type Flavour, PULL_TIMEOUT_MS, pullDocuments, readControllerFile } from "@omada-sdk/codegen";
import { fetchControllerInfo, isCloudOrigin, isOmadaTlsError } from "@omada-sdk/core";
import { createNodeFetch, fetchFingerprint, type NodeFetch } from "@omada-sdk/core/node";

/** Where the documents of a controller come from. */
export interface WatchSource {
  /** Address of a controller, or a folder that `omada pull` wrote. */
  from: string;
  fingerprint?: string | undefined;
  insecure?: boolean | undefined;
  /** For hosts that do not report it, as those of the cloud. */
  controllerVersion?: string | undefined;
}

/** What a source says before its documents are read. */
export interface SourceInfo {
  flavour: Flavour;
  version: string | undefined;
}

const MEMBERS = ["from", "fingerprint", "insecure", "controllerVersion"];
const QUIET = { warn: () => undefined };

/**
 * Reads a list of sources: a JSON array of addresses, or of objects with the members of {@link WatchSource}.
 * @throws Error naming what is wrong with the file
 */
export async function readSources(file: string): Promise<WatchSource[]> {
  let list: unknown;
  try {
    list = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(list)) throw new Error(`${file} is no list; write ["https://192.168.0.2:8043"]`);
  return list.map((entry: unknown, at) => {
    const source = typeof entry === "string" ? { from: entry } : entry;
    const wrong = Object.entries(Object(source)).find(
      ([name, value]) =>
        !MEMBERS.includes(name) || typeof value !== (name === "insecure" ? "boolean" : "string"),
    );
    if (wrong || typeof (source as Partial<WatchSource> | null)?.from !== "string")
      throw new Error(
        `entry ${at + 1} of ${file} is wrong${wrong ? ` at "${wrong[0]}"` : ""}; it is an address, or an object with "from" and, ` +
          'if need be, "fingerprint", "insecure" and "controllerVersion"',
      );
    return source as WatchSource;
  });
}

/** The origin of an address, which leaves credentials and paths behind; undefined for a folder. */
export function originOf({ from }: WatchSource): string | undefined {
  if (!/^https?:/i.test(from)) return undefined;
  if (/^https:/i.test(from) && URL.canParse(from)) return new URL(from).origin;
  throw new Error("the address cannot be used; write it like https://192.168.0.2:8043");
}

/** Asks a source for its version, without a login. @throws Error when it does not answer as a controller does */
export async function readInfo(source: WatchSource, signal: AbortSignal): Promise<SourceInfo> {
  const { from, controllerVersion } = source;
  const origin = originOf(source);
  if (origin === undefined) {
    if (!(await stat(from).catch(() => undefined))?.isDirectory())
      throw new Error("it is no folder that exists, and no address like https://192.168.0.2:8043");
    const { baseUrl, controllerVersion: written } = await readControllerFile(from);
    const isCloud = baseUrl !== undefined && URL.canParse(baseUrl) && isCloudOrigin(baseUrl);
    return { flavour: isCloud ? "cloud" : "local", version: written ?? controllerVersion };
  }
  if (isCloudOrigin(origin)) return { flavour: "cloud", version: controllerVersion };
  return withFetch(source, async (fetch) => {
    try {
      const { controllerVer } = await fetchControllerInfo(origin, { fetch, signal, logger: QUIET });
      return { flavour: "local", version: controllerVer };
    } catch (error) {
      signal.throwIfAborted();
      if (!isOmadaTlsError(error)) throw error;
      const presented = await fetchFingerprint(origin, { signal }).catch(() => undefined);
      throw new Error(
        `the certificate of ${origin} is not accepted${presented === undefined ? "" : `; it presents ${presented}`}. ` +
          "Compare the fingerprint on the controller itself and name it with --fingerprint or in the list",
      );
    }
  });
}

/**
 * Fetches the documents of an address into a folder, whose content is replaced.
 * @returns what was not as expected
 */
export async function pullInto(
  out: string,
  origin: string,
  source: WatchSource,
  signal: AbortSignal,
  onProgress: (text: string) => void,
): Promise<string[]> {
  const { notes } = await withFetch(source, (fetch) =>
    pullDocuments({
      ...{ baseUrl: origin, out, fetch, signal, replace: true, timeoutMs: PULL_TIMEOUT_MS },
      controllerVersion: source.controllerVersion,
      onProgress: ({ name, position, total, bytes }) => {
        if (bytes === undefined) onProgress(`${origin}: [${position}/${total}] ${name}`);
      },
      presentedFingerprint: () => fetchFingerprint(origin, { signal }),
    }),
  );
  return notes;
}

async function withFetch<T>(
  { fingerprint, insecure }: WatchSource,
  use: (fetch: NodeFetch) => Promise<T>,
): Promise<T> {
  const fetch = createNodeFetch({ fingerprint256: fingerprint, insecure }, QUIET);
  try {
    return await use(fetch);
  } finally {
    await fetch.close();
  }
}
