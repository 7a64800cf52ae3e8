import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const PACKAGE = join(import.meta.dirname, "../../..");

/** Builds the site into a folder, as `pnpm site:build` does. @throws Error with what the build printed */
export async function buildSite(out: string, env: NodeJS.ProcessEnv = {}, cwd = PACKAGE): Promise<void> {
  const child = spawn(process.execPath, [join(PACKAGE, "site.mjs"), "build"], {
    cwd,
    // Not the environment of vitest, which would build for tests.
    env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, ...env, OMADA_SITE_OUT: out },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (printed += piece));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the site cannot be built:\n${printed}`);
}
