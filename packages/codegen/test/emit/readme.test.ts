import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const PACKAGE = join(import.meta.dirname, "../..");
const PROGRAM = join(import.meta.dirname, "readme-program.ts");

test("the code of the README compiles", { timeout: 30_000 }, () => {
  const readme = readFileSync(join(PACKAGE, "README.md"), "utf8");
  const code = /^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? "";
  expect(code).toContain("@omada-sdk/codegen");
  const { config } = ts.readConfigFile(join(PACKAGE, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, PACKAGE);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => path === PROGRAM || fileExists(path);
  host.readFile = (path) => (path === PROGRAM ? code : readFile(path));
  const program = ts.createProgram([PROGRAM], options, host);
  const found = program.getSemanticDiagnostics(program.getSourceFile(PROGRAM));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))).toEqual([]);
});
