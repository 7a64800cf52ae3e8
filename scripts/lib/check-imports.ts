import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { type Arrow, arrowsOf, fileCircles, folderCircles } from "./circles.js";
import { type FoundImport, findImports } from "./find-imports.js";
import { IMPORT_RULES, type ImportRule, isTest, SCOPE, TEST_EXTRAS } from "./import-rules.js";
import { checkExportKeys, findCycles, type Manifest } from "./manifests.js";

export interface SourceFile {
  /** Relative to the repository, with "/". */
  readonly path: string;
  readonly text: string;
}

/** Files at the root that every package may reach for by a relative path, from its configuration only. */
const SHARED_CONFIG = /^(\.\.\/){2}vitest\.shared\.js$/;

/** Every breach of the rules, one text each; empty when all is well. */
export function checkImports(
  manifests: readonly Manifest[],
  sources: readonly SourceFile[],
  rules: Readonly<Record<string, ImportRule>> = IMPORT_RULES,
): string[] {
  const broken: string[] = [];
  const arrows: Arrow[] = [];
  const paths = new Set(sources.map(({ path }) => path));
  for (const { path, text } of sources) {
    const owner = ownerOf(manifests, path);
    const ruleFolder = Object.keys(rules)
      .filter((folder) => path.startsWith(`${folder}/`))
      .sort((a, b) => b.length - a.length)[0];
    const rule = ruleFolder === undefined ? undefined : rules[ruleFolder];
    if (!owner || !rule) {
      if (path.includes("/")) broken.push(`${path}: no rule says what this folder may import`);
      continue;
    }
    const imports = findImports(path, text);
    // Generated packages are data; what is generated into `src` counts as part of it.
    if (!/^packages\/[^/]+\/generated\//.test(path)) arrows.push(...arrowsOf(path, imports, paths));
    for (const found of imports) {
      const reason = breachOf(path, found, owner, rule, manifests);
      if (reason) broken.push(`${path}:${found.line}: ${reason}`);
    }
  }
  return [
    ...broken,
    ...checkExportKeys(manifests),
    ...findCycles(manifests),
    ...fileCircles(arrows),
    ...folderCircles(arrows),
  ];
}

function ownerOf(manifests: readonly Manifest[], path: string): Manifest | undefined {
  return manifests
    .filter(({ dir }) => dir === "" || path.startsWith(`${dir}/`))
    .sort((a, b) => b.dir.length - a.dir.length)[0];
}

function breachOf(
  path: string,
  { specifier, typeOnly, onDemand }: FoundImport,
  owner: Manifest,
  rule: ImportRule,
  manifests: readonly Manifest[],
): string | undefined {
  const test = isTest(path);
  if (specifier.startsWith(".")) return breachOfPath(path, specifier, owner, rule);
  if (specifier.startsWith("/") || specifier.startsWith("file:")) return `"${specifier}" is an absolute path`;
  if (specifier === owner.name || specifier.startsWith(`${owner.name}/`))
    return test ? deepImport(specifier, owner) : `"${specifier}" is this package itself; use a relative path`;
  if (specifier.startsWith(SCOPE)) {
    const target = manifests.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
    if (!target) return `"${specifier}" is no package of this workspace`;
    const short = target.name.slice(SCOPE.length);
    const asType = rule.typesOnly?.includes(short);
    if (asType && !typeOnly && !test) return `"${specifier}" may only be imported with "import type"`;
    if (rule.optional?.includes(short) && !test) {
      if (!onDemand) return `"${specifier}" need not be installed; load it with import() where it is needed`;
      return deepImport(specifier, target) ?? undeclared(target.name, owner, true, []);
    }
    if (!asType && !rule.workspace.includes(short) && !(test && TEST_EXTRAS.includes(short)))
      return `"${specifier}" may not be imported here`;
    return deepImport(specifier, target) ?? undeclared(target.name, owner, test, []);
  }
  return breachOfExternal(path, specifier, owner, rule, manifests, test);
}

function breachOfPath(
  path: string,
  specifier: string,
  owner: Manifest,
  { folders }: ImportRule,
): string | undefined {
  if (isTest(path) && SHARED_CONFIG.test(specifier)) return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  const home = owner.dir === "" ? `${path.split("/")[0]}/` : `${owner.dir}/`;
  if (!target.startsWith(home)) return `"${specifier}" leaves ${home}`;
  const [from, to] = [path, target].map((each) => folderOfSource(each, owner));
  if (!folders || from === undefined || to === undefined || from === to) return undefined;
  return folders[from]?.includes(to) ? undefined : `src/${from} may not import from src/${to}`;
}

/** The folder of `src` that a file lies in; undefined for files beside the folders, and outside of `src`. */
function folderOfSource(path: string, { dir }: Manifest): string | undefined {
  const [folder, ...rest] = path.startsWith(`${dir}/src/`) ? path.slice(`${dir}/src/`.length).split("/") : [];
  return rest.length > 0 ? folder : undefined;
}

function breachOfExternal(
  path: string,
  specifier: string,
  owner: Manifest,
  rule: ImportRule,
  manifests: readonly Manifest[],
  test: boolean,
): string | undefined {
  const builtin = isBuiltin(specifier);
  if (builtin && !specifier.startsWith("node:")) return `"${specifier}" must be written "node:${specifier}"`;
  const name = builtin ? "node:" : packageOf(specifier);
  if (!test && rule.external !== "any") {
    if (!rule.external.includes(name)) return `"${specifier}" may not be imported here`;
    const only = rule.externalOnlyIn?.[name];
    if (only && !path.startsWith(`${owner.dir}/${only}/`))
      return `"${specifier}" may only be imported in ${owner.dir}/${only}`;
  }
  const root = manifests.find(({ dir }) => dir === "");
  return builtin ? undefined : undeclared(name, owner, test, test ? (root?.devDependencies ?? []) : []);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function undeclared(
  name: string,
  owner: Manifest,
  test: boolean,
  alsoAllowed: readonly string[],
): string | undefined {
  if (owner.dependencies.includes(name) || alsoAllowed.includes(name)) return undefined;
  if (owner.devDependencies.includes(name)) {
    if (test || owner.private) return undefined;
    return `"${name}" is a dev dependency but used by published code`;
  }
  return `"${name}" is not declared in ${posix.join(owner.dir, "package.json")}`;
}

function deepImport(specifier: string, target: Manifest): string | undefined {
  const key = `.${specifier.slice(target.name.length)}`;
  const exported = target.exports.some((entry) => {
    const [before = "", after] = entry.split("*");
    return after === undefined ? entry === key : key.startsWith(before) && key.endsWith(after);
  });
  return exported ? undefined : `"${specifier}" is not among the exports of ${target.name}`;
}
