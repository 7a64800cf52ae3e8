// check.mjs <program>: compiles a program and prints what it cost.
import { performance } from "node:perf_hooks";
import ts from "typescript";
import { OPTIONS } from "./options.mjs";

const [program = ""] = process.argv.slice(2);
// The compiler's own clock, as `tsc --extendedDiagnostics` prints it.
const clock = /** @type {{ performance: { enable(): void, getDuration(name: string): number } }} */ (
  /** @type {unknown} */ (ts)
).performance;
clock.enable();
const started = performance.now();
const compiled = ts.createProgram([program], OPTIONS);
const diagnostics = ts.getPreEmitDiagnostics(compiled);
console.log(
  JSON.stringify({
    types: compiled.getTypeCount(),
    instantiations: compiled.getInstantiationCount(),
    identifiers: compiled.getIdentifierCount(),
    files: compiled.getSourceFiles().length,
    checkMs: clock.getDuration("Check"),
    totalMs: performance.now() - started,
    diagnostics: diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  }),
);
