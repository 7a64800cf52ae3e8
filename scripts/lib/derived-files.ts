import { readdir, readFile } from "node:fs/promises";
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
import { compatibilityPage, readCertificates } from "./compatibility.js";
import { withDerivedFields } from "./package-fields.js";

/**
 * What enumerates snapshots outside of specs, as the manifest asks for it: the exports of the generated packages, the
 * snapshot behind `.` of a client, the README's table and the page of compatibility; and what all manifests of packages
 * have from the root's.
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
  const rootManifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const exportsOf: Record<string, Record<string, ExportEntry>> = {
    types: typesExports(manifest, parts),
    "client-v5": clientExports(manifest, "v5", parts),
    "client-v6": clientExports(manifest, "v6", parts),
  };
  for (const name of (await readdir(join(root, "packages"))).sort()) {
    const exports = exportsOf[name];
    await compare(`packages/${name}/package.json`, (text) => {
      const own = withDerivedFields(JSON.parse(text), name, rootManifest, manifest);
      return `${JSON.stringify(exports ? { ...own, exports } : own, null, 2)}\n`;
    });
  }
  for (const line of ["v5", "v6"]) {
    const id = mainSnapshot(manifest, line);
    await compare(`packages/client-${line}/src/index.ts`, (text) =>
      text.replace(/"\.\.\/generated\/[^/"]+\//, `"../generated/${id}/`),
    );
  }
  await compare("README.md", (text) => withSnapshotTable(text, manifest));
  const certificates = await readCertificates(specsDir);
  await compare("docs/compatibility.md", () => compatibilityPage(manifest, certificates));
  return stale;
}
