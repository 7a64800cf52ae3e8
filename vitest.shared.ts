import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Those of Vite for Node, after ours; without "module", which leads to files that only bundlers can load. */
const CONDITIONS = ["@omada-sdk/source", "node", "development|production"];
const TESTED = ["src", "test"];
/** What a package does before and after each of its test files, such as closing what its helpers opened. */
const SETUP = "test/support/setup.ts";
/** The compiler that the steps "typecheck" and "build" use, too. */
const COMPILER = join(import.meta.dirname, "node_modules/typescript-native/bin/tsc");

function hasTypeTests(packageDir: string): boolean {
  return TESTED.map((folder) => join(packageDir, folder))
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true }).some((file) => `${file}`.endsWith(".test-d.ts")),
    );
}

/**
 * The test configuration of every package: workspace packages are taken from their sources, `*.test-d.ts` are checked
 * by tsc, and a machine-readable report is left for scripts/summarise-tests.ts.
 */
export function sharedConfig(packageDir: string, tested: string[] = TESTED) {
  return defineConfig({
    root: packageDir,
    resolve: { conditions: CONDITIONS },
    ssr: { resolve: { conditions: CONDITIONS } },
    test: {
      include: tested.map((folder) => `${folder}/**/*.test.ts`),
      // No test folder: a package without tests. An empty one: tests that vitest does not find.
      passWithNoTests: !existsSync(join(packageDir, "test")),
      // Minutes long each: `pnpm test:others` runs them.
      exclude: [
        "**/node_modules/**",
        "**/dist/**",
        "**/generated/**",
        ...(process.env.OMADA_LONG_TESTS ? [] : ["**/*.long.test.ts"]),
      ],
      // The files of a worker share their modules: loading them for each file took most of the time. So a test leaves
      // modules, globals and the environment as it found them.
      isolate: false,
      setupFiles: existsSync(join(packageDir, SETUP)) ? [SETUP] : [],
      typecheck: {
        enabled: hasTypeTests(packageDir),
        checker: COMPILER,
        include: tested.map((folder) => `${folder}/**/*.test-d.ts`),
        // Only what type tests reach: the step "typecheck" compiles all of the package.
        tsconfig: "./tsconfig.types.json",
      },
      // Generous, because a busy machine is no failure; nothing waits for a fixed time.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      reporters: ["default", "json"],
      outputFile: { json: ".cache/tests.json" },
    },
  });
}
