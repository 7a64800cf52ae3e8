import { dirname, resolve } from "node:path";
import type ts from "typescript";
import { compiler } from "../compiler.js";
import { projectSnapshot } from "./declared.js";

/**
 * Reads a project and those that it refers to, one after the other: a program takes much memory.
 * @param path its `tsconfig.json` or `jsconfig.json`, or the folder of it
 * @throws Error when there is none, or when it cannot be read
 */
export function* openProject(path: string): Generator<ts.Program> {
  for (const { fileNames, options } of readConfigs(path))
    yield compiler.createProgram(fileNames, { ...options, noEmit: true });
}

/** The files of a project that its owner wrote. */
export function ownFiles(program: ts.Program): ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file))
    .filter((file) => projectSnapshot(file) === undefined)
    .filter(
      ({ fileName }) =>
        !/\/node_modules\/|\/packages\/(client-v\d+|core|auth|types)\/(src|dist)\//.test(fileName),
    );
}

/** Errors in the project's list of files: that it has none is no error where it refers to others. */
const NO_FILES = new Set([18002, 18003]);

/** Options of another release of the compiler do not hinder from reading the code. */
const OTHER_OPTIONS = new Set([5023, 5024, 5025, 6046]);

/**
 * Reads the configuration of a project, and of those that it refers to, as `tsc --build` does.
 * @param path `tsconfig.json`, or a folder with one, or else with a `jsconfig.json`
 * @throws Error with the name of the file that is missing or broken
 */
function readConfigs(path: string): ts.ParsedCommandLine[] {
  const first = path.endsWith(".json") ? resolve(path) : configIn(resolve(path));
  const files = new Set([first]);
  const configs: ts.ParsedCommandLine[] = [];
  for (const file of files) {
    const config = readConfig(file);
    if (config.fileNames.length > 0) configs.push(config);
    for (const reference of config.projectReferences ?? [])
      files.add(resolve(compiler.resolveProjectReferencePath(reference)));
  }
  return configs;
}

function configIn(folder: string): string {
  const [file = resolve(folder, "tsconfig.json")] = ["tsconfig.json", "jsconfig.json"]
    .map((name) => resolve(folder, name))
    .filter((candidate) => compiler.sys.fileExists(candidate));
  return file;
}

function readConfig(file: string): ts.ParsedCommandLine {
  const { config, error } = compiler.readConfigFile(file, compiler.sys.readFile);
  if (error) throw brokenBy(error, file);
  const parsed = compiler.parseJsonConfigFileContent(config, compiler.sys, dirname(file), undefined, file);
  const isEmpty = parsed.fileNames.length === 0 && !parsed.projectReferences?.length;
  const fatal = parsed.errors.find(
    ({ code, category }) =>
      category === compiler.DiagnosticCategory.Error &&
      !OTHER_OPTIONS.has(code) &&
      (isEmpty || !NO_FILES.has(code)),
  );
  if (fatal) throw brokenBy(fatal, file);
  return parsed;
}

function brokenBy({ messageText, file: inside, start = 0 }: ts.Diagnostic, file: string): Error {
  const line = inside ? `:${inside.getLineAndCharacterOfPosition(start).line + 1}` : "";
  return new Error(
    `${inside?.fileName ?? file}${line}: ${compiler.flattenDiagnosticMessageText(messageText, " ")}`,
  );
}
