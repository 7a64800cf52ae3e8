// Derives from the manifest what enumerates snapshots: exports of the generated packages, the
// snapshot behind `.` of a client, and the README's table; and from the root's package.json what all packages say
// alike.
// With --check it only compares.
import { readdir, readFile, writeFile } from "node:fs/promises";
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
import { compatibilityPage } from "./lib/compatibility.js";
import { withDerivedFields } from "./lib/package-fields.js";
import { CERTIFICATES, ROOT, SPECS_DIR } from "./lib/places.js";

const check = process.argv.includes("--check");
const manifest = await readManifest(SPECS_DIR);
const table = await readGroupTable(SPECS_DIR);
const parts = new Map<string, SnapshotParts>();
for (const { id } of manifest.snapshots)
  parts.set(id, snapshotParts(await readSnapshot(SPECS_DIR, id), table));

const root = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
const exportsOf: Record<string, Record<string, ExportEntry>> = {
  types: typesExports(manifest, parts),
  "client-v5": clientExports(manifest, "v5", parts),
  "client-v6": clientExports(manifest, "v6", parts),
};
const stale: string[] = [];
async function sync(file: string, update: (text: string) => string): Promise<void> {
  const path = join(ROOT, file);
  const text = await readFile(path, "utf8");
  const updated = update(text);
  if (updated === text) return;
  stale.push(file);
  if (!check) await writeFile(path, updated);
}
for (const name of (await readdir(join(ROOT, "packages"))).sort()) {
  const exports = exportsOf[name];
  const update = (text: string) => {
    const own = withDerivedFields(JSON.parse(text), name, root, manifest);
    return `${JSON.stringify(exports ? { ...own, exports } : own, null, 2)}\n`;
  };
  await sync(`packages/${name}/package.json`, update);
}
for (const line of ["v5", "v6"]) {
  const id = mainSnapshot(manifest, line);
  await sync(`packages/client-${line}/src/index.ts`, (text) =>
    text.replace(/"\.\.\/generated\/[^/"]+\//, `"../generated/${id}/`),
  );
}
const certificates = JSON.parse(await readFile(CERTIFICATES, "utf8"));
await sync("docs/compatibility.md", () => compatibilityPage(manifest, certificates));
await sync("README.md", (text) => withSnapshotTable(text, manifest));
if (stale.length > 0 && check) {
  console.error(
    `these do not follow specs/index.json and package.json: ${stale.join(", ")}; run "pnpm sync:derived"`,
  );
  process.exitCode = 1;
} else {
  console.log(
    stale.length > 0
      ? `updated ${stale.join(", ")}`
      : "everything derived follows specs/index.json and package.json",
  );
}
