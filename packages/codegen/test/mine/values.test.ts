import { describe, expect, it } from "vitest";
import { mineValues } from "../../src/import/mine/values.js";

type Rows = Record<string, string | undefined> | undefined;

/** Rows as `value: label`. */
function mined(description: string, type: string): Rows {
  const rows = mineValues(description, type);
  return rows && Object.fromEntries(rows.map(({ value, label }) => [value, label]));
}

const COLOURS = { 0: "red", 1: "green" };

describe.concurrent("tables of numbers", () => {
  it.each([
    ["numeric keys", "Kind of thing, kind should be a value as follows: 0: red; 1: green."],
    ["without space", "Kind is a value as follows: 0:red;1:green"],
    ["another wording", "Kind can be one of the following values below: 0: red, 1: green"],
    ["enumeration values", "Paint. Enumeration values: 0: red; 1: green."],
    ["keys without the phrase", "Colour of the lamp: 0: red; 1: green."],
    ["full-width punctuation", "Kind should be a value as follows： 0：red； 1：green。"],
    ["line breaks", "Kind should be a value as follows:<br/>0: red<br/>1: green"],
    ["dashes", "Kind should be a value as follows: 0 - red, 1 - green"],
    ["means", "Kind of lamp, 0 means red, 1 means green."],
    ["represents", "Kind should be a value as follows: 0 represents red; 1 represents green"],
    [
      "a clause after the label",
      "Kind should be a value as follows: 0: red; 1: green, which is the usual one.",
    ],
    [
      "a sentence after the label",
      "Kind should be a value as follows: 0: red; 1: green. Lamps glow at night.",
    ],
  ])("%s", (_, description) => {
    expect(mined(description, "integer")).toEqual(COLOURS);
  });

  it("one key is a table only after the phrase", () => {
    expect(mined("Kind should be a value as follows: 3: blue", "integer")).toEqual({ 3: "blue" });
    expect(mined("Lamp 3: blue", "integer")).toBeUndefined();
  });

  it("negative keys and numbers of other types", () => {
    expect(mined("State should be a value as follows: -1: off; 0: idle", "integer")).toEqual({
      "-1": "off",
      0: "idle",
    });
    expect(mined("Step should be a value as follows: 0.5, 1, 2.5", "number")).toEqual({
      "0.5": undefined,
      1: undefined,
      "2.5": undefined,
    });
    expect(mined("Step should be a value as follows: 0.5, 1", "integer")).toBeUndefined();
  });

  it("lists of bare numbers", () => {
    expect(mined("Width should be a value as follows: 20, 40, 80 or 160.", "integer")).toEqual({
      20: undefined,
      40: undefined,
      80: undefined,
      160: undefined,
    });
    expect(mined("Width should be a value as follows: 20-160", "integer")).toBeUndefined();
    expect(mined("Load should be a value as follows: 50%", "integer")).toBeUndefined();
  });

  it("a label that is a sentence is left out, its value stays", () => {
    const description =
      "Kind should be a value as follows: 0: red; 1: glows in green until somebody turns the lamp off";
    expect(mined(description, "integer")).toEqual({ 0: "red", 1: undefined });
  });

  it("a label has at most five words in plain characters", () => {
    const rows = mined("Kind is a value as follows: 0: one two three four five; 1: a*/b; 2: `x`", "integer");
    expect(rows).toEqual({ 0: "one two three four five", 1: undefined, 2: undefined });
  });
});

describe.concurrent("tables of strings", () => {
  it.each([
    ["a list", "Mode should be a value as follows: RED, GREEN.", { RED: undefined, GREEN: undefined }],
    ["with or", "Mode can be a value as follows: red or green", { red: undefined, green: undefined }],
    ["quoted", `Mode is a value as follows: "red", "green"`, { red: undefined, green: undefined }],
    ["in brackets", "Mode must be a value as follows: [RED, GREEN]", { RED: undefined, GREEN: undefined }],
    [
      "two words",
      "Mode is a value as follows: Light Red, Green",
      { "Light Red": undefined, Green: undefined },
    ],
    ["full-width", "Mode should be a value as follows：RED、GREEN", { RED: undefined, GREEN: undefined }],
    ["keyed", "Mode should be a value as follows: RED: stop; GREEN: go", { RED: "stop", GREEN: "go" }],
    ["keyed small", "Mode should be a value as follows: red: stop; green: go", { red: "stop", green: "go" }],
  ])("%s", (_, description, rows) => {
    expect(mined(description, "string")).toEqual(rows);
  });

  it("need the phrase", () => {
    expect(mined("Mode, RED or GREEN", "string")).toBeUndefined();
  });

  it("a sentence after the phrase is no list", () => {
    const sentence = "Mode should be a value as follows: whatever colour the lamp had before it went out.";
    expect(mined(sentence, "string")).toBeUndefined();
  });
});

describe.concurrent("what looks like a table and is none", () => {
  it.each([
    [
      "repeated keys",
      "When shape is 1, kind is: 0: red; 1: green. When shape is 2, kind is: 0: blue; 1: grey.",
    ],
    [
      "two tables",
      "Kind should be a value as follows: 0: red; 1: green. Shape should be a value as follows: 2: cube; 3: ball",
    ],
    ["positions in an array", "Counters by array index, 0: red; 1: green"],
    ["bits", "Colours that glow, bit 0: red; bit 1: green"],
    ["a bit mask", "Bit mask of colours: 1: red; 2: green"],
    ["keys of a map", "A map whose key is the lamp: 0: red; 1: green"],
    ["clock times", "Lamps go on at 18:30 and off at 06:15, or 12:00"],
    ["addresses", "Address of the lamp, such as 2001:db8:0:1:2:3:4:5 or fe80::1"],
    ["a MAC address", "Lamp, such as 00:11:22:33:44:55, 10:20:30:40:50:60"],
    ["links", "See http://lamps.example:8080/a:1 and https://lamps.example:8443/b:2"],
    ["versions", "Since 5.14: glows. Since 5.15: blinks."],
    ["nothing", "Kind of the lamp."],
  ])("%s", (_, description) => {
    expect(mined(description, "integer")).toBeUndefined();
  });

  it("a label with colons of its own is not cut into keys", () => {
    const rows = mined(
      "Format should be a value as follows: 0: AA:BB:CC:11:22:33; 1: AA-BB-CC-11-22-33",
      "integer",
    );
    expect(Object.keys(rows ?? {})).toEqual(["0", "1"]);
    expect(rows?.[1]).toBe("AA-BB-CC-11-22-33");
  });

  it("numbers inside of labels are no keys", () => {
    const rows = mined("Period should be a value as follows: 0: 0/90 days; 1: 180/365 days", "integer");
    expect(rows).toEqual({ 0: "0/90 days", 1: "180/365 days" });
  });

  it("a time of day inside of a label is no key", () => {
    const rows = mined("Plan should be a value as follows: 0: from 08:00; 1: from 20:00", "integer");
    expect(Object.keys(rows ?? {})).toEqual(["0", "1"]);
  });
});
