import { Option } from "@commander-js/extra-typings";
import { type ManifestEntry, readManifest } from "@omada-sdk/codegen";

/** Option of every command that reads or writes snapshots. */
export const specsOption = () => new Option("--specs <folder>", "folder of the snapshots").default("specs");

/** The snapshots of a specs folder. @throws Error when it holds none */
export async function snapshotsOf(specs: string): Promise<readonly ManifestEntry[]> {
  const { snapshots } = await readManifest(specs);
  if (snapshots.length > 0) return snapshots;
  throw new Error(`${specs} holds no snapshots; name their folder with --specs`);
}

/** Refuses ids that a specs folder does not have. @throws Error naming those that it has */
export async function requireSnapshots(specs: string, ids: readonly string[]): Promise<void> {
  const known = (await snapshotsOf(specs)).map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new Error(`there is no snapshot "${unknown}"; known ids: ${known.join(", ")}`);
}
