import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createRouter } from "../src/router/trie.js";
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

  it("prefers fixed segments, and falls back to parameters", () => {
    let pairs = 0;
    for (const fixed of operations) {
      for (const rival of operations) {
        if (fixed.method !== rival.method || fixed === rival || !covers(rival.path, fixed.path)) continue;
        pairs++;
        expect(router(fixed.method, segmentsOf(fixed.path))?.operation).toBe(fixed);
      }
    }
    if (profile !== "5.12") expect(pairs).toBeGreaterThan(100);
  });
});

/** Whether the parameters of one path could stand for the segments of the other. */
function covers(pattern: string, path: string): boolean {
  const [parts, segments] = [segmentsOf(pattern), segmentsOf(path)];
  if (parts.length !== segments.length) return false;
  return parts.every((part, index) => part.startsWith("{") || part === segments[index]);
}
