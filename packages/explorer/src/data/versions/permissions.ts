import type { Operation } from "@omada-sdk/model";
import type { Site, SiteSnapshot } from "../site.js";
import { entry, type Placed, Places } from "./placed.js";

/** What a label opens in one snapshot and not in the one before, or the other way, among the operations of both. */
export interface PermissionStep {
  before: SiteSnapshot;
  after: SiteSnapshot;
  gained: string[];
  lost: string[];
  /** What the operations that it no longer opens list instead, with how many of them, the most first. */
  instead: { label: string; operations: number }[];
}

/** A label of a role, as operations list it. */
export interface Permission {
  label: string;
  /** Operations that list it, by their tag in the newest snapshot. */
  tags: { tag: string; operations: Placed[] }[];
  /** How many operations of each snapshot list it, oldest first. */
  counts: number[];
  /** Only steps that change something. */
  steps: PermissionStep[];
}

/** Every label of the snapshots by name, those of the newest snapshots first. */
export function permissions({ operations, snapshots }: Site): Permission[] {
  const labels = new Map<string, { counts: number[]; tags: Map<string, Places>; steps: PermissionStep[] }>();
  const of = (label: string) =>
    entry(labels, label, () => ({ counts: snapshots.map(() => 0), tags: new Map(), steps: [] }));
  for (const { name, newest, places } of operations) {
    for (const { snapshot, operation } of places) {
      for (const label of new Set(operation.permissions)) {
        const known = of(label);
        known.counts[snapshot.at] = (known.counts[snapshot.at] ?? 0) + 1;
        entry(known.tags, newest.tag, () => new Places()).add(name, snapshot);
      }
    }
  }
  for (const [at, after] of snapshots.entries()) {
    const before = snapshots[at - 1];
    if (before) addSteps(before, after);
  }
  return [...labels]
    .sort(([a, one], [b, other]) => newestOf(other.counts) - newestOf(one.counts) || (a < b ? -1 : 1))
    .map(([label, { counts, tags, steps }]) => ({
      ...{ label, counts, steps },
      tags: [...tags]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([tag, places]) => ({ tag, operations: places.list() })),
    }));

  function addSteps(before: SiteSnapshot, after: SiteSnapshot): void {
    const steps = new Map<string, Omit<PermissionStep, "instead"> & { instead: Map<string, number> }>();
    const step = (label: string) =>
      entry(steps, label, () => ({ before, after, gained: [], lost: [], instead: new Map() }));
    for (const { name, places } of operations) {
      const old = listedIn(places, before);
      const now = listedIn(places, after);
      if (!old || !now) continue;
      for (const label of now) if (!old.has(label)) step(label).gained.push(name);
      for (const label of old) {
        if (now.has(label)) continue;
        const { lost, instead } = step(label);
        lost.push(name);
        for (const each of now) instead.set(each, (instead.get(each) ?? 0) + 1);
      }
    }
    for (const [label, { instead, ...each }] of steps)
      of(label).steps.push({ ...each, instead: mostFirst(instead) });
  }
}

function mostFirst(labels: ReadonlyMap<string, number>): PermissionStep["instead"] {
  return [...labels]
    .map(([label, operations]) => ({ label, operations }))
    .sort((a, b) => b.operations - a.operations || (a.label < b.label ? -1 : 1));
}

/** Place of the newest snapshot that has a label. */
function newestOf(counts: readonly number[]): number {
  return counts.findLastIndex((count) => count > 0);
}

/** Operations that list no label, with the snapshots in which they do not. */
export function withoutPermission(
  { operations }: Site,
  which: (operation: Operation) => boolean = () => true,
): Placed[] {
  const places = new Places();
  for (const { name, places: all } of operations) {
    for (const { snapshot, operation } of all)
      if (operation.permissions.length === 0 && which(operation)) places.add(name, snapshot);
  }
  return places.list();
}

function listedIn(
  places: Site["operations"][number]["places"],
  { at }: SiteSnapshot,
): ReadonlySet<string> | undefined {
  const place = places.find(({ snapshot }) => snapshot.at === at);
  return place && new Set(place.operation.permissions);
}
