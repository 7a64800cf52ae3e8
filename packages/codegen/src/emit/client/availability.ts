import type { Operation } from "@omada-sdk/model";
import { compareIds } from "../../specs/manifest.js";
import type { Availability } from "./operation-docs.js";

/** Which snapshots have which operations, as a table writes it: a bit per snapshot, the first one lowest. */
export interface AvailabilityBits {
  /** All snapshots, in order of version. */
  readonly snapshots: readonly string[];
  /** Bits of an operation in hexadecimal; undefined when nothing is known about it. */
  bitsOf(operation: Operation): string | undefined;
  /** What most of these operations have. */
  usualOf(operations: readonly Operation[]): string | undefined;
}

export function availabilityBits(availability: Availability): AvailabilityBits {
  const snapshots = [...new Set([...availability.values()].flat())].sort(compareIds);
  const bitsOf = ({ method, path }: Operation): string | undefined => {
    const ids = availability.get(`${method} ${path}`);
    return ids?.reduce((sum, id) => sum + 2 ** snapshots.indexOf(id), 0).toString(16);
  };
  return {
    snapshots,
    bitsOf,
    usualOf(operations) {
      const counts = new Map<string, number>();
      for (const operation of operations) {
        const bits = bitsOf(operation);
        if (bits !== undefined) counts.set(bits, (counts.get(bits) ?? 0) + 1);
      }
      return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
    },
  };
}
