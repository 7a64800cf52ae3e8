import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./places.js";

/** The tag of the last release; undefined before the first one. */
async function lastRelease(): Promise<string | undefined> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, "packages/types/package.json"), "utf8"));
  return version === "0.0.0" ? undefined : `${name}@${version}`;
}

/** The specs folder of a commit, in a folder of its own. */
async function specsAt(ref: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omada-published-"));
  try {
    const archive = execFileSync("git", ["archive", "--format=tar", ref, "specs"], {
      cwd: ROOT,
      maxBuffer: 512 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
    execFileSync("tar", ["-x", "-C", folder], { input: archive });
  } catch {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`git does not know ${ref} here; fetch the tags, or name a commit with --since`);
  }
  return folder;
}

/**
 * Runs something with the specs folder as it was released last, which is removed afterwards.
 * @param since another commit or tag than that of the last release
 * @param use is given undefined before the first release
 */
export async function withPublishedSpecs<T>(
  since: string | undefined,
  use: (specsDir: string | undefined) => Promise<T>,
): Promise<T> {
  const ref = since ?? (await lastRelease());
  if (ref === undefined) return use(undefined);
  const folder = await specsAt(ref);
  try {
    return await use(join(folder, "specs"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
