import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.js";

const { test, ...shared } = sharedConfig(import.meta.dirname);
const support = join(import.meta.dirname, "test/browser/support");

/** Tests of the built site in a browser, which `pnpm test:site` runs. */
export default defineConfig({
  ...shared,
  test: {
    ...test,
    include: ["test/browser/*.browser.ts"],
    globalSetup: [join(support, "global.ts")],
    setupFiles: [join(support, "setup.ts")],
    // One browser, and times that only the page is to blame for.
    fileParallelism: false,
    // Long ones go through hundreds of pages.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // No report for `npm test`, which does not run these.
    reporters: ["default"],
  },
});
