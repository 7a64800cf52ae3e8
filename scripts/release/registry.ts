// An npm registry on loopback that takes this repository's packages and hands on everything else from the registry that
// npm is configured for.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fetchTool } from "./tools.js";

const VERSION = "6.7.4";
const START_MS = 60_000;

export interface Registry {
  readonly url: string;
  /** What npm, pnpm and changesets need to publish to it and install from it. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Starts an empty registry on a free port.
 * @param folder for its storage and its configuration; emptied first
 * @throws Error when the registry cannot be fetched, or does not answer within a minute
 */
export async function startRegistry(folder: string): Promise<Registry> {
  // One of its dependencies asks for a tag instead of a version, which mirrors of npm do not all have.
  const tool = fetchTool("verdaccio", VERSION, { "node-fetch": "2.7.0" });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}/`;
  writeFileSync(join(folder, "config.yaml"), configuration(folder));
  // npm asks for a login before it publishes; the registry lets everyone in.
  writeFileSync(join(folder, "npmrc"), `registry=${url}\n//${address}/:_authToken=anyone\n`);
  const program = join(tool, "bin/verdaccio");
  const child = spawn(
    process.execPath,
    [program, "--config", join(folder, "config.yaml"), "--listen", address],
    { stdio: "ignore" },
  );
  const close = () => stop(child);
  try {
    await answers(`${url}-/ping`, child);
  } catch (error) {
    await close();
    throw error;
  }
  const env = {
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_registry: url,
    // The same versions are published again and again, with other contents.
    npm_config_cache: join(folder, "npm-cache"),
  };
  return { url, env, close };
}

function configuration(folder: string): string {
  const upstream = execFileSync("npm", ["config", "get", "registry"], {
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return [
    `storage: ${JSON.stringify(join(folder, "storage"))}`,
    "max_body_size: 100mb",
    `uplinks: { upstream: { url: ${JSON.stringify(upstream.trim())}, maxage: 60m, timeout: 60s } }`,
    "packages:",
    '  "@omada-sdk/*": { access: $all, publish: $all }',
    '  "**": { access: $all, proxy: upstream }',
    `log: { type: file, path: ${JSON.stringify(join(folder, "log"))}, level: warn }`,
    "",
  ].join("\n");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the registry ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error(`the registry does not answer at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill();
  });
}
