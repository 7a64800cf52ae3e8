import type { ApiModel } from "@omada-sdk/model";
import { banner } from "../../banner.js";
import type { Alias } from "../../exported/aliases.js";
import { typeAliases } from "../aliases.js";
import type { Cluster, Layout } from "./clusters.js";

const COMMON = `/** What every answer of a controller comes in. */
export interface Envelope<T = undefined> {
  /** 0 for success; anything else is an error and \`result\` is mostly missing. */
  errorCode: number;
  msg?: string;
  result?: T;
}

/** One page of rows. */
export interface Grid<T> {
  /** Rows on all pages together. */
  totalRows: number;
  /** Number of this page, from 1. */
  currentPage: number;
  /** Page size that was asked for. */
  currentSize: number;
  data: T[];
}
`;

/** The declaration files of one snapshot, by path relative to its folder. */
export function typeFiles(
  model: ApiModel,
  layout: Layout,
  aliases: readonly Alias[] = [],
): Map<string, string> {
  const files = new Map<string, string>();
  const head = banner(`specs/${model.id}`);
  files.set("common.d.ts", head + COMMON);
  for (const cluster of layout.clusters)
    files.set(`${cluster.file}.d.ts`, head + clusterText(cluster, layout, aliases));
  files.set("index.d.ts", head + indexText([...layout.namesOf.keys()]));
  return files;
}

function clusterText(cluster: Cluster, layout: Layout, aliases: readonly Alias[]): string {
  const declarations = cluster.names.map((name) => layout.declared.get(name)?.text ?? "");
  const uses = new Set(cluster.names.flatMap((name) => layout.declared.get(name)?.uses ?? []));
  const own = new Set(cluster.names);
  const imports = importLines(
    cluster.file,
    [...uses].filter((name) => !own.has(name)),
    layout,
    "import",
  );
  const shared = (layout.namesOf.get(cluster.file) ?? []).filter((name) => !own.has(name));
  const exports = importLines(cluster.file, shared, layout, "export");
  const isGroup = layout.namesOf.has(cluster.file);
  const common = relative(cluster.file, "common");
  const usesCommon = declarations.some((text) => /\b(Grid|Envelope)</.test(text));
  const placeOf = (name: string): string | undefined =>
    own.has(name) ? undefined : relative(cluster.file, layout.fileOf.get(name) ?? "");
  return [
    usesCommon ? `import type { Envelope, Grid } from "${common}";\n` : "",
    ...imports,
    isGroup ? `export type { Envelope, Grid } from "${common}";\n` : "",
    ...exports,
    ...declarations,
    typeAliases(aliases, cluster.file, placeOf),
    isGroup || cluster.names.length > 0 ? "" : "export {};\n",
  ].join("");
}

function importLines(
  from: string,
  names: readonly string[],
  layout: Layout,
  word: "import" | "export",
): string[] {
  const byFile = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const file = layout.fileOf.get(name) ?? "";
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  return [...byFile]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, list]) => `${word} type { ${list.join(", ")} } from "${relative(from, file)}";\n`);
}

function relative(from: string, to: string): string {
  const up = from.includes("/") ? "../" : "./";
  if (from.includes("/") && to.startsWith("shared/")) return `./${to.slice("shared/".length)}.js`;
  return `${up}${to}.js`;
}

function indexText(groups: readonly string[]): string {
  const lines = groups.map((group) => `export type * as ${identifierOf(group)} from "./${group}.js";\n`);
  return `export type { Envelope, Grid } from "./common.js";\n${lines.join("")}`;
}

/** `site-setting` -> `siteSetting`. */
function identifierOf(group: string): string {
  return group.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
