import { dirname } from "node:path";
import ts from "typescript";
import { RUNTIME_OF_CONNECT, RUNTIME_OF_GROUP } from "../../../src/emit/client/runtime-exports.js";
import { typesExports } from "../../../src/index.js";

/** As much of @omada-sdk/core as generated declarations name. */
const CORE = `export interface CallOptions { signal?: AbortSignal }
export interface OmadaClientOptions { baseUrl: string }
export interface OmadaDownload { text(): Promise<string> }
export interface SnapshotInfo { readonly id: string }
export interface GroupDefinition<Tags extends object = object> { tags?: Tags }
export type GrantKind = "client-credentials" | "authorization-code";
export interface OmadaAuth<Kind extends GrantKind = GrantKind> { kind: Kind }
export interface OmadaConnection<AsUser extends boolean = boolean> { readonly actsAsUser: AsUser }
export interface OmadaClient extends OmadaConnection { readonly omadacId: string }
export type ClientFor<Kind, Client, AsUser> = Kind extends "client-credentials" ? Client : AsUser;
export type OperationFunction<Method extends (...call: never[]) => unknown, Connection = OmadaConnection> = (omada: Connection, ...call: Parameters<Method>) => ReturnType<Method>;
`;

/** What generated files hand on of a package without looking at it. */
function handedOn(from: string, declared = ""): string {
  const names = (kind: string) =>
    [RUNTIME_OF_GROUP, RUNTIME_OF_CONNECT]
      .flatMap(({ dts }) => [
        ...dts.matchAll(new RegExp(`^export ${kind}\\{([^}]*)\\} from "${from}["/]`, "gm")),
      ])
      .flatMap(([, list = ""]) => list.split(","))
      .map((name) => name.trim())
      .filter((name, index, all) => all.indexOf(name) === index)
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(declared));
  const values = names("").map((name) => `export declare const ${name}: unknown;\n`);
  return [...values, ...names("type ").map((name) => `export type ${name} = unknown;\n`)].join("");
}

const ROOT = "/virtual";
const SCOPE = `${ROOT}/node_modules/@omada-sdk`;

/** Compiler messages of generated files with everything checked, and of a program that uses them. */
export function diagnose(generated: ReadonlyMap<string, string>, program = "export {};"): string[] {
  const files = new Map<string, string>([[`${ROOT}/program.ts`, program]]);
  files.set(`${ROOT}/package.json`, '{ "type": "module" }');
  for (const name of ["auth", "core"])
    files.set(
      `${SCOPE}/${name}/package.json`,
      '{ "type": "module", "exports": { ".": "./index.d.ts", "./connection": "./index.d.ts" } }',
    );
  files.set(`${SCOPE}/core/index.d.ts`, CORE + handedOn("@omada-sdk/core", CORE));
  files.set(`${SCOPE}/auth/index.d.ts`, handedOn("@omada-sdk/auth"));
  for (const [path, body] of generated) files.set(`${SCOPE}/${path}`, body);
  const groups = [...generated.keys()].flatMap(
    (path) => /^types\/generated\/6\.2\/([\w-]+)\.d\.ts$/.exec(path)?.[1] ?? [],
  );
  const manifest = { snapshots: [{ id: "6.2" }] } as Parameters<typeof typesExports>[0];
  const exports = {
    ...typesExports(manifest, new Map([["6.2", { groups, parts: groups }]])),
    "./shared/*": { types: "./generated/shared/*.d.ts" },
  };
  files.set(`${SCOPE}/types/package.json`, JSON.stringify({ type: "module", exports }));
  const client = { "./*": { types: "./generated/6.2/*.d.ts" } };
  files.set(`${SCOPE}/client-v6/package.json`, JSON.stringify({ type: "module", exports: client }));

  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    types: [],
    noEmit: true,
  };
  const host = overlay(files, options);
  const roots = [...files.keys()].filter((path) => path.endsWith(".ts"));
  const compiled = ts.createProgram(roots, options, host);
  const found = roots.flatMap((path) => {
    const file = compiled.getSourceFile(path);
    return [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)];
  });
  return found.map(({ file, messageText, start = 0 }) => {
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

const libs = new Map<string, ts.SourceFile | undefined>();

function overlay(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) folders.add(folder);
  }
  const { readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || (!path.startsWith(ROOT) && ts.sys.fileExists(path));
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) => folders.has(path);
  host.realpath = (path) => path;
  host.getCurrentDirectory = () => ROOT;
  host.getSourceFile = (path, languageVersion) => {
    const body = files.get(path);
    if (body !== undefined) return ts.createSourceFile(path, body, languageVersion);
    if (!libs.has(path)) libs.set(path, getSourceFile(path, languageVersion));
    return libs.get(path);
  };
  return host;
}
