import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { OmadaError } from "@omada-sdk/auth";

/** Keeps which certificate belongs to which controller. */
export interface PinStore {
  /** @param origin scheme, host and port */
  get(origin: string): Promise<string | undefined>;
  set(origin: string, fingerprint256: string): Promise<void>;
}

/**
 * Keeps fingerprints in a JSON file, one member per controller, that only its owner can read. To trust a new
 * certificate, remove the member of its controller.
 * @param path of the file; folders are made
 */
export function filePinStore(path: string): PinStore {
  const read = async (): Promise<Record<string, string>> => {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw error;
    }
    try {
      return JSON.parse(text);
    } catch {
      throw new OmadaError(`${path} does not hold the JSON of known fingerprints. Repair or remove it.`);
    }
  };
  return {
    async get(origin) {
      const pins = await read();
      return Object.hasOwn(pins, origin) ? pins[origin] : undefined;
    },
    async set(origin, fingerprint256) {
      const pins = { ...(await read()), [origin]: fingerprint256 };
      await mkdir(dirname(path), { recursive: true });
      // Written beside and moved, so that nobody reads half a file.
      const draft = `${path}.${randomUUID()}`;
      await writeFile(draft, `${JSON.stringify(pins, null, 2)}\n`, { mode: 0o600 });
      await rename(draft, path);
    },
  };
}
