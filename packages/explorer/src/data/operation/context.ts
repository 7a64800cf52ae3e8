import {
  type AvailabilityTable,
  type CodeRow,
  type Descriptions,
  factsFor,
  type KnownFact,
  type LieEntry,
  liesOf,
  loadAvailability,
  lossesOf,
  readBehaviour,
  readDescriptions,
  readErrorCodes,
  readGroupTable,
  readKnownBehaviour,
  readSuccessors,
  successorsOf,
} from "@omada-sdk/codegen";
import { type Comparison, changes } from "../changes.js";
import { type Site, type SiteOperation, site } from "../site.js";
import type { Release } from "./support.js";

/** What all operation pages need, made once. */
export interface OperationContext {
  site: Site;
  snapshots: readonly Release[];
  /** By number of the snapshot, what its document has lost. */
  losses: readonly ReadonlySet<string>[];
  codes: ReadonlyMap<number, CodeRow>;
  descriptions: Descriptions;
  availability: AvailabilityTable;
  /** What controllers of a snapshot do against its document, by number of the snapshot. */
  facts: readonly (readonly KnownFact[])[];
  lies: readonly LieEntry[];
  comparisons: readonly Comparison[];
  /** By name of a deprecated operation, what to call instead. */
  successors: ReadonlyMap<string, readonly SiteOperation[]>;
  /** The way back. */
  predecessors: ReadonlyMap<string, readonly SiteOperation[]>;
}

let made: Promise<OperationContext> | undefined;

/** The context of this site's pages. */
export function operationContext(): Promise<OperationContext> {
  made ??= Promise.all([site(), changes()]).then(([whole, comparisons]) => contextOf(whole, comparisons));
  return made;
}

/** Reads what the specs folder of a site knows of its operations. */
export async function contextOf(whole: Site, comparisons: readonly Comparison[]): Promise<OperationContext> {
  const { specsDir, snapshots, operations } = whole;
  const facts = await readKnownBehaviour(specsDir);
  const behaviour = await readBehaviour(specsDir);
  const reviewed = await readSuccessors(specsDir);
  const successors = new Map<string, SiteOperation[]>();
  const predecessors = new Map<string, SiteOperation[]>();
  for (const operation of operations) {
    const last = operation.places.filter((place) => place.operation.deprecated).at(-1);
    if (!last) continue;
    const names = successorsOf(last.operation, last.snapshot.model, reviewed);
    const instead = names.flatMap((name) => whole.byName.get(name) ?? []);
    if (instead.length > 0) successors.set(operation.name, instead);
    for (const { name } of instead) predecessors.set(name, [...(predecessors.get(name) ?? []), operation]);
  }
  return {
    site: whole,
    snapshots: snapshots.map(({ at, id, entry }) => ({
      ...{ at, id },
      ...{ flavour: entry.flavour, version: entry.controllerVersion },
    })),
    losses: snapshots.map(({ model, entry }) => lossesOf(model, entry.source.lost)),
    codes: new Map((await readErrorCodes(specsDir)).map((row) => [row.code, row])),
    descriptions: await readDescriptions(specsDir, await readGroupTable(specsDir)),
    availability: await loadAvailability(specsDir),
    facts: snapshots.map(({ model }) => factsFor(facts, model)),
    lies: behaviour ? liesOf(behaviour, facts) : [],
    comparisons,
    successors,
    predecessors,
  };
}
