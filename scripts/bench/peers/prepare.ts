import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../lib/places.js";
import { run } from "../../lib/run.mjs";
import { DOCUMENT } from "../places.js";
import { CONTENDERS, type Contender, folderOf, PEERS_DIR, PEERS_WORK } from "./contenders.js";

/** A project of one program with a consumer's compiler options. */
export const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  },
  files: ["program.ts"],
};

/**
 * Installs and generates every client that is not there yet, and lays the programs beside them.
 * @returns those that are there now; a peer that cannot be had, as without a network, is left out
 */
export async function preparePeers(): Promise<Contender[]> {
  await mkdir(PEERS_WORK, { recursive: true });
  await copyFile(DOCUMENT, join(PEERS_WORK, "document.json"));
  const ready: Contender[] = [];
  for (const contender of CONTENDERS) {
    if (!(await installed(contender))) {
      console.log(`  ${contender.title} cannot be installed; it is left out`);
      continue;
    }
    await layOut(contender);
    ready.push(contender);
  }
  return ready;
}

/** The Node that runs a generator: Node 24 as npm has it, for those that refuse older ones. */
export function node24(): string | undefined {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const found = fetchedNode();
  if (found) return found;
  run("", [process.execPath, join(ROOT, "scripts/fetch-nodes.mjs")], { cwd: ROOT, show: false });
  return fetchedNode();
}

function fetchedNode(): string | undefined {
  const fetched = join(ROOT, ".cache/nodes");
  const names = existsSync(fetched) ? readdirSync(fetched) : [];
  return names
    .filter((name) => name.startsWith("node24-"))
    .map((name) => join(fetched, name, "node_modules/node24/bin/node"))
    .find((path) => existsSync(path));
}

/** What makes the client of a peer, in its folder. */
function generatorCommand(contender: Contender): { node: string; args: readonly string[] } | undefined {
  const { generator } = contender;
  const node = generator?.needs24 ? node24() : process.execPath;
  return generator && node ? { node, args: generator.command } : undefined;
}

/** Installs what the lock file says, once, and generates once per document. */
async function installed(contender: Contender): Promise<boolean> {
  if (!contender.generator) return true;
  const folder = folderOf(contender);
  const own = join(PEERS_DIR, contender.id);
  const inputs = ["package.json", "package-lock.json", ...(contender.generator.config ? ["config.txt"] : [])];
  const wanted = digest(inputs.map((name) => join(own, name)));
  const made = digest([...inputs.map((name) => join(own, name)), DOCUMENT]);
  if (stampOf(folder, "installed") !== wanted) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const name of inputs) await copyFile(join(own, name), join(folder, nameOf(contender, name)));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    // A generator that wants a newer Node gets one when it runs.
    const env = {
      ...process.env,
      npm_config_cache: join(ROOT, ".cache/npm"),
      npm_config_engine_strict: "false",
    };
    console.log(`  installing ${contender.title}`);
    if (!run("", ["npm", "ci", ...flags], { cwd: folder, env, show: false })) return false;
    await writeFile(join(folder, "installed"), wanted);
  }
  if (stampOf(folder, "made") !== made) {
    const command = generatorCommand(contender);
    if (!command) return false;
    console.log(`  generating with ${contender.title}`);
    await rm(join(folder, "generated"), { recursive: true, force: true });
    if (!run("", [command.node, ...command.args], { cwd: folder, show: false })) return false;
    await writeFile(join(folder, "made"), made);
  }
  return true;
}

async function layOut(contender: Contender): Promise<void> {
  const folder = folderOf(contender);
  await mkdir(folder, { recursive: true });
  await copyFile(contender.program, join(folder, "program.ts"));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  if (!contender.generator) await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
}

function nameOf({ generator }: Contender, name: string): string {
  return name === "config.txt" ? (generator?.config ?? name) : name;
}

function stampOf(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function digest(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}
