import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { clientFolder, PACKAGES, SNAPSHOTS } from "../support/snapshots.js";

const HERE = join(import.meta.dirname, "../..");
const COMPILER = join(PACKAGES, "../node_modules/typescript-native/bin/tsc");

function declarationsOf(snapshot: { id: string; line: string }): string[] {
  const folder = clientFolder(snapshot);
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith(".d.ts")).map((name) => join(folder, name));
}

/** What TypeScript 7 says about files with every declaration checked, one line each. */
function problemsOfNative(files: readonly string[]): string[] {
  const folder = join(HERE, ".cache/declarations");
  mkdirSync(folder, { recursive: true });
  const compilerOptions = {
    ...{ target: "es2022", module: "nodenext", lib: ["es2023", "dom", "dom.iterable"], types: ["node"] },
    ...{ strict: true, noEmit: true, skipLibCheck: false, customConditions: ["@omada-sdk/source"] },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { stdout, status } = spawnSync(process.execPath, [COMPILER, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  const lines = stdout.split("\n").filter((line) => line.includes("error TS"));
  return status === 0 || lines.length > 0 ? lines : [`tsc ended with ${status}: ${stdout}`];
}

/** With the compiler that many programs still have; `pnpm test:others` takes it for all of them. */
const COMPILED = process.env.OMADA_LONG_TESTS ? SNAPSHOTS : SNAPSHOTS.filter(({ id }) => id === "6.2");
test.each(COMPILED)(
  "every declaration of the client of $id compiles with TypeScript 5.9 and skipLibCheck off",
  (snapshot) => {
    const files = declarationsOf(snapshot);
    expect(files.length).toBeGreaterThan(10);
    expect(problemsIn(files, { ...OPTIONS, customConditions: ["@omada-sdk/source"] })).toEqual([]);
  },
  60_000,
);

test("every declaration of all clients compiles with TypeScript 7 and skipLibCheck off", () => {
  const files = SNAPSHOTS.flatMap(declarationsOf);
  expect(files.length).toBeGreaterThan(100);
  expect(problemsOfNative(files)).toEqual([]);
}, 60_000);
