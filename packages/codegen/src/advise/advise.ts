import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { type ApiModel, methodAndPath } from "@omada-sdk/model";
import { type DiffReport, diffReport } from "../diff/report.js";
import { SEVERITIES } from "../diff/rules.js";
import { diffSnapshots } from "../diff/snapshots.js";
import { withKnownTypes } from "../emit/known-types.js";
import { PROJECT_LOCK } from "../project/lock.js";
import { factsFor } from "../specs/behaviour/misfits.js";
import { readKnownBehaviour } from "../specs/behaviour/read.js";
import { clientSubpath, entryOf, type Manifest, readManifest } from "../specs/manifest.js";
import { follows } from "../specs/predecessor.js";
import { readSnapshot } from "../specs/snapshot.js";
import { effectsOf } from "./effects.js";
import { createMatcher } from "./match.js";
import { readOwnSnapshots } from "./own-clients.js";
import { openProject } from "./project.js";
import type { Effect } from "./upgrade.js";
import { type CodePlace, findUses, type Use, type Uses } from "./uses.js";

export interface AdviseOptions {
  /** `tsconfig.json` or `jsconfig.json` of the project, or its folder; projects that it refers to belong to it. */
  project: string;
  specsDir: string;
  /** Id of the snapshot to go to. */
  target: string;
}

/** One change that hits one place of a project. */
export interface Advice extends Effect, CodePlace {}

/** What an upgrade means for a project. */
export interface AdviceReport {
  /** Snapshots that the project uses now. */
  from: string[];
  target: string;
  /** Where the client for the target is imported from. */
  importFrom: string;
  /** Folders of the clients in the project that `omada generate` made; these are generated again instead. */
  generatedIn: string[];
  /** Operations that it calls. */
  operations: string[];
  /** By severity, then place. */
  advice: Advice[];
}

/**
 * Lists what an upgrade to another snapshot changes for the operations, fields, types and named values that a project
 * uses.
 * @throws Error when the project or the snapshot cannot be read, or when the client that it imports is not installed
 */
export async function adviseUpgrade({ project, specsDir, target }: AdviseOptions): Promise<AdviceReport> {
  const manifest = await readManifest(specsDir);
  const after = await readSnapshot(specsDir, target);
  const found = findUses(openProject(project));
  const models = new Map([[target, after]]);
  const folders = found.folders.filter((folder) => existsSync(join(folder, PROJECT_LOCK)));
  const own = await readOwnSnapshots(folders, manifest);
  for (const id of found.snapshots)
    models.set(id, own.get(id)?.model ?? models.get(id) ?? (await readSnapshot(specsDir, id)));
  const uses = [...found.declared, ...operationsByPath(found, models)];
  const used = new Set(uses.flatMap((use) => ("operation" in use ? [use.operation] : [])));
  const from = [...new Set(uses.map(({ snapshot }) => snapshot))];
  const names = new Map(after.operations.map((operation) => [methodAndPath(operation), operation.name]));
  const known = await readKnownBehaviour(specsDir);
  const facts = factsFor(known, after);
  const root = resolve(project).replace(/[^/\\]*\.json$/, "");
  const isPublished = (id: string): boolean => manifest.snapshots.some((entry) => entry.id === id);
  const reportOf = async (id: string): Promise<DiffReport | undefined> => {
    const generated = own.get(id);
    if (!generated) return id === target ? undefined : diffSnapshots(specsDir, id, target);
    return diffReport(generated.model, after, {
      ...{ known, lostBefore: generated.lost, lostAfter: entryOf(manifest, target).source.lost },
      follows: isPublished(id) && id !== target && follows(manifest, id, target),
    });
  };
  const advice: Advice[] = [];
  for (const snapshot of from) {
    const before =
      own.get(snapshot)?.model ?? models.get(snapshot) ?? (await readSnapshot(specsDir, snapshot));
    const report = await reportOf(snapshot);
    const match = createMatcher(report?.findings ?? [], used);
    const keepsAliases = isPublished(snapshot) && follows(manifest, snapshot, target);
    const lost = report?.lostNames ?? [];
    const typed = { before: withKnownTypes(before, known), after: withKnownTypes(after, known) };
    const upgrade = { ...typed, match, lost, keepsAliases, facts, names };
    for (const use of uses.filter((each) => each.snapshot === snapshot))
      advice.push(...effectsOf(use, upgrade).map((effect) => ({ ...placeIn(root, use), ...effect })));
  }
  const generatedIn = folders.map((folder) => within(root, folder));
  const importFrom = importPath(manifest, target);
  return {
    from,
    target,
    importFrom,
    generatedIn,
    operations: [...used].sort(),
    advice: advice.sort(inOrder),
  };
}

/** Requests by path as uses of operations; where the client does not name its snapshot, those imported are tried. */
function operationsByPath({ byPath, snapshots }: Uses, models: ReadonlyMap<string, ApiModel>): Use[] {
  return byPath.flatMap(({ snapshot, method, path, untyped, ...place }) =>
    (snapshot === undefined ? snapshots : [snapshot]).flatMap((id): Use[] => {
      const model = models.get(id);
      const operation = model && findOperation(model, method, path);
      return operation === undefined
        ? []
        : [{ ...place, kind: "operation", snapshot: id, operation, untyped }];
    }),
  );
}

function importPath(manifest: Manifest, id: string): string {
  return `@omada-sdk/client-${entryOf(manifest, id).line}${clientSubpath(manifest, id).slice(1)}`;
}

function placeIn(root: string, { file, line, column }: Use): CodePlace {
  return { file: within(root, file), line, column };
}

/** A path relative to the project where it is inside of it. */
function within(root: string, path: string): string {
  const inside = relative(root, path);
  const isInside = !inside.startsWith("..") && !isAbsolute(inside);
  return isInside ? inside.replaceAll("\\", "/") : path;
}

function inOrder(a: Advice, b: Advice): number {
  const grave = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  if (grave !== 0) return grave;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}

/**
 * The operation that a request by path calls.
 * @param path as the user's code has it: `/openapi/v1/{}/sites/{siteId}/led`, maybe with a query
 * @returns METHOD and path; undefined when the snapshot has no such operation
 */
function findOperation(model: ApiModel, method: string, path: string): string | undefined {
  const asked = segmentsOf(path.replace(/\?.*$/, ""));
  let best: { operation: string; exact: number } | undefined;
  for (const operation of model.operations) {
    if (operation.method !== method) continue;
    const exact = likeness(segmentsOf(operation.path), asked);
    if (exact !== undefined && exact > (best?.exact ?? -1))
      best = { operation: methodAndPath(operation), exact };
  }
  return best?.operation;
}

/** How many segments are the same, if the template can stand for what was asked. */
function likeness(template: readonly string[], asked: readonly string[]): number | undefined {
  if (template.length !== asked.length) return undefined;
  let exact = 0;
  for (const [at, segment] of template.entries()) {
    if (segment === asked[at]) exact++;
    else if (!segment.startsWith("{")) return undefined;
  }
  return exact;
}

function segmentsOf(path: string): string[] {
  return path.split("/");
}

/** Advice for a terminal, one finding in three lines. */
export function formatAdvice(report: AdviceReport): string {
  const { from, target, importFrom, generatedIn, operations, advice } = report;
  const count = (severity: string): number => advice.filter((each) => each.severity === severity).length;
  const lines = [
    `${from.join(", ") || "no client found"} -> ${target}: ${operations.length} operations used, ${count("breaking")} breaking, ${count("risky")} risky`,
    ...(generatedIn.length === 0 ? [`import the client from ${importFrom}`] : []),
    ...generatedIn.map(
      (folder) =>
        `generate the client again: omada generate --out ${folder} --from ${target}, or --from the updated controller`,
    ),
  ];
  for (const { file, line, column, severity, operation, message, remedy } of advice)
    lines.push("", `${file}:${line}:${column} ${severity}`, `  ${operation}: ${message}`, `  => ${remedy}`);
  if (advice.length === 0 && from.length > 0) lines.push("", "Nothing to do.");
  return `${lines.join("\n").replace(/[^\P{Cc}\n]/gu, "?")}\n`;
}

/** Exit code for CI: 1 if something breaks, 3 if nothing of ours was found to look at. */
export function adviceExitCode({ from, advice }: AdviceReport): 0 | 1 | 3 {
  if (from.length === 0) return 3;
  return advice.some(({ severity }) => severity === "breaking") ? 1 : 0;
}
