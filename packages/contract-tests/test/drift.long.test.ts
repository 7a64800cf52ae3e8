import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readManifest, readSnapshot } from "@omada-sdk/codegen";
import { expect, it } from "vitest";
import { SPECS_DIR } from "../src/places.js";

const PACKAGES = join(import.meta.dirname, "../..");
const WRITE_HAR = join(PACKAGES, "mock-controller/bench/write-har.ts");
const REDOCLY = join(PACKAGES, "contract-tests/node_modules/.bin/redocly");
const run = promisify(execFile);

interface Drift {
  run: { totalExchanges: number; documentedExchanges: number };
  problems: { target: string; message: string; operationId: string }[];
}

/** Has an independent checker compare a sweep over all operations of a simulated controller with its document. */
async function drift(profile: string): Promise<Drift> {
  const folder = await mkdtemp(join(tmpdir(), "omada-drift-"));
  try {
    const node = ["--conditions=@omada-sdk/source", "--import", "tsx", WRITE_HAR, profile, folder];
    await run(process.execPath, node, { cwd: PACKAGES });
    const args = "drift traffic.har --api openapi.json --server https://mock.invalid --format json";
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024, shell: process.platform === "win32" };
    // It ends with 1 when it finds anything; what it found is what counts.
    const { stdout } = await run(REDOCLY, args.split(" "), options).catch(
      (error: { stdout: string }) => error,
    );
    return JSON.parse(stdout) as Drift;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { snapshots } = await readManifest(SPECS_DIR);

it.each(snapshots)(
  "an independent checker finds no answer of $id that its document does not allow",
  async ({ id }) => {
    const { run: counts, problems } = await drift(id);
    const { operations } = await readSnapshot(SPECS_DIR, id);
    // Files have no JSON that could be compared.
    expect(counts.totalExchanges).toBe(operations.filter(({ download }) => !download).length);
    expect(counts.documentedExchanges).toBe(counts.totalExchanges);
    expect(problems.filter(({ target }) => target === "response")).toEqual([]);
    // Uploads: a HAR of JSON traffic does not carry their files.
    const others = problems.filter(
      ({ target, message }) => target !== "response" && !/request body/i.test(message),
    );
    expect(others).toEqual([]);
  },
  240_000,
);
