import type { Operation } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createRouter } from "../src/protocol/router.js";
import { snapshot } from "./support.js";

const segmentsOf = (path: string): string[] => path.split("/").slice(1);

describe.each(PROFILE_IDS)("routes of %s", (profile) => {
  const { operations } = snapshot(profile);
  const router = createRouter([...operations].reverse());

  it("finds every operation", () => {
    const missed = operations.filter((operation) => {
      const segments = segmentsOf(operation.path).map((part) => (part.startsWith("{") ? `<${part}>` : part));
      const match = router(operation.method, segments);
      return (
        match?.operation !== operation ||
        Object.entries(match.params).some(([name, value]) => value !== `<{${name}}>`)
      );
    });
    expect(missed).toEqual([]);
  });

  it("prefers fixed segments, and falls back to parameters for other verbs", () => {
    const byMethod = new Set(operations.map((operation) => `${operation.method} ${operation.path}`));
    let pairs = 0;
    for (const [fixed, rival] of ambiguousPairs(operations)) {
      pairs++;
      const expected = byMethod.has(`${rival.method} ${fixed.path}`) ? fixed.path : rival.path;
      const found = router(rival.method, segmentsOf(fixed.path))?.operation;
      if (found?.path !== expected) expect(found?.path).toBe(expected);
    }
    expect(pairs).toBeGreaterThanOrEqual(profile === "5.12" ? 0 : 20);
  });

  it("finds nothing for what is no operation", () => {
    expect(router("GET", ["openapi", "v1"])).toBeUndefined();
    expect(router("GET", ["openapi", "v1", "id", "sites", ""])).toBeUndefined();
    expect(router("TRACE", ["openapi", "v1", "id", "sites"])).toBeUndefined();
  });
});

/** Pairs of operations where the parameters of the second could stand for segments of the first. */
function* ambiguousPairs(operations: readonly Operation[]): Generator<[Operation, Operation]> {
  const byLength = new Map<number, { operation: Operation; segments: string[] }[]>();
  for (const operation of operations) {
    const segments = segmentsOf(operation.path);
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { operation, segments }]);
  }
  for (const group of byLength.values()) {
    for (const fixed of group) {
      for (const rival of group) {
        if (fixed.operation.path !== rival.operation.path && covers(rival.segments, fixed.segments)) {
          yield [fixed.operation, rival.operation];
        }
      }
    }
  }
}

function covers(parts: readonly string[], segments: readonly string[]): boolean {
  return parts.every((part, index) => part.startsWith("{") || part === segments[index]);
}
