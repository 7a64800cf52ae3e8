import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "@omada-sdk/cli";
import { type ProfileId, startMockController } from "@omada-sdk/mock-controller";
import { vi } from "vitest";
import { site } from "../src/data/site.js";
import { loadSuccessors, snippetsOf } from "../src/data/snippets/snippets.js";
import { shellWords } from "./words.js";

/**
 * What `omada call --dry-run` says of the lines that the pages show for one snapshot.
 * @param step 1 for every operation, 20 for every twentieth
 * @returns the lines that were accepted, and complaints about others
 */
export async function tryLines(
  id: ProfileId,
  step: number,
): Promise<{ accepted: number; refused: string[] }> {
  const all = await site();
  const reviewed = await loadSuccessors(all);
  const lines = all.operations
    .flatMap((operation) => snippetsOf(all, operation, reviewed).command)
    .filter(({ ids }) => ids.includes(id))
    .filter((_, index) => index % step === 0);
  const controller = await startMockController({ profile: id });
  const folder = await mkdtemp(join(tmpdir(), "omada-explorer-"));
  try {
    await onlySnapshot(all.specsDir, id, folder);
    vi.stubEnv("OMADA_URL", controller.url);
    vi.stubEnv("OMADA_FINGERPRINT", controller.fingerprint256);
    vi.stubEnv("OMADA_CLIENT_ID", controller.credentials.clientId);
    vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
    vi.stubEnv("OMADA_OMADAC_ID", controller.credentials.omadacId);
    vi.stubEnv("XDG_CONFIG_HOME", folder);
    const refused: string[] = [];
    for (const { code } of lines) {
      const [, ...words] = shellWords(code);
      const complaint = await dryRun([...(await withFiles(words, folder)), "--specs", folder, "--dry-run"]);
      if (complaint !== undefined) refused.push(`${code}\n${complaint}`);
    }
    return { accepted: lines.length - refused.length, refused };
  } finally {
    vi.unstubAllEnvs();
    await controller.close();
    await rm(folder, { recursive: true });
  }
}

async function dryRun(args: string[]): Promise<string | undefined> {
  let [out, err] = ["", ""];
  const add = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await main(args, { ...add, signal: new AbortController().signal });
  return code === 0 && /^(GET|POST|PUT|PATCH|DELETE) https:/.test(out) ? undefined : `${code} ${out} ${err}`;
}

/** The files that a line names, made and named by their whole path. */
async function withFiles(words: readonly string[], folder: string): Promise<string[]> {
  const named = words.map((word) =>
    word.replace(/(^|=|")@([\w-]+\.bin)/g, (_, before, name) => `${before}@${join(folder, name)}`),
  );
  for (const [, name] of words.flatMap((word) => [...word.matchAll(/@([\w-]+\.bin)/g)]))
    await writeFile(join(folder, name as string), "content");
  return named;
}

/** A specs folder with one snapshot, which is read faster than all of them. */
async function onlySnapshot(specsDir: string, id: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(specsDir, "index.json"), "utf8"));
  manifest.snapshots = manifest.snapshots.filter((entry: { id: string }) => entry.id === id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.json"), JSON.stringify(manifest));
  await cp(join(specsDir, id), join(folder, id), { recursive: true });
  await cp(join(specsDir, "behaviour.json"), join(folder, "behaviour.json"));
}
