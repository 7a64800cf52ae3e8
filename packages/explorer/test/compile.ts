import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HERE = join(import.meta.dirname, "..");
/** The compiler that new projects have. */
const COMPILER = join(HERE, "../../node_modules/typescript-native/bin/tsc");

/**
 * What TypeScript says about programs of users, one line each. Each program is a file of its own.
 * @param folder below `.cache`, which is made again
 */
export function problemsOf(folder: string, programs: ReadonlyMap<string, string>): string[] {
  const target = join(HERE, ".cache", folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const files = [...programs.keys()].map((name) => `${name}.ts`);
  for (const [name, text] of programs) writeFileSync(join(target, `${name}.ts`), text);
  const compilerOptions = {
    ...{ target: "es2022", module: "nodenext", lib: ["es2023", "dom", "dom.iterable"], types: ["node"] },
    ...{ strict: true, noUnusedLocals: true, noEmit: true, skipLibCheck: true },
    customConditions: ["@omada-sdk/source"],
  };
  writeFileSync(join(target, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { stdout, status } = spawnSync(process.execPath, [COMPILER, "-p", target, "--pretty", "false"], {
    encoding: "utf8",
    cwd: target,
    maxBuffer: 2 ** 26,
  });
  const lines = stdout.split("\n").filter((line) => line.includes("error TS"));
  return status === 0 || lines.length > 0 ? lines : [`tsc ended with ${status}: ${stdout}`];
}
