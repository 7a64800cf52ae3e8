import type ts from "typescript";
import { compiler } from "../compiler.js";
import { readConfigs } from "./config.js";

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
    .filter(
      ({ fileName }) =>
        !/\/node_modules\/|\/packages\/(client-v\d+|core|auth|types)\/(src|dist)\//.test(fileName),
    );
}
