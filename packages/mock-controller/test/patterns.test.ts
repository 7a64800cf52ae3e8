import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { randomOf } from "../src/schema/random.js";
import { generatorFor, textForPattern } from "../src/schema/texts.js";

const SPECS = new URL("../../../specs/", import.meta.url);

/** Every pattern of every snapshot, as written. */
function patternsOfSpecs(): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("pattern" in value && typeof value.pattern === "string") found.add(value.pattern);
    for (const child of Object.values(value)) visit(child);
  };
  for (const file of readdirSync(SPECS, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".json")) visit(JSON.parse(readFileSync(new URL(file, SPECS), "utf8")));
  }
  return [...found].sort();
}

const PATTERNS = patternsOfSpecs();
const SEEDS = Array.from({ length: 20 }, (_, index) => `seed ${index}`);

describe("texts for patterns", () => {
  it("finds the patterns of the snapshots", () => {
    expect(PATTERNS.length).toBeGreaterThan(90);
  });

  it.each(PATTERNS)("%s", (pattern) => {
    const whole = new RegExp(`^(?:${pattern})$`, "u");
    for (const seed of SEEDS) expect(textForPattern(pattern, randomOf(seed), [0, 256])).toMatch(whole);
  });

  it("generates what look-arounds do not constrain without a familiar text", () => {
    const free = PATTERNS.filter((pattern) => !/\(\?[=!]/.test(pattern));
    const missed = free.filter((pattern) => {
      const whole = new RegExp(`^(?:${pattern})$`, "u");
      const generate = generatorFor(pattern, randomOf(pattern));
      return !Array.from({ length: 60 }, () => generate?.() ?? "").some((text) => whole.test(text));
    });
    expect(missed).toEqual([]);
  });

  it("is the same for the same seed", () => {
    const texts = (): string[] =>
      PATTERNS.map((pattern) => textForPattern(pattern, randomOf("again"), [0, 256]));
    expect(texts()).toEqual(texts());
  });

  it("counts no further than the lengths need, however far the pattern goes", () => {
    const generate = generatorFor("[a-z]{1,1000000}", randomOf("long"));
    const lengths = Array.from({ length: 20 }, () => generate?.().length ?? 0);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(128);
  });

  it("is empty for a pattern that cannot be read", () => {
    expect(textForPattern("(?<=a", randomOf("broken"), [200, 256])).toBe("");
  });

  it("fits the lengths", () => {
    const text = textForPattern("^[a-z]{1,64}$", randomOf("length"), [30, 40]);
    expect(text.length).toBeGreaterThanOrEqual(30);
    expect(text).toMatch(/^[a-z]{30,40}$/);
  });
});
