import { readFile } from "node:fs/promises";
import { readErrorCodes } from "@omada-sdk/codegen";
import type { Operation, Schema } from "@omada-sdk/model";
import { beforeAll, describe, expect, it } from "vitest";
import { type Comparison, compareAll } from "../src/data/changes.js";
import { PAGES } from "../src/data/links.js";
import { type Site, type SiteSnapshot, site, siteOf } from "../src/data/site.js";
import { insteadOf, shownChanges } from "../src/data/versions/compare.js";
import { errorCodes, retryText, wordsOf } from "../src/data/versions/error-codes.js";
import { permissions, withoutPermission } from "../src/data/versions/permissions.js";
import { byVersions } from "../src/data/versions/placed.js";
import { FACTS, LOST, REPAIRS, repairsOf } from "../src/data/versions/snapshot-terms.js";
import { valueTables } from "../src/data/versions/values.js";

let whole: Site;

beforeAll(async () => {
  whole = await site();
});

interface Small {
  name: string;
  permissions?: string[];
  body?: Schema;
}

/** A site of small snapshots `1`, `2` and so on. */
function small(...snapshots: { operations: Small[]; schemas?: Record<string, Schema> }[]): Site {
  const made = snapshots.map(({ operations, schemas = {} }, at): SiteSnapshot => {
    const id = String(at + 1);
    const model = {
      ...({ id, line: "v6", flavour: "local", controllerVersion: id } as const),
      schemas: new Map(Object.entries(schemas)),
      operations: operations.map(
        ({ name, permissions = [], body }): Operation => ({
          ...{ name, permissions, method: "POST", path: `/openapi/v1/${name}`, group: "site", tag: "Site" },
          ...{ title: name, deprecated: false, parameters: [], errorCodes: [], authorizationCodeOnly: false },
          ...{ envelope: true, download: false },
          ...(body ? { body: { mediaType: "application/json", required: true, schema: body } } : {}),
        }),
      ),
    };
    return { at, id, model, entry: {} as SiteSnapshot["entry"] };
  });
  return siteOf("", made);
}

describe("error codes", () => {
  it("are all of the ledger, each with the operations that declare it", async () => {
    const rows = await readErrorCodes(whole.specsDir);
    const codes = errorCodes(whole, rows);
    expect(codes.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
    const declaring = whole.operations.filter(({ places }) =>
      places.some(({ operation }) => operation.errorCodes.includes(-33004)),
    );
    const [busy] = codes.filter(({ code }) => code === -33004);
    expect(busy?.declared.map(({ name }) => name)).toEqual(declaring.map(({ name }) => name));
    expect(busy?.row && retryText(busy.row)).toMatch(/writes too/);
  });

  it("that the ledger lacks are shown without a name", () => {
    const codes = errorCodes(whole, []);
    expect(codes.length).toBeGreaterThan(500);
    expect(codes.every(({ row, declared }) => row === undefined && declared.length > 0)).toBe(true);
  });

  it("have names that read as words, and addresses by number and name", () => {
    expect(["siteNotFound", "ipMacBindingExists", "wrongVLANId"].map(wordsOf)).toEqual([
      "site not found",
      "IP MAC binding exists",
      "wrong VLAN ID",
    ]);
    expect(PAGES.error(-33004)).toBe("errors.html#-33004");
  });
});

describe("permissions", () => {
  it("of 5.12 are those of its document", () => {
    const labels = new Map(permissions(whole).map((each) => [each.label, each]));
    expect(labels.get("ADOPT")?.tags).toEqual([
      {
        tag: "Device",
        operations: [
          { name: "device.adoptDevice", in: 1 },
          { name: "device.getDeviceAdoptResult", in: 1 },
        ],
      },
    ]);
    expect(labels.get("DEVICES_READ")?.counts).toMatchObject({ 0: 17, 1: 0, 2: 0 });
    const open = withoutPermission(whole).filter(({ in: mask }) => mask & 1);
    expect(open.map(({ name }) => name)).toEqual([
      "profiles.getRateLimitProfileList",
      "site.getScenarioList",
      "wiredNetwork.getLanProfileList",
    ]);
  });

  it("say what a label opens from one version to the next, and what is listed instead", () => {
    const made = small(
      {
        operations: [
          { name: "site.a", permissions: ["Old"] },
          { name: "site.b", permissions: ["Old", "Kept"] },
          { name: "site.gone", permissions: ["Old"] },
        ],
      },
      {
        operations: [
          { name: "site.a", permissions: ["New"] },
          { name: "site.b", permissions: ["New", "Kept"] },
          { name: "site.added", permissions: ["Kept"] },
        ],
      },
    );
    const steps = permissions(made).map(({ label, counts, steps: all }) => ({
      ...{ label, counts },
      steps: all.map(({ before, after, ...rest }) => ({ ...rest, of: `${before.id} ${after.id}` })),
    }));
    expect(steps).toEqual([
      { label: "Kept", counts: [1, 2], steps: [] },
      {
        label: "New",
        counts: [0, 2],
        steps: [{ of: "1 2", gained: ["site.a", "site.b"], lost: [], instead: [] }],
      },
      {
        ...{ label: "Old", counts: [3, 0] },
        steps: [
          {
            ...{ of: "1 2", gained: [], lost: ["site.a", "site.b"] },
            instead: [
              { label: "New", operations: 2 },
              { label: "Kept", operations: 1 },
            ],
          },
        ],
      },
    ]);
  });

  it("with labels of any letters have an address", () => {
    expect(PAGES.permission('a "b" <c>/é')).toBe("permissions.html#may-a--b---c---");
  });
});

describe("value tables", () => {
  let values: ReturnType<typeof valueTables>;

  beforeAll(() => {
    values = valueTables(whole);
  });

  it("of 5.12 are those of its document", () => {
    const { tables } = values;
    const table = tables.find(({ fields }) =>
      fields.some(({ name, in: mask }) => name === "DeviceInfo.status" && mask & 1),
    );
    expect(table?.rows.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4]);
    expect(table?.rows[3]?.label).toBe("Heartbeat Missed");
    const field = table?.fields.find(({ name }) => name === "DeviceInfo.status");
    expect(field?.operations).toContain("device.getDeviceList");
    expect(
      tables.filter(({ bits }) => bits).flatMap(({ rows }) => rows.map(({ value }) => Number(value))),
    ).toEqual(expect.arrayContaining([1, 2, 4]));
  });

  it("have addresses of their own that depend on the rows alone", () => {
    const { tables } = values;
    expect(new Set(tables.map(({ anchor }) => anchor)).size).toBe(tables.length);
    const modes = (...rows: [number, string][]): Schema => ({
      type: "object",
      properties: {
        mode: { type: "integer", "x-omada-values": rows.map(([value, label]) => ({ value, label })) },
      },
    });
    const anchors = (schema: Schema): string[] =>
      valueTables(small({ operations: [], schemas: { Any: schema } })).tables.map(({ anchor }) => anchor);
    expect(anchors(modes([0, "off"], [1, "on"]))).toEqual(anchors(modes([1, "on"], [0, "off"])));
    expect(anchors(modes([0, "off"], [1, "on"]))).not.toEqual(anchors(modes([0, "off"], [1, "On"])));
  });

  it("say what differs between versions that both list values", () => {
    const mode = (values?: Schema["x-omada-values"]): Record<string, Schema> => ({
      Row: {
        type: "object",
        properties: { mode: { type: "integer", ...(values ? { "x-omada-values": values } : {}) } },
      },
    });
    const operations = [{ name: "site.set", body: { $ref: "#/components/schemas/Row" } }];
    const { changes, tables } = valueTables(
      small(
        {
          operations,
          schemas: mode([
            { value: 0, label: "off" },
            { value: 1, label: "on" },
            { value: 2 },
            { value: 4, label: "Not Set" },
          ]),
        },
        { operations, schemas: mode() },
        {
          operations,
          schemas: mode([
            { value: 0, label: "none" },
            { value: 2, label: "auto" },
            { value: 3, label: "x" },
            // Other capital letters are no other meaning.
            { value: 4, label: "not set" },
          ]),
        },
      ),
    );
    expect(changes).toMatchObject([
      {
        ...{ field: "Row.mode", before: { id: "1" }, after: { id: "3" } },
        gained: [{ value: 3, label: "x" }],
        lost: [{ value: 1, label: "on" }],
        relabelled: [{ value: 0, before: "off", after: "none" }],
      },
    ]);
    expect(tables.flatMap(({ fields }) => fields)).toEqual([
      { name: "Row.mode", in: expect.any(Number), operations: ["site.set"] },
      { name: "Row.mode", in: expect.any(Number), operations: ["site.set"] },
    ]);
  });
});

describe("names of the same versions", () => {
  it("stand together, those of all versions before those of old ones", () => {
    const groups = byVersions(
      [
        { name: "a", in: 1 },
        { name: "b", in: 15 },
        { name: "c", in: 12 },
        { name: "d", in: 1 },
      ],
      whole.snapshots.slice(0, 4),
    );
    expect(groups).toEqual([
      { ids: ["5.12", "5.15", "6.2", "6.2-cloud"], names: ["b"] },
      { ids: ["6.2", "6.2-cloud"], names: ["c"] },
      { ids: ["5.12"], names: ["a", "d"] },
    ]);
  });
});

describe("a comparison", () => {
  let pair: Comparison;

  beforeAll(async () => {
    [pair] = (await compareAll({ ...whole, snapshots: whole.snapshots.slice(0, 2) })) as [Comparison];
  });

  it("shows every change that omada diff counts, once", () => {
    const shown = shownChanges(pair, whole);
    for (const [severity, changes] of shown)
      expect(
        changes.reduce((sum, { findings }) => sum + findings, 0),
        severity,
      ).toBe(pair.report.counts[severity]);
    expect([...shown.values()].flat()).toHaveLength(pair.report.changeGroups.length);
  });

  it("leads to operations that the site has", () => {
    const operations = [...shownChanges(pair, whole).values()].flat().flatMap((change) => change.operations);
    expect(operations.length).toBeGreaterThan(1000);
    for (const { name, use } of operations)
      for (const each of [name, use ?? name]) expect(whole.byName.has(each), each).toBe(true);
  });

  it("says of each grave change where it is", () => {
    const grave = ["breaking", "risky"] as const;
    const changes = grave.flatMap((severity) => shownChanges(pair, whole).get(severity) ?? []);
    const ofFields = changes.filter(({ fields }) => fields.length > 0);
    expect(ofFields.length).toBeGreaterThan(20);
    for (const { operations } of ofFields)
      for (const { name, details } of operations) expect(details, name).not.toEqual([]);
    expect(changes.flatMap(({ types }) => types)).toContain("ClientRateLimitSetting");
    // A program that imports a type is concerned by what changes in the types that it holds.
    const limits = changes.find(({ types }) => types.includes("ClientRateLimitSetting"));
    expect(limits?.concerned).toContain("ClientInfo");
  });

  it("says what to import instead of a name that is gone", () => {
    const name = { kind: "type", group: "client", name: "Old" } as const;
    expect(insteadOf({ ...name, successor: "New" }, false)).toMatch(
      /^import New, which has the same members/,
    );
    expect(insteadOf({ ...name, successor: "New" }, true)).toMatch(/old name stays/);
    expect(insteadOf({ ...name, elsewhere: "device" }, false)).toMatch(/group device/);
    expect(insteadOf({ ...name, instead: "Other" }, false)).toMatch(/Other.*not the same/);
    expect(insteadOf({ ...name, kind: "constant" }, false)).toMatch(/values themselves/);
  });
});

describe("words of a snapshot", () => {
  it("are explained for all that snapshots have", async () => {
    for (const { entry } of whole.snapshots) {
      for (const lost of entry.source.lost) expect(LOST, lost).toHaveProperty([lost]);
      for (const fact of Object.keys(entry.facts)) expect(FACTS, fact).toHaveProperty([fact]);
    }
    for (const { id } of whole.snapshots) {
      const report = JSON.parse(await readFile(`${whole.specsDir}/${id}/import-report.json`, "utf8"));
      for (const { kind, count, places } of repairsOf(report)) {
        expect(REPAIRS, kind).toHaveProperty([kind]);
        expect(count).toBeGreaterThanOrEqual(places.length);
      }
    }
  });

  it("come with the repairs of most places first", () => {
    expect(repairsOf({ counts: { a: 1, b: 3, c: 1 }, places: { a: ["x"] } }).map(({ kind }) => kind)).toEqual(
      ["b", "a", "c"],
    );
    expect(repairsOf({})).toEqual([]);
  });
});
