import { describe, expect, it } from "vitest";
import { readConditions } from "../../src/import/mine/conditions.js";
import type { Member } from "../../src/import/mine/member.js";
import { notes, siblings } from "./support.js";

const LAMP: Member = {
  name: "size",
  siblings: siblings({ mode: "integer", kind: "string", lampEnable: "boolean", size: "integer" }),
};

/** Beside members whose values have names. */
const NAMED: Member = {
  name: "size",
  siblings: siblings({
    protocol: { type: "integer", description: "Should be a value as follows: 1: TCP; 2: UDP; 4: ICMP" },
    mode: "integer",
    link: { type: "string", description: "Should be a value as follows: auto; demand" },
    color: { type: "string", enum: ["RED", "GREEN"] },
    size: "integer",
  }),
};

/** Conditions as `kind field=value`. */
function read(description: string, member = LAMP): string[] {
  return readConditions(description, member).conditions.map(
    ({ kind, field, equals }) => `${kind} ${field}=${equals}`,
  );
}

describe.concurrent("conditions", () => {
  it.each([
    ["Required when mode is 1.", ["required mode=1"]],
    ["It is required only if the value of parameter [mode] is set to 2", ["required mode=2"]],
    [`Valid when "lampEnable" is true.`, ["valid lampEnable=true"]],
    ["Takes effect when kind equals AUTO", ["valid kind=AUTO"]],
    ["Size (exists if and only if mode is 3).", ["valid mode=3"]],
    ["Only valid when lampEnable is false.It is the size", ["valid lampEnable=false"]],
    ["It is needed when the Kind is set to AUTO", ["required kind=AUTO"]],
    ["Required when lampEnable is enabled", ["required lampEnable=true"]],
    ["Required when mode is 3(WPA lamp);", ["required mode=3"]],
    ["When parameter [mode] is 1, parameter [size] is required", ["required mode=1"]],
    ["When kind is RED/GREEN, this parameter is valid.", ["valid kind=RED", "valid kind=GREEN"]],
    ["If mode is 2, it is needed", ["required mode=2"]],
  ])("%s", (description, conditions) => {
    expect(read(description)).toEqual(conditions);
  });

  it.each([
    ["Valid when protocol is TCP or udp.", ["valid protocol=1", "valid protocol=2"]],
    ["When parameter [protocol] is ICMP, parameter [size] is required", ["required protocol=4"]],
    ["Valid when protocol is 7.", ["valid protocol=7"]],
    ["Valid when link is auto.", ["valid link=auto"]],
    ["Valid when link is DEMAND.", ["valid link=demand"]],
    ["Valid when color is red.", ["valid color=RED"]],
  ])("what is sent for the name of a value: %s", (description, conditions) => {
    expect(read(description, NAMED)).toEqual(conditions);
  });

  it.each([
    "Valid when protocol is GRE.",
    "When protocol is GRE, parameter [size] is required",
    "Valid when mode is timing.",
    "Valid when link is 2.",
    "Valid when color is blue.",
  ])("none of a value that the field cannot have: %s", (description) => {
    const { notes: recorded, leftOut } = notes();
    expect(readConditions(description, NAMED, recorded).conditions).toEqual([]);
    expect(leftOut).toEqual(["condition"]);
  });

  it.each([
    ["Valid when mode is 0, 1 or 4, unit: lamps", ["valid mode=0", "valid mode=1", "valid mode=4"]],
    ["Exists when kind is tcp or udp.", ["valid kind=tcp", "valid kind=udp"]],
    [
      "Required when kind is RED, GREEN, or BLUE. Lamps",
      ["required kind=RED", "required kind=GREEN", "required kind=BLUE"],
    ],
    ["Required when kind is auto, otherwise nothing", ["required kind=auto"]],
    ["Required when lampEnable is true, and within 1-8", ["required lampEnable=true"]],
  ])("every value of a list: %s", (description, conditions) => {
    expect(read(description)).toEqual(conditions);
  });

  it("joined by and: both hold", () => {
    expect(read("Valid when parameter [lampEnable] is true and [mode] is 1")).toEqual([
      "valid lampEnable=true",
      "valid mode=1",
    ]);
  });

  it("joined to what cannot be read: still no case in which it is valid without", () => {
    expect(read("Valid when mode is 1 and the lamp glows")).toEqual(["valid mode=1"]);
  });

  it("joined to what cannot be read: not required for sure, and left out", () => {
    const { leftOut, notes: collected } = notes();
    const description = "Required when mode is 1 and the list [lamps] contains 2.";
    expect(readConditions(description, LAMP, collected).conditions).toEqual([]);
    expect(leftOut).toEqual(["condition"]);
  });

  it.each([
    ["Required when it is dark. Valid when shape is 3.", "members that are not there"],
    ["Required when constructor is 1.", "names of every object"],
    ["It takes effect when [mode] is not 0.", "all other values"],
    ["Only valid when kind is bridge vlan", "the start of a name"],
    ["Valid when mode is 1 or the lamp glows", "one case of several"],
    ["It takes effect only when the parameter [size] is 1", "itself"],
    ["When mode is 1, parameter [depth] is required", "another member"],
    ["Valid when lampEnable is 5.", "a value that a switch cannot have"],
  ])("none: %s (%s)", (description) => {
    expect(read(description)).toEqual([]);
  });

  it("several, each once", () => {
    const twice = "Required when mode is 1. Required when mode is 1. Valid when lampEnable is true";
    expect(read(twice)).toHaveLength(2);
  });

  it("are taken out of the text", () => {
    const { rest } = readConditions(
      "Required when mode is 1, within the range of 1-8. If it glows, 9.",
      LAMP,
    );
    expect(rest).toBe(", within the range of 1-8. If it glows, 9.");
  });
});
