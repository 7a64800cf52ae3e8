import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  clientExports,
  type ExportEntry,
  mainSnapshot,
  readGroupTable,
  readManifest,
  readSnapshot,
  type SnapshotParts,
  snapshotParts,
  typesExports,
  withSnapshotTable,
} from "@omada-sdk/codegen";

/**
 * What enumerates snapshots outside of specs, as the manifest asks for it: the exports of the generated packages, the
 * snapshot behind `.` of a client, and the README's table.
 * @returns the texts that have to change, by path below the repository
 */
export async function staleDerivedFiles(root: string, specsDir: string): Promise<Map<string, string>> {
  const manifest = await readManifest(specsDir);
  const table = await readGroupTable(specsDir);
  const parts = new Map<string, SnapshotParts>();
  for (const { id } of manifest.snapshots)
    parts.set(id, snapshotParts(await readSnapshot(specsDir, id), table));

  const stale = new Map<string, string>();
  async function compare(file: string, update: (text: string) => string): Promise<void> {
    const text = await readFile(join(root, file), "utf8");
    const updated = update(text);
    if (updated !== text) stale.set(file, updated);
  }
  const wanted: [string, Record<string, ExportEntry>][] = [
    ["types", typesExports(manifest, parts)],
    ["client-v5", clientExports(manifest, "v5", parts)],
    ["client-v6", clientExports(manifest, "v6", parts)],
  ];
  for (const [name, exports] of wanted)
    await compare(
      `packages/${name}/package.json`,
      (text) => `${JSON.stringify({ ...JSON.parse(text), exports }, null, 2)}\n`,
    );
  for (const line of ["v5", "v6"]) {
    const id = mainSnapshot(manifest, line);
    await compare(`packages/client-${line}/src/index.ts`, (text) =>
      text.replace(/"\.\.\/generated\/[^/"]+\//, `"../generated/${id}/`),
    );
  }
  await compare("README.md", (text) => withSnapshotTable(text, manifest));
  return stale;
}
