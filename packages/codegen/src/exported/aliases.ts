import type { ApiModel } from "@omada-sdk/model";
import type { Manifest } from "../specs/manifest.js";
import { follows, predecessorOf } from "../specs/predecessor.js";
import { type LostName, lostNames } from "./lost-names.js";
import { exportedNames } from "./names.js";

/** A name of an older snapshot that is kept, deprecated, for what has its shape now. */
export type Alias = LostName & { successor: string };

/**
 * The names that a snapshot keeps of those before it, as long as its client line lasts: a client package may only lose
 * names with a major version, and a new snapshot of a line need not be one.
 * @param model the snapshot as it is generated
 * @param read reads another snapshot as that one is generated
 * @param known what was found for other snapshots, by id: each needs those of the one before
 */
export function aliasesFor(
  manifest: Manifest,
  model: ApiModel,
  read: (id: string) => Promise<ApiModel>,
  known = new Map<string, Promise<Alias[]>>(),
): Promise<Alias[]> {
  const found = known.get(model.id) ?? findAliases(manifest, model, read, known);
  known.set(model.id, found);
  return found;
}

async function findAliases(
  manifest: Manifest,
  model: ApiModel,
  read: (id: string) => Promise<ApiModel>,
  known: Map<string, Promise<Alias[]>>,
): Promise<Alias[]> {
  const id = predecessorOf(manifest, model.id);
  if (id === undefined || !follows(manifest, id, model.id)) return [];
  const before = await read(id);
  const lost = lostNames(before, model);
  const older = before.line === model.line ? await aliasesFor(manifest, before, read, known) : [];
  return [...lost.filter(isAlias), ...older.flatMap((alias) => carried(alias, lost, model))];
}

/** An alias of the snapshot before, for what its target is called now; none where that is gone or the name is back. */
function carried(alias: Alias, lost: readonly LostName[], model: ApiModel): Alias[] {
  const names = exportedNames(model).get(alias.group);
  if (names?.types.has(alias.name) || names?.constants.has(alias.name)) return [];
  const target = lost.find(({ group, name }) => group === alias.group && name === alias.successor);
  if (!target) return [alias];
  return isAlias(target) ? [{ ...alias, successor: target.successor }] : [];
}

function isAlias(lost: LostName): lost is Alias {
  return lost.successor !== undefined;
}
