import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OmadaError } from "@omada-sdk/auth";
import { lockFile } from "./lock-file.js";

/** Keeps which certificate belongs to which controller. */
export interface PinStore {
  /** @param origin scheme, host and port */
  get(origin: string): Promise<string | undefined>;
  /**
   * Keeps a fingerprint unless one is kept for the controller already: of several that are added at the same time
   * the first one counts, for everybody.
   * @returns the fingerprint that is kept from now on
   */
  add(origin: string, fingerprint256: string): Promise<string>;
}

/**
 * Keeps fingerprints in a JSON file, one member per controller, that only its owner can read. Several processes may use
 * it at the same time. To trust a new certificate, remove the member of its controller. A symbolic link in the place of
 * the file is refused: whoever made it would choose which certificates are trusted.
 * @param path of the file; folders are made, for its owner only. It should be on a local disk.
 */
export function filePinStore(path: string): PinStore {
  const file = resolve(path);
  return {
    get: async (origin) => pinOf(await readPins(file), origin),
    async add(origin, fingerprint256) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      return lockFile(file, async () => {
        const pins = await readPins(file);
        const kept = pinOf(pins, origin);
        if (kept !== undefined) return kept;
        await replaceFile(file, `${JSON.stringify({ ...pins, [origin]: fingerprint256 }, null, 2)}\n`);
        return fingerprint256;
      });
    },
  };
}

type Pins = Readonly<Record<string, string>>;

function pinOf(pins: Pins, origin: string): string | undefined {
  return Object.hasOwn(pins, origin) ? pins[origin] : undefined;
}

async function readPins(file: string): Promise<Pins> {
  let text: string;
  try {
    text = await readOwn(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return {};
    if (code === "ELOOP") throw new OmadaError(`${file} is a symbolic link. Name the file itself.`);
    throw error;
  }
  const pins = parse(text);
  if (!isPins(pins))
    throw new OmadaError(`${file} does not hold the JSON of known fingerprints. Repair or remove it.`);
  return pins;
}

/** Reads a file, and no other one that it links to. */
async function readOwn(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPins(value: unknown): value is Pins {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((pin) => typeof pin === "string");
}

/** What the names of drafts end with. */
const DRAFT = /^\.[\da-f-]{36}\.tmp$/;

/**
 * Writes a file beside the old one and puts it in its place, so that nobody reads half of it. Who has the lock is the only
 * one to write: drafts that are there already were left behind.
 */
async function replaceFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  const name = basename(file);
  for (const found of await readdir(folder))
    if (found.startsWith(name) && DRAFT.test(found.slice(name.length))) await rm(join(folder, found));
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx", flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
