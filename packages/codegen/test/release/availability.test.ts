import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { availabilityIn, type Operation, readAvailabilityTable, type Schema } from "../../src/index.js";
import { buildAvailability } from "../../src/release/availability/build.js";
import { fieldPaths } from "../../src/release/availability/field-paths.js";
import { fromRanges, toRanges } from "../../src/release/availability/ranges.js";
import type { ManifestEntry } from "../../src/snapshot/manifest.js";
import { answers, array, model, object, operation, sends, takes } from "../diff/support.js";
import { SPECS } from "../support/workspace.js";

const text: Schema = { type: "string" };
const SNAPSHOTS = [
  { id: "5.12", flavour: "local" },
  { id: "5.15", flavour: "local" },
  { id: "6.2", flavour: "local" },
  { id: "6.2-cloud", flavour: "cloud" },
] as const;

const entry = (id: string, lost: string[] = []) =>
  ({ id, flavour: id.endsWith("cloud") ? "cloud" : "local", source: { lost } }) as unknown as ManifestEntry;

function build(...operations: Record<string, Operation>[]) {
  const ids = ["5.15", "6.2", "6.2-cloud"].slice(0, operations.length);
  const models = operations.map((each, at) => ({ ...model(Object.values(each)), id: ids[at] ?? "" }));
  return buildAvailability(
    ids.map((id) => entry(id)),
    models,
  );
}

const KEY = `GET ${operation().path}`;

describe("ranges of snapshots", () => {
  it.each([
    [["5.12", "5.15", "6.2", "6.2-cloud"], "5.12..6.2 6.2-cloud"],
    [["5.12", "6.2"], "5.12 6.2"],
    [["6.2-cloud"], "6.2-cloud"],
    [[], ""],
  ])("%j is %s, and back", (ids, ranges) => {
    expect(toRanges(new Set(ids), SNAPSHOTS)).toBe(ranges);
    expect(fromRanges(ranges, SNAPSHOTS)).toEqual(ids);
  });
});

describe("fields of an operation", () => {
  it("are those of query, body and result, through lists, maps and references", () => {
    const schemas = { Node: object({ name: text, next: { $ref: "#/components/schemas/Node" } }) };
    const result = object({
      rows: array({ $ref: "#/components/schemas/Node" }),
      map: { type: "object", additionalProperties: object({ x: text }) },
    });
    const whole = { ...takes({}), body: sends(text).body, response: answers(result).response } as Operation;
    expect([...fieldPaths(model([whole], schemas), whole)]).toEqual([
      "query.p",
      "body.field",
      "result.rows",
      "result.rows[].name",
      "result.rows[].next",
      "result.map",
      "result.map.*.x",
    ]);
  });
});

describe("the table of what can be used where", () => {
  it("lists fields that are not everywhere their operation is, the outermost only", () => {
    const before = { a: answers(object({ a: text })) };
    const after = { a: answers(object({ a: text, b: object({ c: text }) })) };
    expect(build(before, after, after).operations).toEqual({
      [KEY]: { in: "5.15..6.2 6.2-cloud", fields: { "6.2 6.2-cloud": ["result.b"] } },
    });
  });

  it("takes an operation whose path parameter was renamed for the same one", () => {
    const was = operation({ path: "/a/{id}" });
    const table = build({ was }, { is: operation({ path: "/a/{mac}" }) });
    expect(table.operations).toEqual({ "GET /a/{mac}": { in: "5.15..6.2" } });
    expect(availabilityIn(table, "GET /a/{id}")?.snapshots).toEqual(["5.15", "6.2"]);
  });

  it("says nothing about query fields that a snapshot has lost", () => {
    const folded = takes({ name: "queryVO", required: true });
    const models = [takes({ name: "page" }), folded].map((each, at) => ({ ...model([each]), id: `${at}` }));
    const table = buildAvailability([entry("0"), entry("1", ["query objects"])], models);
    expect(table.operations[KEY]).toEqual({ in: "0..1" });
  });

  it("knows no operation that is in no snapshot", () => {
    expect(availabilityIn(build({ a: operation() }), "GET /nowhere")).toBeUndefined();
    expect(availabilityIn(build({ a: operation() }), "constructor")).toBeUndefined();
  });
});

describe("specs/availability.json", async () => {
  const table = await readAvailabilityTable(SPECS);
  const clients = "GET /openapi/v1/{omadacId}/sites/{siteId}/clients";

  it("is smaller than 1.5 MB", async () => {
    expect((await readFile(join(SPECS, "availability.json"))).length).toBeLessThan(1_500_000);
  });

  it("tells first and last snapshot of an operation by flavour", () => {
    expect(availabilityIn(table, clients)).toMatchObject({
      local: { first: "5.12", last: "6.2" },
      cloud: { first: "6.2-cloud", last: "6.2-cloud" },
    });
    const ports = "PATCH /openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports";
    expect(availabilityIn(table, ports)).toEqual({
      local: { first: "5.15", last: "5.15" },
      snapshots: ["5.15"],
    });
  });

  it("tells it of a field, of what is inside of it, and of one that is everywhere", () => {
    expect(availabilityIn(table, clients, "result.data[].authInfo")?.local?.first).toBe("5.15");
    expect(availabilityIn(table, clients, "result.data[].authInfo[].info")?.local?.first).toBe("5.15");
    expect(availabilityIn(table, clients, "result.data[].mac")?.local?.first).toBe("5.12");
  });
});
