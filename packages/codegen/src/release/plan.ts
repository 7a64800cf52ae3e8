import { releaseOf, TOP } from "../diff/format/lines.js";
import { headline } from "../diff/headline.js";
import type { DiffReport } from "../diff/report.js";
import { diffSnapshots } from "../diff/snapshots.js";
import { clientSubpath, type Manifest, readManifest } from "../specs/manifest.js";

/** How much of a version a change takes. */
export type Bump = "major" | "minor" | "patch";

/** What a package exposes of snapshots: subpath to id. */
export type EntryPoints = Map<string, string>;

const BUMPS: readonly Bump[] = ["major", "minor", "patch"];

/** The largest of some bumps; undefined for none. */
function gravest(bumps: readonly Bump[]): Bump | undefined {
  return BUMPS.find((bump) => bumps.includes(bump));
}

/** The packages that follow from snapshots, and which of them stands behind each of their subpaths. */
function entryPointsOf(manifest: Manifest): Map<string, EntryPoints> {
  const packages = new Map<string, EntryPoints>();
  const add = (name: string, subpath: string, id: string): void => {
    packages.set(name, (packages.get(name) ?? new Map()).set(subpath, id));
  };
  for (const { id, line } of manifest.snapshots) {
    add(`@omada-sdk/client-${line}`, clientSubpath(manifest, id), id);
    add("@omada-sdk/types", `./${id}`, id);
  }
  return new Map([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why a package needs a release. */
export interface Reason {
  text: string;
  /** The differences that it rests on. */
  report?: DiffReport;
}

/** What the next release of one package has to be, and why. */
export interface PackagePlan {
  name: string;
  bump: Bump;
  reasons: Reason[];
}

/** What the snapshots ask of the next release. */
export interface ReleasePlan {
  packages: PackagePlan[];
  /** Differences between published and present snapshots that the bumps rest on, `6.2 -> 6.3` first. */
  reports: DiffReport[];
}

/**
 * Compares the snapshots with those of the last release.
 * @param publishedDir the specs folder as it was released; undefined if nothing was released yet
 */
export async function planRelease(specsDir: string, publishedDir: string | undefined): Promise<ReleasePlan> {
  const manifest = await readManifest(specsDir);
  const now = entryPointsOf(manifest);
  if (publishedDir === undefined) return { packages: [...now].map(firstRelease), reports: [] };
  const was = entryPointsOf(await readManifest(publishedDir));
  const reports = new Map<string, DiffReport>();
  const compare = async (before: string, after: string): Promise<DiffReport> => {
    const key = `${before} ${after}`;
    const report = reports.get(key) ?? (await diffSnapshots(specsDir, before, after, publishedDir));
    reports.set(key, report);
    return report;
  };
  const packages: PackagePlan[] = [];
  for (const name of new Set([...was.keys(), ...now.keys()])) {
    const [before, after] = [was.get(name), now.get(name)];
    const plan = before
      ? await planPackage(name, before, after, compare)
      : firstRelease([name, after ?? new Map()]);
    if (plan) packages.push(plan);
  }
  return { packages, reports: [...reports.values()].filter(({ findings }) => findings.length > 0) };
}

/** 1.0.0 from 0.0.0, which is in no registry: from then on the numbers mean what they say. */
function firstRelease([name, points]: [string, EntryPoints]): PackagePlan {
  const ids = [...new Set(points.values())].join(", ");
  return { name, bump: "major", reasons: [{ text: `first release, with ${ids}` }] };
}

async function planPackage(
  name: string,
  was: EntryPoints,
  now: EntryPoints = new Map(),
  compare: (before: string, after: string) => Promise<DiffReport>,
): Promise<PackagePlan | undefined> {
  const bumps: Bump[] = [];
  const reasons: Reason[] = [];
  const because = (bump: Bump, text: string, report?: DiffReport): void => {
    bumps.push(bump);
    reasons.push(report ? { text, report } : { text });
  };
  for (const [subpath, id] of now) {
    const before = was.get(subpath);
    if (before === undefined) {
      because("minor", `${subpath} is new: ${id}`);
      continue;
    }
    const report = await compare(before, id);
    if (report.findings.length > 0) because(releaseOf(report), describe(subpath, report), report);
    else if (before !== id) because("minor", `${subpath} is ${id} now, with nothing changed`);
  }
  for (const [subpath, id] of was) {
    if (!now.has(subpath)) because("major", `${subpath} is gone: ${id}`);
  }
  const bump = gravest(bumps);
  return bump && { name, bump, reasons };
}

function describe(subpath: string, { before, after, counts, changeGroups }: DiffReport): string {
  const numbers = `${counts.breaking} breaking, ${counts.risky} risky, ${counts.additive} additive`;
  const first = changeGroups.slice(0, TOP).find(({ severity }) => severity === "breaking");
  const what = before.id === after.id ? `${after.id} was read again` : `${before.id} -> ${after.id}`;
  return `${subpath} ${what}: ${numbers}${first ? `; ${headline(first)}` : ""}`;
}

/** Groups of changes per pair of snapshots that a summary names. */
const NAMED = 3;

/**
 * A plan as changeset files, by name: one for each package, because its text goes into the change log of that package, and
 * short enough for one.
 */
export function formatChangesets({ packages }: Pick<ReleasePlan, "packages">): Map<string, string> {
  return new Map(
    packages.map((plan) => [`${CHANGESET_PREFIX}${plan.name.replace(/^.*\//, "")}.md`, formatOne(plan)]),
  );
}

/** How the names of these files begin. */
export const CHANGESET_PREFIX = "snapshots-";

function formatOne({ name, bump, reasons }: PackagePlan): string {
  const reports = new Set(reasons.flatMap(({ report }) => report ?? []));
  const others = reasons.filter(({ report }) => report === undefined);
  const lines = ["---", `${JSON.stringify(name)}: ${bump}`, "---", "", ...[...reports].flatMap(summaryOf)];
  if (others.length > 0) lines.push("Snapshots:", "", ...others.map(({ text }) => `- ${plain(text)}`));
  return `${lines.join("\n").trimEnd()}\n`;
}

function summaryOf({ before, after, counts, changeGroups }: DiffReport): string[] {
  const severities = `${counts.breaking} breaking, ${counts.risky} risky, ${counts.additive} additive`;
  const range = before.id === after.id ? `${after.id}, read again` : `${before.id} to ${after.id}`;
  const groups = changeGroups.slice(0, NAMED);
  return [
    `Controller ${range}: ${severities}.`,
    "",
    ...groups.map((group) => `- ${group.severity}: \`${plain(headline(group))}\``),
    ...(before.id === after.id ? [] : [`- everything: \`specs/${after.id}/CHANGES.md\` in the repository`]),
    "",
  ];
}

function plain(text: string): string {
  return text.replace(/[`\r\n]/g, "'");
}
