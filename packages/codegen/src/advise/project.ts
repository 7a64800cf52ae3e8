import { dirname, resolve } from "node:path";
import ts from "typescript";

/**
 * Reads a TypeScript project.
 * @param path its `tsconfig.json`, or the folder of it
 * @throws Error when there is none, or when it cannot be read
 */
export function openProject(path: string): ts.Program {
  const file = path.endsWith(".json") ? resolve(path) : resolve(path, "tsconfig.json");
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, " "));
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  const fatal = errors.find(({ category }) => category === ts.DiagnosticCategory.Error);
  if (fatal && fileNames.length === 0)
    throw new Error(ts.flattenDiagnosticMessageText(fatal.messageText, " "));
  return ts.createProgram(fileNames, { ...options, noEmit: true });
}

/** The files of a project that its owner wrote. */
export function ownFiles(program: ts.Program): ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file))
    .filter(
      ({ fileName }) =>
        !/\/node_modules\/|\/packages\/(client-v\d+|core|auth|types)\/(src|dist)\//.test(fileName),
    );
}
