import type { AdviceReport } from "./advise.js";

/** Advice for a terminal, one finding in three lines. */
export function formatAdvice(report: AdviceReport): string {
  const { from, target, importFrom, generatedIn, operations, advice } = report;
  const count = (severity: string): number => advice.filter((each) => each.severity === severity).length;
  const lines = [
    `${from.join(", ") || "no client found"} -> ${target}: ${operations.length} operations used, ${count("breaking")} breaking, ${count("risky")} risky`,
    ...(generatedIn.length === 0 ? [`import the client from ${importFrom}`] : []),
    ...generatedIn.map(
      (folder) =>
        `generate the client again: omada generate --out ${folder} --from ${target}, or --from the updated controller`,
    ),
  ];
  for (const { file, line, column, severity, operation, message, remedy } of advice)
    lines.push("", `${file}:${line}:${column} ${severity}`, `  ${operation}: ${message}`, `  => ${remedy}`);
  if (advice.length === 0 && from.length > 0) lines.push("", "Nothing to do.");
  return `${lines.join("\n").replace(/[^\P{Cc}\n]/gu, "?")}\n`;
}

/** Exit code for CI: 1 if something breaks, 3 if nothing of ours was found to look at. */
export function adviceExitCode({ from, advice }: AdviceReport): 0 | 1 | 3 {
  if (from.length === 0) return 3;
  return advice.some(({ severity }) => severity === "breaking") ? 1 : 0;
}
