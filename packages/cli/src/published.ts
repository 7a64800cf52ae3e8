import { access } from "node:fs/promises";
import { join } from "node:path";
import { type Published, readPublished } from "@omada-sdk/codegen";

/**
 * What the project publishes about controllers: names, groups, tags, written lines, known behaviour and snapshots.
 * @param specs folder of the snapshots
 * @throws Error when the folder has no published names: methods would be called by other names than in published clients
 */
export async function loadPublished(specs: string): Promise<Published> {
  try {
    await access(join(specs, "names.lock.json"));
  } catch {
    throw new Error(
      `${specs} holds no published names (names.lock.json); name the folder of the snapshots with --specs`,
    );
  }
  return readPublished(specs);
}
