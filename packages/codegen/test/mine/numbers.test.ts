import { describe, expect, it } from "vitest";
import { mineLength, mineRange } from "../../src/import/mine/numbers.js";
import { mineValueFacts } from "../../src/import/mine/schema.js";
import { bare, notes } from "./support.js";

const placed = () => ({ name: "lamp", inUrl: false, notes: notes().notes });

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
    ["below zero, in brackets", "Loss, range [-96, -48]", [-96, -48]],
    ["below zero", "Loss, in the range of -95 to -30", [-95, -30]],
    ["given twice", "Size ranges from 1 to 8. It must be in the range of 1-8.", [1, 8]],
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
    ["a sentinel given by a participle", "Size within the range of 1-8, -1 indicating that nothing is set."],
    ["a value beside it", "Size should be 80 or between 1024 and 65535"],
    ["a value beside it, in other words", "Size should be 22 or within the range of 1025-65535."],
    ["a range per unit", "Size should be within the range of 1 - 1,000,000 min or 1 - 10,000 hour."],
    ["something else in the range", "Number of lamps whose size is between 2 and 4"],
    ["an empty range", "Size within the range of 8-1"],
    ["no range", "Size of the lamp, 3 to a box"],
  ])("none with %s", (_, description) => {
    expect(mineRange(description)).toBeUndefined();
  });

  it("what is left out is reported", () => {
    const { leftOut, notes: collected } = notes();
    mineRange("Size within the range of 1-8; 0: off", collected);
    mineRange("Size within the range of 1-8", collected);
    mineRange("Size of the lamp", collected);
    expect(leftOut).toEqual(["range"]);
  });

  it("none beside limits of the schema itself; the end that it leaves open is given by the text", () => {
    const description = "Size within the range of 1-8";
    const facts = (limits: { minimum?: number; maximum?: number }) =>
      mineValueFacts({ type: "integer", ...limits }, bare(description), placed());
    expect(facts({ minimum: 0, maximum: 9 })).toEqual({});
    expect(facts({ maximum: 9 })).toEqual({ "x-omada-range": [1, 9] });
    expect(facts({ minimum: 8 })).toEqual({});
    expect(facts({})).toEqual({ "x-omada-range": [1, 8] });
  });
});

describe.concurrent("lengths", () => {
  it.each([
    ["Lamp name should contain 1 to 60 characters.", [1, 60]],
    ["Name, length is 8-63 ASCII characters", [8, 63]],
    ["Code should be between 4 and 8 digits.", [4, 8]],
    ["Key must be 5~13 visible ASCII chars", [5, 13]],
    ["Key, should contain 5-13 characters or 5-13 hexadecimal digits.", [5, 13]],
    ["Note should contain 1 to 20 characters, could be empty", [0, 20]],
  ])("%s", (description, length) => {
    expect(mineLength(description)).toEqual(length);
  });

  it.each([
    "Lamp name should contain 1 to 60 characters when mode is 1.",
    "Name of 5 characters",
    "Between 1 and 8 lamps",
    "Key should contain 1 to 10 characters in ASCII or 1 to 20 characters in hexadecimal.",
  ])("none: %s", (description) => {
    expect(mineLength(description)).toBeUndefined();
  });

  it("none of another member that the text names", () => {
    const description = "Key of the lamp. The parameter [lampName] should be 1 ~ 60 characters.";
    expect(mineLength(description, "lampKey")).toBeUndefined();
    expect(mineLength(description, "lampname")).toEqual([1, 60]);
  });

  it("none beside lengths of the schema itself; the end that it leaves open is given by the text", () => {
    const description = "Lamp name should contain 1 to 60 characters.";
    const facts = (limits: { minLength?: number; maxLength?: number }) =>
      mineValueFacts({ type: "string", ...limits }, bare(description), placed());
    expect(facts({ minLength: 2, maxLength: 60 })).toEqual({});
    expect(facts({ minLength: 2 })).toEqual({ "x-omada-length": [2, 60] });
  });
});
