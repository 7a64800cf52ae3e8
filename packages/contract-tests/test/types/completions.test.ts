import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { OPTIONS } from "../support/options.js";

const PROGRAM = join(import.meta.dirname, "program.ts");

/** What an editor offers at the "|" of a program in this folder. */
function completionsAt(marked: string): string[] {
  const text = marked.replace("|", "");
  const service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [PROGRAM],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const content = path === PROGRAM ? text : ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === PROGRAM || ts.sys.fileExists(path),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    realpath: ts.sys.realpath,
  });
  const found = service.getCompletionsAtPosition(PROGRAM, marked.indexOf("|"), {});
  return found?.entries.map(({ name }) => name) ?? [];
}

const IMPORT = 'import type { DeviceInfo } from "@omada-sdk/types/6.2/device";\n';

test("the known values of an open union complete", () => {
  const numbers = completionsAt(`${IMPORT}export const device: DeviceInfo = { mac: "", status: | };`);
  expect(numbers).toEqual(expect.arrayContaining(["0", "1", "2", "3", "4"]));
  const texts = completionsAt(`${IMPORT}export const device: DeviceInfo = { mac: "", subtype: "|" };`);
  expect(texts.sort()).toEqual(["es", "smart"]);
});

test("members complete", () => {
  const members = completionsAt(`${IMPORT}export const mac = (device: DeviceInfo) => device.|;`);
  expect(members).toEqual(expect.arrayContaining(["mac", "name", "status"]));
});
