import { type ApiModel, compareIds, readManifest, readSnapshot } from "@omada-sdk/codegen";

/** One operation as the page shows it, from the newest snapshot that has it. */
export interface Entry {
  method: string;
  path: string;
  /** `tag.method` of the clients. */
  name: string;
  title: string;
  tag: string;
  group: string;
  /** Ids of the snapshots that have it, in the order of {@link SiteData.snapshots}. */
  snapshots: string[];
  deprecatedIn: string[];
  permissions: string[];
  errorCodes: number[];
  authorizationCodeOnly: boolean;
}

/** Everything the page knows. */
export interface SiteData {
  snapshots: { id: string; line: string; flavour: string; controllerVersion: string; operations: number }[];
  operations: Entry[];
}

/** Reads every snapshot of a specs folder. @throws Error if there is none */
export async function readSiteData(specsDir: string): Promise<SiteData> {
  const { snapshots } = await readManifest(specsDir);
  if (snapshots.length === 0) throw new Error(`${specsDir} holds no snapshots`);
  const ids = snapshots.map(({ id }) => id).sort(compareIds);
  return collect(await Promise.all(ids.map((id) => readSnapshot(specsDir, id))));
}

/** Joins snapshots, given from the oldest to the newest, by METHOD and path. */
export function collect(models: readonly ApiModel[]): SiteData {
  const entries = new Map<string, Entry>();
  for (const { id, operations } of models) {
    for (const operation of operations) {
      const { method, path, name, title, tag, group, permissions, errorCodes } = operation;
      const known = entries.get(`${method} ${path}`);
      entries.set(`${method} ${path}`, {
        ...{ method, path, name, title, tag, group, permissions, errorCodes },
        authorizationCodeOnly: operation.authorizationCodeOnly,
        snapshots: [...(known?.snapshots ?? []), id],
        deprecatedIn: [...(known?.deprecatedIn ?? []), ...(operation.deprecated ? [id] : [])],
      });
    }
  }
  const byPath = (a: Entry, b: Entry): number =>
    a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1;
  return {
    snapshots: models.map(({ id, line, flavour, controllerVersion, operations }) => ({
      ...{ id, line, flavour, controllerVersion },
      operations: operations.length,
    })),
    operations: [...entries.values()].sort(byPath),
  };
}
