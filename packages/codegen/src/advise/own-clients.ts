import { relative, resolve } from "node:path";
import { type ApiModel, byPathAndMethod, operationKey } from "@omada-sdk/model";
import { ImportError } from "../files/input-error.js";
import { PROJECT_LOCK, PROJECT_MODEL, readProjectLock, readProjectModel } from "../project/lock.js";
import type { Manifest } from "../specs/manifest.js";

/** What the clients of one snapshot that `omada generate` made in a project were generated from. */
export interface OwnSnapshot {
  model: ApiModel;
  /** Keywords that its documents have lost. */
  lost: readonly string[];
}

/**
 * Reads what the clients in a project were generated from: their controllers may be of versions and builds that no snapshot has
 * published. A folder without its lock is passed over.
 * @param folders of the clients
 * @returns by snapshot id
 * @throws ImportError where the model of a snapshot that is not published cannot be read
 */
export async function readOwnSnapshots(
  folders: readonly string[],
  manifest: Manifest,
): Promise<Map<string, OwnSnapshot>> {
  const found = new Map<string, OwnSnapshot>();
  for (const folder of folders) {
    const lock = await readProjectLock(folder);
    if (!lock) continue;
    const { id } = lock.snapshot;
    const published = manifest.snapshots.find((entry) => entry.id === id);
    const model = await readProjectModel(folder);
    if (model?.id === id) {
      const lost = lock.source.kind === "snapshot" ? (published?.source.lost ?? []) : [];
      found.set(id, joined(found.get(id), { model, lost }));
    } else if (!published) {
      const shown = relative("", resolve(folder)) || ".";
      throw new ImportError(
        `${shown}/${PROJECT_MODEL}, which ${PROJECT_LOCK} needs, is missing or damaged; restore it, or generate the client again`,
      );
    }
  }
  return found;
}

/** Two clients of one snapshot may be limited to different tags. */
function joined(one: OwnSnapshot | undefined, other: OwnSnapshot): OwnSnapshot {
  if (!one) return other;
  const keyOf = ({ method, path }: ApiModel["operations"][number]) => operationKey(method, path);
  const known = new Set(one.model.operations.map(keyOf));
  const more = other.model.operations.filter((operation) => !known.has(keyOf(operation)));
  return {
    model: {
      ...one.model,
      operations: [...one.model.operations, ...more].sort(byPathAndMethod),
      schemas: new Map([...other.model.schemas, ...one.model.schemas]),
    },
    lost: [...one.lost, ...other.lost],
  };
}
