import { dirname, join } from "node:path";
import ts from "typescript";
import { OPTIONS } from "./options.js";
import { PACKAGES } from "./snapshots.js";

const BUILT = ["auth", "core", "client-v6"];

const declarations = new Map<string, string>();
for (const name of BUILT) build(name);

/** Makes the declarations of a package's `dist` in memory, from its sources: they are never older than those. */
function build(name: string): void {
  const folder = join(PACKAGES, name);
  const configured = ts.getParsedCommandLineOfConfigFile(
    join(folder, "tsconfig.build.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  if (!configured) throw new Error(`packages/${name} has no tsconfig.build.json`);
  const options = { ...configured.options, noCheck: true, declarationMap: false, emitDeclarationOnly: true };
  const program = ts.createProgram(configured.fileNames, options, overlay(options, declarations));
  program.emit(undefined, (path, text) => declarations.set(path, text));
}

/** A host that prefers files in memory, and has no `dist` folders but those. */
function overlay(options: ts.CompilerOptions, files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  const isDist = (path: string) => BUILT.some((name) => path.startsWith(`${join(PACKAGES, name, "dist")}/`));
  host.fileExists = (path) => files.has(path) || (!isDist(path) && fileExists(path));
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) =>
    directoryExists?.(path) === true || [...files.keys()].some((file) => dirname(file).startsWith(path));
  return host;
}

/**
 * Compiles a program that stands in this package's test folder as a user who installed the packages would: without
 * the condition of this repository.
 */
export function compile(program: string): ts.Program {
  const path = join(import.meta.dirname, "program.ts");
  const options = { ...OPTIONS, skipLibCheck: true };
  return ts.createProgram([path], options, overlay(options, new Map([...declarations, [path, program]])));
}

/** Messages of a program, one line each. */
export function messages(program: ts.Program): string[] {
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText, start = 0 }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** The generated files that a program reads, relative to `packages`. */
export function generatedFiles(program: ts.Program): string[] {
  return program
    .getSourceFiles()
    .map(({ fileName }) => fileName.slice(PACKAGES.length + 1))
    .filter((name) => name.includes("/generated/"));
}
