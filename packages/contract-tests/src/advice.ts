import { adviceExitCode, adviseUpgrade, formatAdvice } from "@omada-sdk/codegen";
import { INVENTORY_DIR, SPECS_DIR } from "./places.js";

/** What the upgrade advisor says about the example. */
export async function adviceReport(): Promise<string> {
  const report = await adviseUpgrade({ project: INVENTORY_DIR, specsDir: SPECS_DIR, target: "6.2" });
  const lines = [
    "# Advice for an upgrade from 5.15 to 6.2",
    "",
    "What the upgrade advisor says about `examples/inventory`. Written by `pnpm contract --accept`.",
    "",
    "```text",
    `${formatAdvice(report).trimEnd()}`,
    "```",
    "",
    `Exit code for CI: ${adviceExitCode(report)}.`,
  ];
  return `${lines.join("\n")}\n`;
}
