import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { OPTIONS } from "../bench/child/options.mjs";
import { ROOT } from "../lib/places.js";

const options: ts.CompilerOptions = { ...OPTIONS, customConditions: ["@omada-sdk/source"] };
const host = ts.createCompilerHost(options);
const read = host.getSourceFile.bind(host);
const files = new Map<string, ts.SourceFile | undefined>();
// Both programs read mostly the same files.
host.getSourceFile = (file, ...rest) => {
  if (!files.has(file)) files.set(file, read(file, ...rest));
  return files.get(file);
};

/** What the compiler has to take in for a program of a user. These counts are the same on every machine; times are not. */
function compile(program: string): { counts: Record<string, number>; errors: string[] } {
  const file = join(ROOT, "scripts/bench/programs", program);
  const compiled = ts.createProgram([file], options, host);
  const source = compiled.getSourceFile(file);
  const errors = compiled.getSemanticDiagnostics(source);
  const generated = compiled.getSourceFiles().filter(({ fileName }) => fileName.includes("/generated/"));
  return {
    counts: {
      types: compiled.getTypeCount(),
      instantiations: compiled.getInstantiationCount(),
      declarationFiles: generated.length,
      declarationBytes: generated.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    },
    errors: errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  };
}

describe("a program of 20 calls", () => {
  test.each([
    ["client.ts", { types: 700, instantiations: 550, declarationFiles: 90, declarationBytes: 2_870_000 }],
    ["groups.ts", { types: 800, instantiations: 650, declarationFiles: 60, declarationBytes: 2_200_000 }],
  ])("%s stays within its counts", (program, budget) => {
    const { counts, errors } = compile(program);
    expect(errors).toEqual([]);
    const over = Object.entries<number>(budget).filter(([name, most]) => (counts[name] ?? 0) > most);
    expect(over, JSON.stringify(counts)).toEqual([]);
  });
});
