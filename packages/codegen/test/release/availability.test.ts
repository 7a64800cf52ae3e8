import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAvailability } from "../../src/availability/build.js";
import { fieldPaths } from "../../src/availability/field-tree.js";
import { loadAvailability } from "../../src/availability/load.js";
import { availabilityOf, missingIn } from "../../src/availability/of-model.js";
import { fromRanges, toRanges } from "../../src/availability/table.js";
import {
  availabilityIn,
  type Operation,
  readAvailabilityTable,
  readGroupTable,
  readManifest,
  readSnapshot,
  type Schema,
  snapshotFolders,
} from "../../src/index.js";
import type { ManifestEntry } from "../../src/specs/manifest.js";
import { answers, array, model, object, operation, sends, takes } from "../diff/support.js";
import { committed } from "../support/committed.js";
import { SPECS, temporaryFolder, writeAll } from "../support/workspace.js";

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

  it("has no operation that is in no snapshot", () => {
    expect(availabilityIn(build({ a: operation() }), "GET /nowhere")).toBeUndefined();
    expect(availabilityIn(build({ a: operation() }), "constructor")).toBeUndefined();
  });
});

describe("what other snapshots do not have of a client", () => {
  const list = operation({ path: "/b", name: "b.list", tag: "B", paging: "query" });
  const write = operation({ path: "/b", method: "POST", name: "b.add", tag: "B" });
  const used = operation({ path: "/c", name: "site.get", tag: "Site" });
  const older = [answers(object({ a: text }))];
  const newer = [answers(object({ a: text, b: object({ c: text }) })), write, list, used];
  const byName = (list: Operation[]) => Object.fromEntries(list.map((each) => [each.name, each]));
  const table = build(byName(older), byName(newer), byName(newer));
  const entries = ["5.15", "6.2", "6.2-cloud"].map((id) => ({ ...entry(id), controllerVersion: `${id}.1` }));

  it("is counted, with the most used of the operations, one of each tag", () => {
    expect(missingIn(table, entries, { ...model(newer), id: "6.2" })).toEqual([
      {
        id: "5.15",
        flavour: "local",
        controllerVersion: "5.15.1",
        operations: 3,
        fields: 1,
        first: ["site.get", "b.list"],
      },
    ]);
    expect(missingIn(table, entries, { ...model(older), id: "5.15" })).toEqual([]);
  });

  it("is in the snapshot that the client hands to the version check", async () => {
    const { snapshots } = await readManifest(SPECS);
    const everywhere = await loadAvailability(SPECS);
    const own = await committed("5.15");
    const missing = missingIn(everywhere, snapshots, own);
    const counts = new Map(missing.map(({ id, operations }) => [id, operations]));
    expect([...counts.keys(), "5.15"].sort()).toEqual(snapshots.map(({ id }) => id).sort());
    expect(["5.12", "6.2", "6.2-cloud"].map((id) => counts.get(id))).toEqual([1548, 10, 33]);
    const folders = snapshotFolders(own, await readGroupTable(SPECS), new Map(), [], missing);
    expect(folders.get("client-v5/generated/5.15")?.get("snapshot.js")).toContain(
      JSON.stringify({ missing }).slice(1, -1),
    );
  });

  it("comes from the snapshots themselves where the table is of others, or not there", async () => {
    const specsDir = await temporaryFolder();
    await cp(join(SPECS, "5.12"), join(specsDir, "5.12"), { recursive: true });
    const { snapshots } = await readManifest(SPECS);
    await writeAll(specsDir, { "index.json": { snapshots: snapshots.slice(0, 1) } });
    const made = await loadAvailability(specsDir);
    expect(Object.keys(made.operations)).toHaveLength(131);
    await writeAll(specsDir, { "availability.json": { snapshots: [], operations: {} } });
    expect(await loadAvailability(specsDir)).toEqual(made);
    const own = await readSnapshot(specsDir, "5.12");
    expect(new Set([...availabilityOf(made, own).values()].flat())).toEqual(new Set(["5.12"]));
  });
});

describe("specs/availability.json", async () => {
  const table = await readAvailabilityTable(SPECS);
  const clients = "GET /openapi/v1/{omadacId}/sites/{siteId}/clients";

  it("is smaller than 1.5 MB", async () => {
    expect((await readFile(join(SPECS, "availability.json"))).length).toBeLessThan(1_500_000);
  });

  it("says first and last snapshot of an operation by flavour", () => {
    const { local, cloud, snapshots } = availabilityIn(table, clients) ?? {};
    expect([local?.first, cloud?.first]).toEqual(["5.12", "6.2-cloud"]);
    expect(snapshots).toEqual(expect.arrayContaining([local?.last, cloud?.last, "6.2"]));
    const ports = "PATCH /openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports";
    expect(availabilityIn(table, ports)).toEqual({
      local: { first: "5.15", last: "5.15" },
      snapshots: ["5.15"],
    });
  });

  it("says it of a field, of what is inside of it, and of one that is everywhere", () => {
    expect(availabilityIn(table, clients, "result.data[].authInfo")?.local?.first).toBe("5.15");
    expect(availabilityIn(table, clients, "result.data[].authInfo[].info")?.local?.first).toBe("5.15");
    expect(availabilityIn(table, clients, "result.data[].mac")?.local?.first).toBe("5.12");
  });
});
