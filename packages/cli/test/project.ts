import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emptyFolder } from "./omada.js";

const ROOT = join(import.meta.dirname, "../../..");
/** The compilers of users: the current one, and the last one that is written in JavaScript. */
export const COMPILERS = {
  current: join(ROOT, "node_modules/typescript-native/bin/tsc"),
  "5.9": join(ROOT, "node_modules/typescript/bin/tsc"),
};
/** What generated clients need. */
const DEPENDENCIES = ["core", "auth"];

/** How a project compiles; `source` takes our packages from their sources, which need no build. */
const OPTIONS = {
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  customConditions: ["@omada-sdk/source"],
};

/** What strict projects ask of their own sources, and so of a generated client. */
export const STRICTEST = {
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
};

/** A project of a user, with the packages that a generated client needs and no others. */
export async function emptyProject(
  main: string,
  whenOver?: Parameters<typeof emptyFolder>[0],
): Promise<string> {
  const project = await emptyFolder(whenOver);
  const scope = join(project, "node_modules/@omada-sdk");
  for (const folder of [scope, join(project, "src")]) await mkdir(folder, { recursive: true });
  for (const name of DEPENDENCIES) await symlink(join(ROOT, "packages", name), join(scope, name));
  await writeFile(join(project, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(project, "src/main.ts"), main);
  return project;
}

/** An error of the compiler. */
export interface CompileError {
  file: string;
  line: number;
  message: string;
}

/** Writes the configuration of a project. */
export async function writeConfig(
  project: string,
  module: "nodenext" | "bundler",
  options: object = {},
): Promise<void> {
  const resolution = module === "nodenext" ? { module } : { module: "esnext", moduleResolution: module };
  const compilerOptions = { ...OPTIONS, ...resolution, ...options };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
}

/** Compiles a project. @returns the errors in its own files */
export async function compile(
  project: string,
  module: "nodenext" | "bundler",
  options: object = {},
  compiler = COMPILERS.current,
): Promise<CompileError[]> {
  await writeConfig(project, module, options);
  const { out } = await run(project, [compiler, "-p", ".", "--pretty", "false"]);
  const lines = out.split("\n").filter((line) => /error TS/.test(line));
  return lines.flatMap((line) => {
    const [, file, at, message] = /^(.+?)\((\d+),\d+\): error (TS.*)$/.exec(line) ?? [];
    if (file === undefined) throw new Error(line);
    // Strict options of the project hit the sources of our packages, too, which it would not see as an installed package.
    return file.startsWith("src/") ? [{ file, line: Number(at), message: message ?? "" }] : [];
  });
}

/** Runs Node in a project. */
function run(
  project: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd: project, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, args, options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

/** Runs the program of a project, which is written in TypeScript, from the sources of our packages. */
export function start(project: string, env: Readonly<Record<string, string>>) {
  const loader = import.meta.resolve("tsx");
  return run(project, ["--conditions=@omada-sdk/source", "--import", loader, "src/main.ts"], env);
}
