import { listed, snapshotsIn } from "../masks.js";

/** What support in words needs to know of a snapshot. */
export interface Release {
  at: number;
  id: string;
  flavour: "local" | "cloud";
  /** `6.2` or `6.2.0.17`. */
  version: string;
}

/**
 * Which of some snapshots have something, in words: `since 6.2`, `until 5.15`, `cloud only`. Local and cloud controllers
 * of one version are told apart only where they differ.
 * @param mask those that have it
 * @param of those that are asked about, such as the ones that have the operation around a field
 * @param all oldest first
 */
export function supportInWords(mask: number, of: number, all: readonly Release[]): string {
  const asked = snapshotsIn(of, all);
  const having = snapshotsIn(mask & of, all);
  if (having.length === 0) return "in no version";
  if (having.length === asked.length) return asked.length === 1 ? onlyOf(having) : "in all versions";
  const flavours = [...new Set(having.map(({ flavour }) => flavour))];
  const agreed = byVersion(asked, mask);
  if (agreed) return spanOf(agreed);
  const [only] = flavours;
  if (flavours.length === 1 && only) {
    const same = asked.filter(({ flavour }) => flavour === only);
    const words = flavourInWords(same, mask);
    return words === "" ? `${only} only` : `${only} only, ${words}`;
  }
  return (["local", "cloud"] as const)
    .map((flavour) => {
      const same = asked.filter((each) => each.flavour === flavour);
      return `${flavour} ${flavourInWords(same, mask) || "in all versions"}`;
    })
    .join(", ");
}

function onlyOf([only]: readonly Release[]): string {
  if (!only) return "";
  return only.flavour === "cloud" ? "cloud only" : `in ${minor(only.version)} only`;
}

/** Words about the snapshots of one flavour; empty if all have it. */
function flavourInWords(same: readonly Release[], mask: number): string {
  if (same.every(({ at }) => has(mask, at))) return "";
  return spanOf(byVersion(same, mask) ?? []);
}

interface Version {
  version: string;
  has: boolean;
}

/** One row for each version, or undefined if the controllers of one version differ. */
function byVersion(asked: readonly Release[], mask: number): Version[] | undefined {
  const versions = new Map<string, boolean>();
  for (const { version, at } of asked) {
    const name = minor(version);
    const before = versions.get(name);
    if (before !== undefined && before !== has(mask, at)) return undefined;
    versions.set(name, has(mask, at));
  }
  return [...versions].map(([version, own]) => ({ version, has: own }));
}

/** `since 6.2`, `until 5.15`, `5.15 to 6.2`, `in 5.12 and 6.2 only`. */
function spanOf(versions: readonly Version[]): string {
  const own = versions.filter((each) => each.has).map(({ version }) => version);
  const first = versions.findIndex((each) => each.has);
  const last = versions.findLastIndex((each) => each.has);
  const isWhole = versions.slice(first, last + 1).every((each) => each.has);
  if (!isWhole) return `in ${listed(own)} only`;
  if (last === versions.length - 1) return first === 0 ? "in all versions" : `since ${own[0]}`;
  if (first === 0) return `until ${own.at(-1)}`;
  return own.length === 1 ? `in ${own[0]} only` : `${own[0]} to ${own.at(-1)}`;
}

function has(mask: number, at: number): boolean {
  return (mask & (1 << at)) !== 0;
}

/** Whether two snapshots are of the same version, local or cloud. */
export function isSameVersion(a: Release, b: Release): boolean {
  return minor(a.version) === minor(b.version);
}

/** `6.2.0.17` -> `6.2`: there is one snapshot for each minor version and flavour. */
function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
