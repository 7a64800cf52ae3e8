// complete.mjs <program> <text>: appends the text and completes at its "|", over and over after small edits.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import ts from "typescript";
import { OPTIONS } from "./options.mjs";

const PROBES = 7;
const [program = "", text = ""] = process.argv.slice(2);
const source = readFileSync(program, "utf8");
const [before = "", after = ""] = text.split("|");
let version = 0;

/** The program with one more edit at its end. */
function current() {
  return `${source}\nconst edit${version} = ${version};${before}${after}\n`;
}

/** @type {ts.LanguageServiceHost} */
const host = {
  getCompilationSettings: () => OPTIONS,
  getScriptFileNames: () => [program],
  getScriptVersion: (file) => (file === program ? `${version}` : "0"),
  getScriptSnapshot: (file) => {
    const content = file === program ? current() : ts.sys.readFile(file);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => process.cwd(),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
};
const service = ts.createLanguageService(host);

/** @type {number[]} */
const times = [];
let entries = 0;
for (let probe = 0; probe <= PROBES; probe++) {
  version++;
  const position = current().length - after.length - 1;
  const started = performance.now();
  const completions = service.getCompletionsAtPosition(program, position, {});
  times.push(performance.now() - started);
  entries = completions?.entries.length ?? 0;
}
const [coldMs, ...warmMs] = times;
console.log(JSON.stringify({ coldMs, warmMs, entries }));
