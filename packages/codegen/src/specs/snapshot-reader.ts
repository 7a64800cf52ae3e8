import type { ApiModel } from "@omada-sdk/model";
import { entryOf, type Manifest } from "./manifest.js";
import { withSharedResults } from "./shared-results.js";
import { readSnapshot } from "./snapshot.js";

/** Reads snapshots with the results that they take from others, each of them once. */
export function snapshotReader(specsDir: string, manifest: Manifest): (id: string) => Promise<ApiModel> {
  const once = (read: (id: string) => Promise<ApiModel>) => {
    const models = new Map<string, Promise<ApiModel>>();
    return (id: string): Promise<ApiModel> => {
      const model = models.get(id) ?? read(id);
      models.set(id, model);
      return model;
    };
  };
  const asWritten = once((id) => readSnapshot(specsDir, id));
  return once(async (id) => {
    const shared = entryOf(manifest, id).sharedResults ?? {};
    const sources = [...new Set(Object.values(shared))];
    const models = await Promise.all(sources.map(async (each) => [each, await asWritten(each)] as const));
    return withSharedResults(await asWritten(id), shared, new Map(models));
  });
}
