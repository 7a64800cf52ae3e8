import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { COMPILERS, compile, emptyProject, STRICTEST } from "./project.js";

/** Releases of the compiler that projects have, beside those of this repository. */
const OTHERS = ["6.0.3"];
const CACHE = join(import.meta.dirname, "../../../.cache/compilers");

/** The compiler of a release, from the npm registry; undefined without a network. */
function fetched(version: string): string | undefined {
  const folder = join(CACHE, version);
  const file = join(folder, "node_modules/typescript/bin/tsc");
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}\n");
  const flags = ["--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error"];
  spawnSync("npm", ["install", "--prefix", folder, ...flags, `typescript@${version}`], {
    ...{ cwd: folder, stdio: "ignore" },
    shell: process.platform === "win32",
  });
  return existsSync(file) ? file : undefined;
}

const compilers = [
  ["5.9", COMPILERS["5.9"]] as const,
  ["7.0", COMPILERS.current] as const,
  ...OTHERS.flatMap((version) => {
    const file = fetched(version);
    if (file === undefined) console.log(`TypeScript ${version} is not to be had; it is left out`);
    return file === undefined ? [] : [[version, file] as const];
  }),
];

const removals: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(removals.map((remove) => remove())));

describe.each([
  ["of some tags", ["--only", "ap,client,device,site"]],
  ["of every operation", []],
])("a client %s", { timeout: 600_000 }, (_, only) => {
  let project = "";
  beforeAll(async () => {
    project = await emptyProject(
      'export { createOmadaClient, isOmadaApiError } from "./omada/index.js";\n',
      (remove) => void removals.push(remove),
    );
    const out = join(project, "src/omada");
    const run = await omada("generate", "--out", out, "--from", "6.2", "--specs", SPECS, ...only);
    expect(run).toMatchObject({ code: 0, err: "" });
  }, 600_000);

  for (const [version, compiler] of compilers)
    test.each(["nodenext", "bundler"] as const)(
      `compiles with TypeScript ${version} and %s`,
      async (module) => {
        expect(await compile(project, module, STRICTEST, compiler)).toEqual([]);
        // It does look: a member that is not there is an error.
        writeFileSync(
          join(project, "src/wrong.ts"),
          'import type { Omada } from "./omada/index.js";\nexport const wrong = (omada: Omada) => omada.site.nowhere;\n',
        );
        const errors = await compile(project, module, STRICTEST, compiler);
        writeFileSync(join(project, "src/wrong.ts"), "export {};\n");
        expect(errors).toMatchObject([{ file: "src/wrong.ts", line: 2 }]);
      },
    );
});
