import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Exact versions. Scalar's is the last one that runs on Node 20. */
const PACKAGES = {
  "@stoplight/prism-cli": "5.14.2",
  "@scalar/mock-server": "0.3.25",
  "@hono/node-server": "1.19.5",
};
const FOLDER = join(ROOT, ".cache", "mock-servers", Object.values(PACKAGES).join("-"));

/** A file that the bench writes. */
export function workFile(name: string): string {
  const folder = join(ROOT, ".cache", "bench", "mock");
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Another mock server, and how it is started on a document. */
export interface Rival {
  name: string;
  /** Arguments of Node. */
  command: (document: string, port: number) => string[];
}

const RIVALS: readonly Rival[] = [
  {
    name: "prism 5.14.2, static",
    // Its dynamic mode runs out of memory in the sweep.
    command: (document, port) => [
      join(FOLDER, "node_modules/@stoplight/prism-cli/dist/index.js"),
      ...["mock", document, "--port", String(port), "--host", "127.0.0.1", "--verboseLevel", "error"],
    ],
  },
  {
    name: "scalar 0.3.25",
    command: (document, port) => [
      fileURLToPath(new URL("serve-scalar.mjs", import.meta.url)),
      ...[FOLDER, document, String(port)],
    ],
  },
];

/**
 * The mock servers to compare with. They are no dependencies of the workspace, which would grow by 220 packages for them:
 * npm fetches them into .cache when they are asked for first.
 * @returns none without a network
 */
export function fetchRivals(): readonly Rival[] {
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  if (Object.keys(PACKAGES).every((name) => existsSync(join(FOLDER, "node_modules", name, "package.json")))) {
    return RIVALS;
  }
  console.log(`  fetching ${wanted.join(", ")} into ${FOLDER.slice(ROOT.length)}`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), "{}\n");
  const flags = [
    "--no-audit",
    "--no-fund",
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--fetch-retries=0",
    "--loglevel=error",
  ];
  const { status } = spawnSync("npm", ["install", "--prefix", FOLDER, ...flags, ...wanted], {
    cwd: FOLDER,
    shell: process.platform === "win32",
    stdio: "ignore",
  });
  if (status === 0) return RIVALS;
  console.log("  they cannot be fetched (no network?); only ours is measured");
  return [];
}
