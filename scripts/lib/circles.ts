import { posix } from "node:path";
import type { FoundImport } from "./find-imports.js";

/** One file imports another one; imports of types count. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
}

/** Files that put a package together: they may import everything in its `src`. */
const ENTRY_FILES = new Set(["index.ts", "bin.ts", "main.ts"]);

/** What a file imports from the files beside it, each file once. */
export function arrowsOf(path: string, imports: readonly FoundImport[], files: ReadonlySet<string>): Arrow[] {
  const names = new Map<string, Set<string>>();
  for (const found of imports) {
    const to = found.specifier.startsWith(".") ? resolve(path, found.specifier, files) : undefined;
    if (to === undefined) continue;
    const known = names.get(to) ?? new Set();
    for (const name of found.names) known.add(name);
    names.set(to, known);
  }
  return [...names].map(([to, each]) => ({ from: path, to, names: [...each] }));
}

function resolve(path: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  return [target, target.replace(/\.([cm]?)js$/, ".$1ts"), target.replace(/\.js$/, ".d.ts")].find((each) =>
    files.has(each),
  );
}

/** Circles of files: a report each, with the arrows that tie it. */
export function fileCircles(arrows: readonly Arrow[]): string[] {
  const edges = new Map(arrows.map((arrow) => [`${arrow.from} ${arrow.to}`, { ...arrow, arrows: [arrow] }]));
  return circles([...edges.values()]).map((circle) => report("files import each other", circle));
}

/**
 * Circles of what lies at the top of a package's `src`: its folders and, each for itself, its files. The files that put a
 * package together are left out, and everything may import what is generated.
 */
export function folderCircles(arrows: readonly Arrow[]): string[] {
  const edges = new Map<string, Edge>();
  for (const arrow of arrows) {
    const [from, to] = [entryOf(arrow.from), entryOf(arrow.to)];
    if (!from || !to || from === to || to.endsWith("/generated")) continue;
    const edge = edges.get(`${from} ${to}`) ?? { from, to, arrows: [] };
    edge.arrows.push(arrow);
    edges.set(`${from} ${to}`, edge);
  }
  return circles([...edges.values()]).map((circle) => {
    const title = `folders import each other: ${[...circle, ...circle.slice(0, 1)].map(({ from }) => from).join(" -> ")}`;
    return report(title, circle);
  });
}

/**
 * `packages/core/src/errors` of a file below it; undefined outside of `src` and for the files that put a package
 * together.
 */
function entryOf(path: string): string | undefined {
  const [entry, src = "", name = ""] = /^(packages\/[^/]+\/src\/)([^/]+)/.exec(path) ?? [];
  return path === src + name && ENTRY_FILES.has(name) ? undefined : entry;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly arrows: Arrow[];
}

function report(title: string, circle: readonly Edge[]): string {
  const lines = circle
    .flatMap(({ arrows }) => arrows)
    .map(({ from, to, names }) => `  ${from} -> ${to}: ${names.join(", ") || "nothing by name"}`);
  return [title, ...lines].join("\n");
}

/**
 * Circles, the shortest ones first, until what is left has none: of each the edge with the fewest names is taken out
 * before the next one is looked for. So a knot of many files gives as many circles as have to be cut, about.
 */
function circles(edges: readonly Edge[]): Edge[][] {
  const left = new Set(edges);
  const found: Edge[][] = [];
  for (;;) {
    const circle = shortestCircle([...left]);
    if (!circle) return found;
    found.push(circle);
    const [weakest] = circle.toSorted((one, other) => weight(one) - weight(other));
    if (weakest) left.delete(weakest);
  }
}

function weight({ arrows }: Edge): number {
  return arrows.reduce((sum, { names }) => sum + Math.max(1, names.length), 0);
}

function shortestCircle(edges: readonly Edge[]): Edge[] | undefined {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  let shortest: Edge[] | undefined;
  for (const start of inCircles(edges)) {
    const circle = circleThrough(start, leaving, shortest?.length ?? Number.POSITIVE_INFINITY);
    if (circle && circle.length < (shortest?.length ?? Number.POSITIVE_INFINITY)) shortest = circle;
  }
  return shortest;
}

/** What may be in a circle: whatever is neither a start nor an end of the arrows, taken away again and again. */
function inCircles(edges: readonly Edge[]): string[] {
  let left = edges;
  for (;;) {
    const [sources, targets] = [new Set(left.map(({ from }) => from)), new Set(left.map(({ to }) => to))];
    const inner = left.filter(({ from, to }) => targets.has(from) && sources.has(to));
    if (inner.length === left.length) return [...sources].filter((name) => targets.has(name)).sort();
    left = inner;
  }
}

/** The shortest way from a place back to itself, in fewer steps than a limit. */
function circleThrough(
  start: string,
  leaving: ReadonlyMap<string, readonly Edge[]>,
  limit: number,
): Edge[] | undefined {
  let ways: Edge[][] = [[]];
  const seen = new Set<string>();
  for (let steps = 1; steps < limit && ways.length > 0; steps++) {
    const longer: Edge[][] = [];
    for (const way of ways) {
      for (const edge of leaving.get(way.at(-1)?.to ?? start) ?? []) {
        if (edge.to === start) return [...way, edge];
        if (seen.has(edge.to)) continue;
        seen.add(edge.to);
        longer.push([...way, edge]);
      }
    }
    ways = longer;
  }
  return undefined;
}
