import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What the program found out. */
type Run = Promise<Record<string, unknown>>;

/** A platform that is not Node. */
export interface OtherPlatform {
  readonly name: string;
  /** Runs the program `elsewhere.ts` against a controller and returns what it found out. */
  run(origin: string): Run;
}

/** The platforms that `pnpm test:platforms` has fetched; none in any other run of the tests. */
export function otherPlatforms(): OtherPlatform[] {
  const fetched = process.env.OMADA_TEST_PLATFORMS;
  if (fetched === undefined) return [];
  const packages = join(fetched, "node_modules");
  const named = (name: string, folder: string, run: (folder: string, origin: string) => Run) => {
    const { version } = JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8"));
    return { name: `${name} ${version}`, run: (origin: string) => run(join(packages, folder), origin) };
  };
  return [
    named("Bun", "@oven/bun-linux-x64", (folder, origin) => runProcess([join(folder, "bin/bun")], origin)),
    named("Deno", "@deno/linux-x64-glibc", (folder, origin) =>
      runProcess([join(folder, "deno"), "run", "--allow-net=127.0.0.1", "--no-config"], origin),
    ),
    named("workerd", "@cloudflare/workerd-linux-64", (folder, origin) =>
      runWorker(join(folder, "bin/workerd"), origin),
    ),
  ];
}

async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "omada-platform-"));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The part of esbuild that is used; it comes with tsx. */
interface Esbuild {
  build(options: object): Promise<unknown>;
}

/** Bundles the program with the package's own sources, and nothing of Node, into one file. */
async function bundle(folder: string, main: string): Promise<string> {
  const esbuild: Esbuild = createRequire(fileURLToPath(import.meta.resolve("tsx")))("esbuild");
  const file = join(folder, "program.mjs");
  await esbuild.build({
    stdin: {
      contents: `import { useClient } from "../programs/elsewhere.js"; ${main}`,
      resolveDir: join(import.meta.dirname, "../programs"),
    },
    outfile: file,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    conditions: ["@omada-sdk/source"],
    logLevel: "error",
  });
  return file;
}

/** A process that does not end by itself is an error, too. */
function runProcess([executable = "", ...args]: string[], origin: string): Run {
  return inFolder(async (folder) => {
    const file = await bundle(folder, `console.log(JSON.stringify(await useClient("${origin}")));`);
    const environment = { ...process.env, NO_COLOR: "1" };
    const child = spawn(executable, [...args, file], { env: environment, timeout: 20_000 });
    const [out, problems, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    if (code !== 0) throw new Error(`${executable} ended with ${code}: ${out}${problems}`);
    return JSON.parse(out);
  });
}

const CONFIGURATION = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "program.mjs", esModule = embed "program.mjs")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;

/** A worker only runs while it answers a request, so the program runs in one. */
function runWorker(executable: string, origin: string): Run {
  return inFolder(async (folder) => {
    const answer = `Response.json(await useClient("${origin}"))`;
    await bundle(folder, `export default { async fetch() { return ${answer}; } };`);
    const configuration = join(folder, "workerd.capnp");
    writeFileSync(configuration, CONFIGURATION);
    const child = spawn(executable, ["serve", configuration, "--control-fd=3"], {
      stdio: ["ignore", "ignore", "inherit", "pipe"],
    });
    const closed = once(child, "close");
    const failed = closed.then(([code]) => Promise.reject(new Error(`workerd ended with ${code}.`)));
    failed.catch(() => undefined);
    try {
      const [said] = await Promise.race([once(child.stdio[3] as Readable, "data"), failed]);
      const { port } = JSON.parse(`${said}`.split("\n", 1)[0] ?? "");
      const response = await fetch(`http://127.0.0.1:${port}/`);
      if (!response.ok) throw new Error(`The worker failed: ${await response.text()}`);
      return (await response.json()) as Awaited<Run>;
    } finally {
      child.kill();
      await closed;
    }
  });
}
