import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import type { Io } from "../src/index.js";
import { emptyFolder, type Run, runUntil, SPECS } from "./omada.js";

/** A simulated controller 5.12, for the file that asks for it with `useController`. */
export let controller: RunningMockController;
/** A specs folder with the snapshot 5.12. */
export let specs: string;
let remove: () => Promise<void>;

/** Starts the controller before the tests of a file, and lets the environment name it. */
export function useController(): void {
  beforeAll(async () => {
    controller = await startMockController({ profile: "5.12", sites: 2, devices: 6, clients: 3 });
    specs = await emptyFolder((removing) => {
      remove = removing;
    });
    await onlySnapshot("5.12", specs);
  });
  afterAll(async () => {
    await controller.close();
    await remove();
  });

  beforeEach(async () => {
    const { clientId, clientSecret } = controller.credentials;
    vi.stubEnv("OMADA_URL", controller.url);
    vi.stubEnv("OMADA_FINGERPRINT", controller.fingerprint256);
    vi.stubEnv("OMADA_CLIENT_ID", clientId);
    vi.stubEnv("OMADA_CLIENT_SECRET", clientSecret);
    vi.stubEnv("OMADA_OMADAC_ID", undefined);
    vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    controller.faults.clear();
  });
}

/** A specs folder with one snapshot, which is read faster than all of them. */
async function onlySnapshot(id: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(SPECS, "index.json"), "utf8"));
  manifest.snapshots = manifest.snapshots.filter((entry: { id: string }) => entry.id === id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.json"), JSON.stringify(manifest));
  await cp(join(SPECS, id), join(folder, id), { recursive: true });
  await cp(join(SPECS, "behaviour.json"), join(folder, "behaviour.json"));
}

export function run(
  args: readonly string[],
  world: Partial<Io> = {},
  stop = new AbortController(),
): Promise<Run> {
  return runUntil(stop, args, undefined, world);
}
export const call = (...args: string[]) => run(["call", "--specs", specs, ...args]);
export const api = (...args: string[]) => run(["api", ...args]);
export const SITE = ["--site", "Head Office"];
export const NEW_SITE = {
  region: "Germany",
  timeZone: "UTC",
  scenario: "Office",
  deviceAccountSetting: { username: "admin", password: "Made-up-1" },
};
export const NEW_SITE_TEXTS = [
  "region=Germany",
  "timeZone=UTC",
  "scenario=Office",
  "deviceAccountSetting.username=admin",
  "deviceAccountSetting.password=Made-up-1",
];
/** Requests that came since, but those for tokens and `/api/info`. */
export function requestsSince(count: number): string[] {
  return controller.requests
    .slice(count)
    .filter(({ path }) => !/\/api\/info$|\/authorize\//.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

/** Lets the controller answer an operation with this. */
export function answer(operation: string, result: unknown, errorCode = 0): void {
  const body = JSON.stringify({ errorCode, msg: "", result });
  controller.faults.add({ operation, times: 99, fault: { kind: "status", status: 200, body } });
}
