import { readFile } from "node:fs/promises";
import { type ApiModel, fromBundle } from "@omada-sdk/model";
import type { ProfileId } from "./profiles/types.js";

const loading = new Map<ProfileId, Promise<ApiModel>>();

/**
 * The snapshot that ships with this package for a profile, read once per process.
 * @throws Error when the package was built without its data
 */
export function loadSnapshot(id: ProfileId): Promise<ApiModel> {
  const known = loading.get(id);
  if (known) return known;
  const reading = read(id);
  loading.set(id, reading);
  reading.catch(() => loading.delete(id));
  return reading;
}

async function read(id: ProfileId): Promise<ApiModel> {
  const file = new URL(`../../generated/${id}.json`, import.meta.url);
  try {
    return fromBundle(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Error(`The mock's data for ${id} cannot be read; in the repository, run "pnpm generate".`, {
      cause,
    });
  }
}
