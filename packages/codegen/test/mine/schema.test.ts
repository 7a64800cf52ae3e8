import { describe, expect, it } from "vitest";
import { annotateSchema } from "../../src/import/mine/schema.js";
import type { RawSchema } from "../../src/import/raw.js";
import { object, text } from "../support/document.js";
import { place } from "./support.js";

/** The members of an object after their texts have been read, and what was recorded. */
function annotated(properties: Record<string, RawSchema>) {
  const schema = object(properties);
  const { place: at, repairs } = place();
  annotateSchema(schema, at);
  return { members: schema.properties ?? {}, repairs };
}

describe.concurrent("annotations", () => {
  it("reach items, nested members and maps", () => {
    const table = "Kind should be a value as follows: 0: red; 1: green";
    const { members } = annotated({
      list: { type: "array", description: table, items: { type: "integer" } },
      map: { type: "object", additionalProperties: { type: "integer", description: table } },
    });
    const rows = [
      { value: 0, label: "red" },
      { value: 1, label: "green" },
    ];
    expect(members.list?.items?.["x-omada-values"]).toEqual(rows);
    expect(members.map?.additionalProperties).toMatchObject({ "x-omada-values": rows });
  });

  it("leave a real enum alone", () => {
    const { members } = annotated({
      mode: { ...text("Mode should be a value as follows: A, B"), enum: ["A", "B", "C"] },
    });
    expect(members.mode?.["x-omada-values"]).toBeUndefined();
  });
});

describe.concurrent("conditions of a member", () => {
  it("look at the members beside it, not at its own or elsewhere", () => {
    const { members } = annotated({
      mode: { type: "integer" },
      size: { type: "integer", description: "Required when mode is 1." },
      inner: object({ depth: { type: "integer", description: "Required when mode is 1." } }),
    });
    expect(members.size?.["x-omada-conditions"]).toHaveLength(1);
    expect(members.inner?.properties?.depth?.["x-omada-conditions"]).toBeUndefined();
  });

  it("belong to a list, not to its items", () => {
    const description = "Required when mode is 1.";
    const { members } = annotated({
      mode: { type: "integer" },
      sizes: { type: "array", description, items: { type: "integer", description } },
    });
    expect(members.sizes?.["x-omada-conditions"]).toHaveLength(1);
    expect(members.sizes?.items?.["x-omada-conditions"]).toBeUndefined();
  });

  it("stand beside the range that counts under them", () => {
    const { members } = annotated({
      mode: { type: "integer" },
      size: { type: "integer", description: "Required when mode is 1, within the range of 1-8." },
      depth: { type: "integer", description: "When it glows, within the range of 1-8." },
    });
    expect(members.size).toMatchObject({
      "x-omada-range": [1, 8],
      "x-omada-conditions": [{ kind: "required", field: "mode", equals: "1" }],
    });
    expect(members.depth?.["x-omada-range"]).toBeUndefined();
  });
});

describe.concurrent("limits under a switch", () => {
  const size: RawSchema = { type: "integer", description: "Size within the range of 1-8." };
  const condition = (field: string) => [{ kind: "valid", field, equals: "true" }];

  it("carry the switch that has their name", () => {
    const { members, repairs } = annotated({
      size: { ...size },
      sizeEnable: { type: "boolean", description: "Whether to limit the size" },
      name: text("Name should contain 1 to 60 characters."),
      nameEnable: { type: "boolean" },
    });
    expect(members.size?.["x-omada-conditions"]).toEqual(condition("sizeEnable"));
    expect(members.name?.["x-omada-conditions"]).toEqual(condition("nameEnable"));
    expect(repairs).toEqual([
      { kind: "switch", where: "Lamp.size" },
      { kind: "switch", where: "Lamp.name" },
    ]);
  });

  it.each([
    ["Size within 1-8. It must be given when glow control is enable.", "glowControlEnable"],
    ["When glow dims enables, the size; within 1-8", "glowDimsEnable"],
  ])("carry the switch that their text names: %s", (description, field) => {
    const { members } = annotated({
      size: { type: "integer", description },
      [field]: { type: "boolean" },
      otherEnable: { type: "boolean" },
    });
    expect(members.size?.["x-omada-conditions"]).toEqual(condition(field));
  });

  it("carry a switch once", () => {
    const description = "Size within 1-8. Required when parameter [sizeEnable] is true.";
    const { members, repairs } = annotated({
      size: { type: "integer", description },
      sizeEnable: { type: "boolean", description: "Enable" },
    });
    expect(members.size?.["x-omada-conditions"]).toHaveLength(1);
    expect(repairs).toEqual([]);
  });

  it.each<[string, Record<string, RawSchema>]>([
    ["without a switch", { size, sizes: { type: "boolean" } }],
    ["that is a number", { size, sizeEnable: { type: "integer" } }],
    ["whose text says something else", { size, sizeEnable: { type: "boolean", description: "A room" } }],
    [
      "of members without limits",
      { size: { type: "integer", description: "Size" }, sizeEnable: { type: "boolean" } },
    ],
  ])("none %s", (_, properties) => {
    expect(annotated(structuredClone(properties)).members.size?.["x-omada-conditions"]).toBeUndefined();
  });
});

describe.concurrent("deprecation", () => {
  it.each(["Deprecated", "Deprecated:"])("a mark %s behind a table is none of its labels", (mark) => {
    const { members, repairs } = annotated({
      mode: { type: "integer", description: `Mode: 0: red; 1: green ${mark}` },
    });
    expect(members.mode).toMatchObject({
      deprecated: true,
      "x-omada-values": [
        { value: 0, label: "red" },
        { value: 1, label: "green" },
      ],
    });
    expect(repairs).toEqual([{ kind: "deprecated-mark", where: "Lamp.mode" }]);
  });

  it.each([
    "Deprecated",
    "Glow of the lamp. Deprecated, use light instead",
    "Glow of the lamp. This field is deprecated.",
    "Glow of the lamp. It has been deprecated since the bulb.",
    "Glow of the lamp(deprecated)",
  ])("is given by: %s", (description) => {
    expect(annotated({ glow: { type: "boolean", description } }).members.glow?.deprecated).toBe(true);
  });

  it("is recorded only where the document does not say so itself", () => {
    const { members, repairs } = annotated({ glow: { ...text("Deprecated"), deprecated: true } });
    expect(members.glow?.deprecated).toBe(true);
    expect(repairs).toEqual([]);
  });

  it.each(["Lamps: 0: red (deprecated); 1: green", "Glow, in place of a deprecated lamp"])(
    "of something else does not count: %s",
    (description) => {
      expect(annotated({ glow: { type: "integer", description } }).members.glow?.deprecated).toBeUndefined();
    },
  );

  it("of a list is none of its items", () => {
    const { members } = annotated({
      glows: { type: "array", description: "Lamps Deprecated", items: { type: "string" } },
    });
    expect(members.glows?.deprecated).toBe(true);
    expect(members.glows?.items?.deprecated).toBeUndefined();
  });
});
