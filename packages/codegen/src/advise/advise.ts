import { isAbsolute, relative, resolve } from "node:path";
import { describeFinding } from "../diff/format/lines.js";
import { describeFact, remedyOf } from "../diff/known/describe.js";
import { factsAbout, factsFor } from "../diff/known/facts.js";
import { readKnownBehaviour } from "../diff/known/read.js";
import { RULES, SEVERITIES, type Severity } from "../diff/rules.js";
import { diffSnapshots } from "../diff/snapshots.js";
import { operationId } from "../diff/successor.js";
import { clientSubpath, entryOf, type Manifest, readManifest } from "../snapshot/manifest.js";
import { readSnapshot } from "../snapshot/read.js";
import { createMatcher } from "./match.js";
import { openProject } from "./project.js";
import { remedyFor } from "./remedies.js";
import { findUses, type Place, type Use } from "./uses.js";

export interface AdviseOptions {
  /** `tsconfig.json` of the project, or its folder. */
  project: string;
  specsDir: string;
  /** Id of the snapshot to go to. */
  target: string;
}

/** One change that hits one place of a project. */
export interface Advice extends Place {
  severity: Severity;
  /** Rule of the diff, or `known-behaviour`. */
  rule: string;
  /** METHOD and path. */
  operation: string;
  /** What changes, in one line. */
  message: string;
  /** What to do about it. */
  remedy: string;
}

/** What an upgrade means for a project. */
export interface AdviceReport {
  /** Snapshots that the project uses now. */
  from: string[];
  target: string;
  /** Where the client for the target is imported from. */
  importFrom: string;
  /** Operations that it calls. */
  operations: string[];
  /** By severity, then place. */
  advice: Advice[];
}

/**
 * Lists what an upgrade to another snapshot changes for the operations and fields that a project uses.
 * @throws Error when the project or the snapshot cannot be read
 */
export async function adviseUpgrade({ project, specsDir, target }: AdviseOptions): Promise<AdviceReport> {
  const uses = findUses(openProject(project));
  const root = resolve(project).replace(/[^/\\]*\.json$/, "");
  const from = [...new Set(uses.map(({ snapshot }) => snapshot))];
  const model = await readSnapshot(specsDir, target);
  const names = new Map(model.operations.map((operation) => [operationId(operation), operation.name]));
  const facts = factsFor(await readKnownBehaviour(specsDir), target);
  const used = new Set(uses.flatMap((use) => (use.kind === "field" ? [] : [use.operation])));
  const advice: Advice[] = [];
  for (const snapshot of from.filter((id) => id !== target)) {
    const { findings } = await diffSnapshots(specsDir, snapshot, target);
    const match = createMatcher(findings, used);
    for (const use of uses.filter((each) => each.snapshot === snapshot)) {
      for (const finding of match(use)) {
        const { severity, rule, operation } = finding;
        const message = `${describeFinding({ ...finding, successor: undefined } as typeof finding)}; ${RULES[rule].why}`;
        const remedy = remedyFor(finding, (key) => names.get(key));
        advice.push({ ...placeIn(root, use), severity, rule, operation, message, remedy });
      }
    }
  }
  for (const use of uses) {
    if (use.kind !== "operation") continue;
    for (const fact of factsAbout(facts, use.operation)) {
      advice.push({
        ...placeIn(root, use),
        severity: fact.kind === "refused" ? "breaking" : "risky",
        rule: "known-behaviour",
        operation: use.operation,
        message: describeFact(fact),
        remedy: remedyOf(fact) ?? "try it on a controller first",
      });
    }
  }
  const importFrom = importPath(await readManifest(specsDir), target);
  return { from, target, importFrom, operations: [...used].sort(), advice: advice.sort(inOrder) };
}

function importPath(manifest: Manifest, id: string): string {
  return `@omada-sdk/client-${entryOf(manifest, id).line}${clientSubpath(manifest, id).slice(1)}`;
}

function placeIn(root: string, { file, line, column }: Use): Place {
  const inside = relative(root, file);
  const isInside = !inside.startsWith("..") && !isAbsolute(inside);
  return { file: isInside ? inside.replaceAll("\\", "/") : file, line, column };
}

function inOrder(a: Advice, b: Advice): number {
  const grave = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  if (grave !== 0) return grave;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}
