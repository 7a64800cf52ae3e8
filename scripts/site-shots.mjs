// `pnpm site:shots` takes the pictures of the README again: those that `pnpm test:site` takes are copied into docs/images.
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { status } = spawnSync(process.execPath, [join(root, "scripts/test-site.mjs"), "shots"], {
  stdio: "inherit",
});
if (status === 0)
  cpSync(join(root, ".cache/site-shots/readme"), join(root, "docs/images"), { recursive: true });
process.exitCode = status ?? 1;
