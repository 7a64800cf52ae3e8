import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
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
 * it at the same time. To trust a new certificate, remove the member of its controller.
 * @param path of the file; folders are made. It should be on a local disk.
 */
export function filePinStore(path: string): PinStore {
  const file = resolve(path);
  return {
    get: async (origin) => pinOf(await readPins(file), origin),
    async add(origin, fingerprint256) {
      await mkdir(dirname(file), { recursive: true });
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
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  const pins = parse(text);
  if (!isPins(pins))
    throw new OmadaError(`${file} does not hold the JSON of known fingerprints. Repair or remove it.`);
  return pins;
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

/** Writes a file beside the old one and puts it in its place, so that nobody reads half of it. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
