import { fileURLToPath } from "node:url";
import { adviceExitCode, adviseUpgrade, formatAdvice } from "@omada-sdk/codegen";
import { SPECS_DIR } from "./places.js";

/** A project of the kind that people write, for a controller of 5.15. */
const EXAMPLE = fileURLToPath(new URL("../examples/inventory", import.meta.url));

/** What the upgrade advisor says about the example. */
export async function adviceReport(): Promise<string> {
  const report = await adviseUpgrade({ project: EXAMPLE, specsDir: SPECS_DIR, target: "6.2" });
  const lines = [
    "# Advice for an upgrade from 5.15 to 6.2",
    "",
    "What the upgrade advisor says about `packages/contract-tests/examples/inventory`. Written by `pnpm contract --accept`.",
    "",
    "```text",
    `${formatAdvice(report).trimEnd()}`,
    "```",
    "",
    `Exit code for CI: ${adviceExitCode(report)}.`,
  ];
  return `${lines.join("\n")}\n`;
}
