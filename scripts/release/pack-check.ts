// `pnpm pack:check`: packs every package, looks into the archives, and installs a client by name into new projects with three
// package managers. Those compile with three versions of TypeScript and run on all supported versions of Node, on Bun and Deno.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { faultsOf, packAll } from "./archives.js";
import { consumerFiles, RESOLUTION_NAMES } from "./consumer-programs.js";
import { runFirstProgram } from "./first-program.js";
import { type Registry, startRegistry } from "./registry.js";
import { run, step } from "./steps.js";
import { fetchNode, fetchTool } from "./tools.js";

const FOLDER = join(ROOT, ".cache", "consumers");
const CLIENT = "@omada-sdk/client-v6";
const NODE_TYPES = "@types/node@20.19.43";
const NODES = ["20.19.0", "22.22.0", "24.21.0", "26.10.0"];
const COMPILERS = ["5.9.3", "6.0.3", "7.0.2"];
const PNPM = "10.34.9";
const YARN = "4.18.1";

function project(name: string): string {
  const folder = join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of consumerFiles()) writeFileSync(join(folder, file), text);
  return folder;
}

/** Every compiler with every way to find modules, and every Node. */
async function compileAndRun(folder: string, title: string): Promise<void> {
  await step(`${title}: TypeScript ${COMPILERS.join(", ")}, ${RESOLUTION_NAMES.join(" and ")}`, () => {
    for (const version of COMPILERS) {
      const tsc = join(fetchTool("typescript", version), "bin", "tsc");
      for (const name of RESOLUTION_NAMES)
        run(folder, {}, process.execPath, tsc, "-p", `tsconfig.${name}.json`);
    }
  });
  await step(`${title}: Node ${NODES.join(", ")}; import, and require() of the same`, async () => {
    for (const version of NODES) {
      const node = fetchNode(version);
      await runFirstProgram(folder, [node]);
      run(folder, {}, node, "common.cjs");
    }
  });
}

async function npm(registry: Registry): Promise<void> {
  const folder = project("npm");
  await step(`npm install ${CLIENT}`, () => run(folder, registry.env, "npm", "install", CLIENT, NODE_TYPES));
  await compileAndRun(folder, "npm");
  if (process.platform !== "linux" || process.arch !== "x64") return;
  await step("Bun and Deno: rows through a simulated controller in the same process", () => {
    run(folder, registry.env, "npm", "install", "@omada-sdk/mock-controller");
    const bun = join(fetchTool("@oven/bun-linux-x64", "1.4.5"), "bin", "bun");
    const deno = join(fetchTool("@deno/linux-x64-glibc", "2.9.6"), "deno");
    for (const [file, ...args] of [
      [bun, "smoke.js"],
      [deno, "run", "--allow-all", "smoke.js"],
    ] as const) {
      const printed = run(folder, {}, file, ...args);
      if (!printed.includes("25 devices")) throw new Error(`${file} printed ${printed}`);
    }
  });
}

async function pnpm(registry: Registry): Promise<void> {
  const folder = project("pnpm");
  // The folder lies in this repository, which is a workspace itself.
  writeFileSync(join(folder, "pnpm-workspace.yaml"), "packages: []\n");
  await step(`pnpm add ${CLIENT}, nothing hoisted`, () => {
    const env = {
      ...registry.env,
      npm_config_store_dir: join(FOLDER, "pnpm-store"),
      npm_config_hoist: "false",
    };
    run(folder, env, "npx", "--yes", `pnpm@${PNPM}`, "add", CLIENT, NODE_TYPES);
  });
  await compileAndRun(folder, "pnpm");
}

async function yarn(registry: Registry): Promise<void> {
  const folder = project("yarn");
  const settings = {
    nodeLinker: "pnp",
    npmRegistryServer: registry.url,
    unsafeHttpWhitelist: ["127.0.0.1"],
    npmMinimalAgeGate: 0,
    enableGlobalCache: false,
    globalFolder: join(folder, ".yarn", "global"),
    enableTelemetry: false,
    enableScripts: false,
  };
  writeFileSync(join(folder, ".yarnrc.yml"), JSON.stringify(settings));
  writeFileSync(join(folder, "yarn.lock"), "");
  const program = join(fetchTool("@yarnpkg/cli-dist", YARN), "bin", "yarn.js");
  const yarn = [process.execPath, program] as const;
  await step(`yarn add ${CLIENT}, Plug'n'Play`, () => {
    // Yarn's own TypeScript knows Plug'n'Play; others do not.
    run(
      folder,
      { YARN_ENABLE_IMMUTABLE_INSTALLS: "0" },
      ...yarn,
      "add",
      CLIENT,
      NODE_TYPES,
      `typescript@${COMPILERS[0]}`,
    );
  });
  await step(`yarn: TypeScript ${COMPILERS[0]}, and Node ${process.versions.node}`, async () => {
    for (const name of RESOLUTION_NAMES) run(folder, {}, ...yarn, "tsc", "-p", `tsconfig.${name}.json`);
    // require() of an ES module does not look into Yarn's archives: it goes by the hooks for import only.
    await runFirstProgram(folder, [...yarn, "node"]);
  });
}

let registry: Registry | undefined;
try {
  const archives = await step("pack", packAll);
  await step(`${archives.length} archives: contents and sizes`, () => {
    const faults = archives.flatMap((archive) =>
      faultsOf(archive).map((fault) => `${archive.name}: ${fault}`),
    );
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
  rmSync(FOLDER, { recursive: true, force: true });
  const started = await step("registry on loopback", () => startRegistry(join(FOLDER, "registry")));
  registry = started;
  await step("publish there", () => {
    for (const { path } of archives) run(FOLDER, started.env, "npm", "publish", path);
  });
  await npm(started);
  await pnpm(started);
  await yarn(started);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await registry?.close();
}
