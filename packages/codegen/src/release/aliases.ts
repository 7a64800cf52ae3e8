import { compareModels } from "../diff/diff-models.js";
import type { LostName } from "../diff/exported/lost-names.js";
import type { ApiModel } from "../model/types.js";
import type { Manifest } from "../snapshot/manifest.js";
import { follows, predecessorOf } from "./predecessor.js";

/** A name of the snapshot before that is kept, deprecated, for what has its shape now. */
export type Alias = LostName & { successor: string };

/**
 * The names that a snapshot keeps of the one before it; these go with the next snapshot.
 * @param model the snapshot as it is generated
 * @param read reads another snapshot as that one is generated
 */
export async function aliasesFor(
  manifest: Manifest,
  model: ApiModel,
  read: (id: string) => Promise<ApiModel>,
): Promise<Alias[]> {
  const before = predecessorOf(manifest, model.id);
  if (before === undefined || !follows(manifest, before, model.id)) return [];
  return compareModels(await read(before), model).lostNames.filter(isAlias);
}

function isAlias(lost: LostName): lost is Alias {
  return lost.successor !== undefined;
}
