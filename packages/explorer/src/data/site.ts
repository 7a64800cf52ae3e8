import { fileURLToPath } from "node:url";
import { compareIds, type ManifestEntry, readManifest, readSnapshot } from "@omada-sdk/codegen";
import { type ApiModel, type Operation, operationKey } from "@omada-sdk/model";

/** One snapshot, with its place in {@link Site.snapshots}. */
export interface SiteSnapshot {
  /** Its number, and that of its bit in a mask. */
  at: number;
  id: string;
  entry: ManifestEntry;
  model: ApiModel;
}

/** An operation as one snapshot declares it. */
export interface OperationPlace {
  snapshot: SiteSnapshot;
  operation: Operation;
}

/** One operation of all snapshots that have it: the same METHOD and path. */
export interface SiteOperation {
  /** Stable name, `tag.method`, also the address of its page. */
  name: string;
  /** Snapshots that have it, bit n for snapshot n. */
  in: number;
  /** Oldest first. */
  places: OperationPlace[];
  /** As the newest snapshot declares it. */
  newest: Operation;
}

/** All that the pages are made of. */
export interface Site {
  specsDir: string;
  /** Oldest first. */
  snapshots: SiteSnapshot[];
  /** By name. */
  operations: SiteOperation[];
  byName: ReadonlyMap<string, SiteOperation>;
  /** By {@link operationKey}. */
  byKey: ReadonlyMap<string, SiteOperation>;
}

const SPECS = fileURLToPath(new URL("../../../../specs", import.meta.url));

let loaded: Promise<Site> | undefined;

/** The site of this repository's `specs` (or of the folder that OMADA_SPECS names), read once. */
export function site(): Promise<Site> {
  loaded ??= readSite(process.env.OMADA_SPECS ?? SPECS);
  return loaded;
}

/** Reads every snapshot of a specs folder. @throws Error if there is none */
export async function readSite(specsDir: string): Promise<Site> {
  const { snapshots: entries } = await readManifest(specsDir);
  if (entries.length === 0) throw new Error(`${specsDir} holds no snapshots`);
  const sorted = [...entries].sort((a, b) => compareIds(a.id, b.id));
  const models = await Promise.all(sorted.map(({ id }) => readSnapshot(specsDir, id)));
  return siteOf(
    specsDir,
    sorted.map((entry, at) => ({ at, id: entry.id, entry, model: models[at] as ApiModel })),
  );
}

/** The site of snapshots that are read already, oldest first. */
export function siteOf(specsDir: string, snapshots: SiteSnapshot[]): Site {
  const places = new Map<string, OperationPlace[]>();
  for (const snapshot of snapshots) {
    for (const operation of snapshot.model.operations) {
      const key = operationKey(operation.method, operation.path);
      const before = places.get(key);
      if (before) before.push({ snapshot, operation });
      else places.set(key, [{ snapshot, operation }]);
    }
  }
  const byKey = new Map([...places].map(([key, list]) => [key, joined(list)]));
  const operations = [...byKey.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    specsDir,
    snapshots,
    operations,
    byKey,
    byName: new Map(operations.map((each) => [each.name, each])),
  };
}

function joined(places: OperationPlace[]): SiteOperation {
  const newest = (places.at(-1) as OperationPlace).operation;
  const mask = places.reduce((sum, { snapshot }) => sum | (1 << snapshot.at), 0);
  return { name: newest.name, in: mask, places, newest };
}
