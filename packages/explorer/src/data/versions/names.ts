import { exportedNames } from "@omada-sdk/codegen";
import type { NameTable } from "../../browser/uses.js";
import type { Site } from "../site.js";
import { Places } from "./placed.js";

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
