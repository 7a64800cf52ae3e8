import { exportedNames } from "@omada-sdk/codegen";
import type { Site } from "../site.js";
import { Places } from "./placed.js";

/** The names of all snapshots that programs may write; made at build time. */
export interface NameTable {
  /** Ids, oldest first. */
  snapshots: string[];
  /** Stable name, METHOD, path, and the snapshots that have it: bit n for snapshot n. */
  operations: [name: string, method: string, path: string, mask: number][];
  /** Types and constants that clients export, and the snapshots that do. */
  exports: [name: string, mask: number][];
  /** Subpaths of the packages. */
  groups: string[];
}

/** The names that programs may write, of all snapshots. */
export function nameTable({ operations, snapshots }: Site): NameTable {
  const exported = new Places();
  const groups = new Set<string>();
  for (const snapshot of snapshots) {
    for (const [group, { types, constants }] of exportedNames(snapshot.model)) {
      groups.add(group);
      for (const name of [...types, ...constants.keys()]) exported.add(name, snapshot);
    }
  }
  return {
    snapshots: snapshots.map(({ id }) => id),
    operations: operations.map(({ name, in: mask, newest: { method, path } }) => [name, method, path, mask]),
    exports: exported.list().map(({ name, in: mask }) => [name, mask]),
    groups: [...groups].sort(),
  };
}
