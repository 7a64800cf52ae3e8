import { describe, expect, test } from "vitest";
import { diffModels, type Operation, type Schema } from "../../src/index.js";
import { answers, model, object, operation } from "./support.js";

const text: Schema = { type: "string" };
const number: Schema = { type: "integer" };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const status = (...labels: string[]): Schema => ({
  ...number,
  "x-omada-values": labels.map((label, value) => ({ value, label })),
});

const GROUPS: Record<string, string> = { "/a": "device", "/b": "client" };

/** One operation per path; each answers the schema of that name. */
function snapshot(answered: Record<string, string>, schemas: Record<string, Schema>, flavour?: "cloud") {
  const operations = Object.entries(answered).map(
    ([path, name]): Operation => ({ ...answers(ref(name)), path, name: path, group: GROUPS[path] ?? "" }),
  );
  return { ...model(operations, schemas), ...(flavour ? { flavour } : {}) };
}

const about = (...models: Parameters<typeof diffModels>) =>
  diffModels(...models)
    .filter(({ rule }) => /^(type-name|constant)-/.test(rule))
    .map(({ rule, path, before, after }) => `${rule} ${path}: ${before} -> ${after}`);

const lamp = object({ name: text, status: status("off", "on") }, ["name"]);

describe("names that programs import", () => {
  const before = snapshot({ "/a": "Lamp" }, { Lamp: lamp });

  test("of a type and a constant that are called otherwise are kept as aliases", () => {
    expect(about(before, snapshot({ "/a": "Light" }, { Light: lamp }))).toEqual([
      "type-name-renamed device.Lamp: Lamp -> Light",
      "constant-renamed device/values.LampStatus: LampStatus -> LightStatus",
    ]);
  });

  test("are lost where the next snapshot is not generated after this one", () => {
    const lost = [
      "type-name-removed device.Lamp: Lamp -> Light",
      "constant-removed device/values.LampStatus: LampStatus -> LightStatus",
    ];
    expect(about(before, snapshot({ "/a": "Light" }, { Light: lamp }, "cloud"))).toEqual(lost);
    expect(about(before, snapshot({ "/a": "Light" }, { Light: lamp }), { follows: false })).toEqual(lost);
  });

  test("of a type of another shape are lost, those of its unchanged constants are kept", () => {
    const more = { Light: object({ ...lamp.properties, volts: number }, ["name"]) };
    expect(about(before, snapshot({ "/a": "Light" }, more))).toEqual([
      "type-name-removed device.Lamp: Lamp -> Light",
      "constant-renamed device/values.LampStatus: LampStatus -> LightStatus",
    ]);
  });

  test("of a constant with a member less are lost", () => {
    const less = { Light: object({ name: text, status: status("off") }, ["name"]) };
    expect(about(before, snapshot({ "/a": "Light" }, less))).toContain(
      "constant-removed device/values.LampStatus: undefined -> undefined",
    );
  });

  test("are reported at the operation that took or gave them", () => {
    const gone = diffModels(before, { ...before, operations: [operation({ path: "/z" })] });
    const names = gone.filter(({ rule }) => rule.endsWith("-removed") && rule !== "operation-removed");
    expect(names.map(({ rule, operation: place, severity }) => [rule, place, severity])).toEqual([
      ["type-name-removed", "GET /a", "breaking"],
      ["constant-removed", "GET /a", "breaking"],
    ]);
  });

  test("move to another subpath", () => {
    const both = { Lamp: lamp, Other: object({ other: text }) };
    const old = snapshot({ "/a": "Lamp", "/b": "Other" }, both);
    const now = snapshot({ "/a": "Other", "/b": "Lamp" }, both);
    expect(about(old, now)).toEqual([
      "type-name-moved client.Other: client -> device",
      "type-name-moved device.Lamp: device -> client",
      "constant-moved device/values.LampStatus: device/values -> client/values",
    ]);
  });

  test("of small types elsewhere are no guess", () => {
    const small = object({ id: text });
    const old = snapshot({ "/a": "Id", "/b": "Lamp" }, { Id: small, Lamp: lamp });
    const now = snapshot({ "/a": "Lamp", "/b": "Key" }, { Key: small, Lamp: lamp });
    expect(about(old, now)).toContain("type-name-removed device.Id: Id -> Lamp");
  });

  test("of types that hold themselves are compared by what they lead to", () => {
    const tree = (self: string, leaf: Schema): Record<string, Schema> => ({
      [self]: object({ leaf, next: ref(self) }),
    });
    const old = snapshot({ "/a": "Node" }, tree("Node", text));
    expect(about(old, snapshot({ "/a": "Knot" }, tree("Knot", text)))).toEqual([
      "type-name-renamed device.Node: Node -> Knot",
    ]);
    expect(about(old, snapshot({ "/a": "Knot" }, tree("Knot", number)))).toEqual([
      "type-name-removed device.Node: Node -> Knot",
    ]);
  });
});
