import { describe, expect, it } from "vitest";
import { mineLength, mineRange, mineUnit } from "../../src/import/mine/numbers.js";
import { mineSchemaFacts } from "../../src/import/mine/schema.js";
import type { RawSchema } from "../../src/import/raw.js";

describe.concurrent("ranges", () => {
  it.each([
    ["A", "Size of the lamp should be within the range of 1-100.", [1, 100]],
    ["A, in words", "Size, in the range of 5 to 10", [5, 10]],
    ["A, in brackets", "Size, within [0, 1] or so, in range [2-9]", [2, 9]],
    ["A, without the word", "Size should be within 1-65535.", [1, 65535]],
    ["B", "Size, range: 1~8", [1, 8]],
    ["B, of", "Size. Value range is from 10 to 20.", [10, 20]],
    ["B, full-width", "Size，range：1，8", [1, 8]],
    ["C", "Size between 2 and 4 lamps", [2, 4]],
    ["C, from", "Lamps from 2 to 4", [2, 4]],
    ["thousands", "Size should be within the range of 1-1,048,576.", [1, 1_048_576]],
    ["both with thousands", "Size between 1,000 and 20,000", [1000, 20_000]],
    ["decimals", "Ratio within the range of 0.5-2.5", [0.5, 2.5]],
    ["below zero", "Loss, in the range of -95 to -30", [-95, -30]],
    ["told twice", "Size ranges from 1 to 8. It must be in the range of 1-8.", [1, 8]],
    ["with a condition elsewhere", "Size within the range of 1-8. Only valid when lamp is 1.", [1, 8]],
    ["a sentinel inside", "Size within the range of 0-8, 0 means off", [0, 8]],
  ])("%s", (_, description, range) => {
    expect(mineRange(description)).toEqual(range);
  });

  it.each([
    ["a condition", "When lamp is 1, size should be within the range of 1-8."],
    ["a condition behind", "Size should be within the range of 1-8 if lamp is 1."],
    ["several ranges", "Size should be within 1-8 for lamps; 1-16 in the range of 1-16 for tubes."],
    ["a sentinel outside", "Size within the range of 1-8. A value of -1 means that nothing is set."],
    ["a sentinel with a colon", "Size within the range of 1-8; 0: off"],
    ["a sentinel behind equals", "Size within the range of 1-8 (255 = every lamp)"],
    ["an empty range", "Size within the range of 8-1"],
    ["no range", "Size of the lamp, 3 to a box"],
  ])("none with %s", (_, description) => {
    expect(mineRange(description)).toBeUndefined();
  });

  it("none beside limits of the schema itself; the end that it leaves open is told by the text", () => {
    const description = "Size within the range of 1-8";
    const limits = (maximum: number, minimum?: number) =>
      mineSchemaFacts(
        { type: "integer", maximum, ...(minimum === undefined ? {} : { minimum }) },
        description,
        new Set(),
      );
    expect(limits(9, 0)).toEqual({});
    expect(limits(9)).toEqual({ "x-omada-range": [1, 9] });
    expect(mineSchemaFacts({ type: "integer" }, description, new Set())).toEqual({ "x-omada-range": [1, 8] });
  });
});

describe.concurrent("lengths", () => {
  it.each([
    ["Name should contain 1 to 64 characters.", [1, 64]],
    ["Name, length is 8-63 ASCII characters", [8, 63]],
    ["Code should be between 4 and 8 digits.", [4, 8]],
    ["Key must be 5~13 visible ASCII chars", [5, 13]],
  ])("%s", (description, length) => {
    expect(mineLength(description)).toEqual(length);
  });

  it.each([
    "Name should contain 1 to 64 characters when mode is 1.",
    "Name of 5 characters",
    "Between 1 and 8 lamps",
  ])("none: %s", (description) => {
    expect(mineLength(description)).toBeUndefined();
  });

  it("none beside lengths of the schema itself; the end that it leaves open is told by the text", () => {
    const description = "Name should contain 1 to 64 characters.";
    const facts = (schema: RawSchema) => mineSchemaFacts(schema, description, new Set());
    expect(facts({ type: "string", minLength: 2, maxLength: 64 })).toEqual({});
    expect(facts({ type: "string", minLength: 2 })).toEqual({ "x-omada-length": [2, 64] });
  });
});

describe.concurrent("units", () => {
  it.each([
    ["Time, unit: ms", "ms"],
    ["Time, the unit is seconds.", "s"],
    ["Speed (unit: Kbps)", "Kbps"],
    ["Speed, unit: kbps", "Kbps"],
    ["Load, unit: %", "%"],
    ["Power. Unit：dBm", "dBm"],
    ["Rate, unit is packet/s", "packets/s"],
    ["Timestamp in milliseconds", "ms"],
    ["Timestamp of the last glow, seconds", "s"],
  ])("%s", (description, unit) => {
    expect(mineUnit(description)).toBe(unit);
  });

  it.each(["Unit: lamps", "Unit is constructor", "Time in ms", "A timestamp"])("none: %s", (description) => {
    expect(mineUnit(description)).toBeUndefined();
  });
});
