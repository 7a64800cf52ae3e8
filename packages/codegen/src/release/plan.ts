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
  /** Whether a report of the plan has all of it. */
  isReported: boolean;
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
    const plan = await planPackage(name, was.get(name), now.get(name), compare);
    if (plan) packages.push(plan);
  }
  return { packages, reports: [...reports.values()].filter(({ findings }) => findings.length > 0) };
}

function firstRelease([name, points]: [string, EntryPoints]): PackagePlan {
  const ids = [...new Set(points.values())].join(", ");
  return { name, bump: "minor", reasons: [{ text: `first release, with ${ids}`, isReported: false }] };
}

async function planPackage(
  name: string,
  was: EntryPoints = new Map(),
  now: EntryPoints = new Map(),
  compare: (before: string, after: string) => Promise<DiffReport>,
): Promise<PackagePlan | undefined> {
  const bumps: Bump[] = [];
  const reasons: Reason[] = [];
  const because = (bump: Bump, text: string, isReported = false): void => {
    bumps.push(bump);
    reasons.push({ text, isReported });
  };
  for (const [subpath, id] of now) {
    const before = was.get(subpath);
    if (before === undefined) {
      because("minor", `${subpath} is new: ${id}`);
      continue;
    }
    const report = await compare(before, id);
    if (report.findings.length > 0) because(releaseOf(report), describe(subpath, report), true);
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

/** A plan as a changeset file: the bump of each package, and a summary short enough for a change log. */
export function formatChangeset({ packages, reports }: ReleasePlan): string {
  const lines = ["---", ...packages.map(({ name, bump }) => `${JSON.stringify(name)}: ${bump}`), "---", ""];
  for (const { before, after, counts, changeGroups } of reports) {
    const severities = `${counts.breaking} breaking, ${counts.risky} risky, ${counts.additive} additive`;
    const range = before.id === after.id ? `${after.id}, read again` : `${before.id} to ${after.id}`;
    lines.push(`Controller ${range}: ${severities}.`, "");
    for (const group of changeGroups.slice(0, NAMED))
      lines.push(`- ${group.severity}: \`${plain(headline(group))}\``);
    if (before.id !== after.id) lines.push(`- everything: \`specs/${after.id}/CHANGES.md\``);
    lines.push("");
  }
  lines.push(...otherReasons(packages));
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What no report says: first releases and entry points that came, went or moved; the same of several packages once. */
function otherReasons(packages: ReleasePlan["packages"]): string[] {
  const byText = new Map<string, string[]>();
  for (const { name, reasons } of packages) {
    for (const { text, isReported } of reasons)
      if (!isReported) byText.set(text, [...(byText.get(text) ?? []), `\`${plain(name)}\``]);
  }
  if (byText.size === 0) return [];
  return ["Snapshots:", "", ...[...byText].map(([text, names]) => `- ${plain(text)} (${names.join(", ")})`)];
}

function plain(text: string): string {
  return text.replace(/[`\r\n]/g, "'");
}
