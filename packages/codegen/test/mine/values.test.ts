import { describe, expect, it } from "vitest";
import { mineValues } from "../../src/import/mine/values.js";

type Rows = Record<string, string | undefined> | undefined;

/** Rows as `value: label`. */
function mined(description: string, type: string, inUrl = false): Rows {
  const rows = mineValues(description, type, inUrl);
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
    ["means, joined by and", "Kind of lamp, 0 means red and 1 means green"],
    ["means, in sentences", "Kind of lamp.0 means red.1 means green."],
    ["is", "Kind of lamp,0 is red and 1 is green."],
    ["equals signs", "0=red 1=green"],
    ["labels first", "Kind of lamp, red:0, and green:1."],
    ["labels first, with equals signs", "Kind of lamp, red = 0; green = 1"],
    ["numbers in parentheses", "Kind of lamp red(0), green(1)."],
    ["dashes alone", "0-red; 1-green"],
    ["dashes without the phrase", "Kind of lamp: 0 - red, 1 - green."],
    ["dashes behind a comma", "Kind of lamp, 0-red，1-green"],
    ["commas for colons", "Kind should be a value as follows: 0, red; 1, green."],
    ["a full stop for a colon", "Kind should be a value as follows: 0: red 1. green"],
    [
      "an explanation in parentheses",
      "Kind is a value as follows: 0: red; 1: green.(When the lamp glows in the dark.)",
    ],
    [
      "a long note in parentheses",
      "Kind is a value as follows: 0: red; 1: green (up to five hours within a night)",
    ],
    [
      "other letters in parentheses",
      "Kind is a value as follows: 0: red (rouge, красный); 1: green (зелёный (лес))",
    ],
    ["when a value counts", "Kind is a value as follows: 0: red; 1: green (lamp required when 1)"],
    [
      "what follows from a value",
      "Kind is a value as follows: 0: red; 1: green, the lamps of other makers are green too",
    ],
    [
      "a sentence without its full stop",
      "Kind is a value as follows: 0: red 1: green If there is a lamp, it glows",
    ],
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
      "Kind should be a value as follows: 0: red; 1: glows in green until the lamp is turned off";
    expect(mined(description, "integer")).toEqual({ 0: "red", 1: undefined });
  });

  it.each(['"', '\\"', '\\\\"'])("a label in quotes written %s is taken out of them", (quote) => {
    const description = `Kind should be a value as follows: 0: ${quote}red${quote}; 1: ${quote}dark green${quote}`;
    expect(mined(description, "integer")).toEqual({ 0: "red", 1: "dark green" });
  });

  it("a dot inside of a name does not end a label", () => {
    const description =
      "Lamp should be a value as follows: 0-Glow.lux, 1-Lamps.Pro, 2-red.Lamps glow at night";
    expect(mined(description, "integer")).toEqual({ 0: "Glow.lux", 1: "Lamps.Pro", 2: "red" });
    expect(mined("Lamp: 0: glow.example; 1: dim.example.", "integer")).toEqual({
      0: "glow.example",
      1: "dim.example",
    });
  });

  it("a label behind an exclamation mark says what it is not", () => {
    expect(mined("Lamp: 0: red; 1: !red; 2: !Any Lamp", "integer")).toEqual({
      0: "red",
      1: "not red",
      2: "not Any Lamp",
    });
  });

  it("a label that names a parameter is a sentence", () => {
    const description = "Pick should be a value as follows: 0: all; 1: Parameter [lamps] names them. 2: none";
    expect(mined(description, "integer")).toEqual({ 0: "all", 1: undefined, 2: "none" });
  });

  it("a label has at most five words in plain characters", () => {
    const rows = mined("Kind is a value as follows: 0: one two three four five; 1: a*/b; 2: `x`", "integer");
    expect(rows).toEqual({ 0: "one two three four five", 1: undefined, 2: undefined });
  });
});

describe.concurrent("entries of a table whose separator is missing", () => {
  it.each([
    [
      "between others",
      "1:9W bulb, 2:7W bulb, 3:5W preferred4: 3W-dim/9W, 5: 3W-on",
      { 1: "9W bulb", 2: "7W bulb", 3: "5W preferred", 4: "3W-dim/9W", 5: "3W-on" },
    ],
    [
      "at the end",
      "Lamp, should be a value as follows:0 : single bulb1 : chain of bulbs",
      { 0: "single bulb", 1: "chain of bulbs" },
    ],
    ["counting down", "Lamp, should be a value as follows:1 : glowing0 : dark", { 0: "dark", 1: "glowing" }],
    [
      "after one entry",
      "Lamp. It should be a value as follows:1 : Broken2 : Flickering",
      { 1: "Broken", 2: "Flickering" },
    ],
    [
      "several, out of order",
      "Should be a value as follows:-1 : off1 : glowing0 : dim lamp2 : blinking",
      { "-1": "off", 0: "dim lamp", 1: "glowing", 2: "blinking" },
    ],
    [
      "of two digits",
      "Should be a value as follows: 9: red lamp10: green lamp",
      { 9: "red lamp", 10: "green lamp" },
    ],
  ])("%s", (_, description, rows) => {
    expect(mined(description, "integer")).toEqual(rows);
  });

  it.each([
    ["names of values the table has", "0: LAN0: up; 1: LAN1: up", { 0: "LAN0: up", 1: "LAN1: up" }],
    ["names that come twice", "0: lamp1: on; 2: lamp1: off", { 0: "lamp1: on", 2: "lamp1: off" }],
    ["numbers far from the table", "0: red; 1: port8: on", { 0: "red", 1: "port8: on" }],
    ["versions of protocols", "3: IPv4: static; 5: IPv6: static", { 3: "IPv4: static", 5: "IPv6: static" }],
    ["security modes", "1: WPA2: personal; 3: WPA3: personal", { 1: "WPA2: personal", 3: "WPA3: personal" }],
    ["layers", "1: switch, L2: on; 3: off", { 1: "switch, L2: on", 3: "off" }],
    ["standards", "801: 802.1x: on; 803: off", { 801: "802.1x: on", 803: "off" }],
    ["ratios", "0: mirror1:1; 2: split", { 0: "mirror1:1", 2: "split" }],
    ["times", "0: at08:00; 1: at20:30", { 0: "at08:00", 1: "at20:30" }],
    ["ports", "8079: proxy8080: on; 8081: direct", { 8079: "proxy8080: on", 8081: "direct" }],
    ["addresses", "0: host10.0.0.1:80; 2: any", { 0: "host10.0.0.1:80", 2: "any" }],
    ["keys written in another way", "0: single lamp1 : on; 2: many", { 0: "single lamp1 : on", 2: "many" }],
  ])("not %s", (_, table, rows) => {
    expect(mined(`Kind should be a value as follows: ${table}`, "integer")).toEqual(rows);
  });

  it("only in a table that is one without them", () => {
    expect(mined("Seat of the lamp 3: left4: right", "integer")).toBeUndefined();
    expect(mined("Lamp3: blue4: red", "integer")).toBeUndefined();
    expect(mined("Colour of lamp2: usually grey. 0: red; 1: green", "integer")).toEqual(COLOURS);
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
    expect(mined("Mode, 0: red; 1: green", "string")).toBeUndefined();
  });

  it("need none in a URL, where numbers are texts", () => {
    expect(mined("Mode, 0: red; 1: green; 0,1: both.", "string", true)).toEqual({ 0: "red", 1: "green" });
    expect(mineValues("Mode, 0: red; 1: green", "string", true)?.[0]?.value).toBe("0");
    expect(mined("Mode, RED or GREEN", "string", true)).toBeUndefined();
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
    ["numbers in parentheses apart", "Lamp red(0) of the upper row, green(1)"],
    ["examples in parentheses", "Lamps, 7(111) glow all, 1(001) glows alone"],
    ["ranges of words", "Lamps of the models, 7-north, 3-south"],
    ["equal meanings", "Kind of lamp, 0 means dark and 1 means dark"],
    [
      "a table given in part",
      "Night, 1 represents the first, 2 represents the second... 7 represents the last",
    ],
    ["conditions", "Lamp. If mode=1, it glows. If mode=2, it blinks."],
    ["grades", "0=dark 1..3=dim 4..7=fair 8..10=bright"],
    ["one pair", "Lamps to glow, red: 5"],
    ["pairs apart", "Lamps, red: 5 of the upper row, green: 6"],
    ["numbers of words", "Lamp 1 is the first, lamp 2 is the next"],
    ["nothing", "Kind of the lamp."],
  ])("%s", (_, description) => {
    expect(mined(description, "integer")).toBeUndefined();
  });

  it("a label with colons of its own is not cut into keys", () => {
    const rows = mined(
      "Notation of lamps should be a value as follows: 0: AA:BB:CC:11:22:33; 1: AA-BB-CC-11-22-33",
      "integer",
    );
    expect(Object.keys(rows ?? {})).toEqual(["0", "1"]);
    expect(rows?.[1]).toBe("AA-BB-CC-11-22-33");
  });

  it("numbers inside of labels are no keys", () => {
    const rows = mined("Rest should be a value as follows: 0: 0/30 nights; 1: 60/120 nights", "integer");
    expect(rows).toEqual({ 0: "0/30 nights", 1: "60/120 nights" });
  });

  it("a time of day inside of a label is no key", () => {
    const rows = mined("Plan should be a value as follows: 0: from 08:00; 1: from 20:00", "integer");
    expect(Object.keys(rows ?? {})).toEqual(["0", "1"]);
  });
});
