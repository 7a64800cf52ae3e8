// Derives the exports of the generated packages from the manifest; with --check it only compares.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  clientExports,
  type ExportEntry,
  readGroupTable,
  readManifest,
  readSnapshot,
  type SnapshotParts,
  snapshotParts,
  typesExports,
} from "@omada-sdk/codegen";
import { ROOT, SPECS_DIR } from "./lib/places.js";

const check = process.argv.includes("--check");
const manifest = await readManifest(SPECS_DIR);
const table = await readGroupTable(SPECS_DIR);
const parts = new Map<string, SnapshotParts>();
for (const { id } of manifest.snapshots) parts.set(id, snapshotParts(await readSnapshot(SPECS_DIR, id), table));

const wanted: [string, Record<string, ExportEntry>][] = [
  ["types", typesExports(manifest, parts)],
  ["client-v5", clientExports(manifest, "v5", parts)],
  ["client-v6", clientExports(manifest, "v6", parts)],
];
const stale: string[] = [];
for (const [name, exports] of wanted) {
  const path = join(ROOT, "packages", name, "package.json");
  const text = await readFile(path, "utf8");
  const updated = `${JSON.stringify({ ...JSON.parse(text), exports }, null, 2)}\n`;
  if (updated === text) continue;
  stale.push(`packages/${name}/package.json`);
  if (!check) await writeFile(path, updated);
}
if (stale.length > 0 && check) {
  console.error(`exports do not follow specs/index.json: ${stale.join(", ")}; run "pnpm sync:exports"`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `updated ${stale.join(", ")}` : "exports follow specs/index.json");
}
