import { describeFinding } from "@omada-sdk/codegen";
import { operationKey } from "@omada-sdk/model";
import { beforeAll, describe, expect, test } from "vitest";
import { compareAll } from "../src/data/changes.js";
import { contextOf, type OperationContext } from "../src/data/operation/context.js";
import { type FieldView, withoutCopies } from "../src/data/operation/field-view.js";
import { type Field, fieldsOf, membersOf } from "../src/data/operation/fields.js";
import { knownOf } from "../src/data/operation/known.js";
import { type OperationView, operationView } from "../src/data/operation/page.js";
import { supportInWords } from "../src/data/operation/support.js";
import { supportRows } from "../src/data/operation/support-table.js";
import { type SiteOperation, type SiteSnapshot, site, siteOf } from "../src/data/site.js";

let context: OperationContext;

// The local snapshots up to 6.2: enough for every word on a page.
beforeAll(async () => {
  const whole = await site();
  const part = siteOf(whole.specsDir, whole.snapshots.slice(0, 3) as SiteSnapshot[]);
  context = await contextOf(part, await compareAll({ ...part, snapshots: part.snapshots.slice(1) }));
});

function operation(name: string): SiteOperation {
  const found = context.site.byName.get(name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

const viewOf = (name: string): OperationView => operationView(operation(name), context);

describe("the page of an operation", () => {
  test("says what a list takes, answers and needs, with the versions that differ", () => {
    const view = viewOf("device.getDeviceList");
    expect(view).toMatchObject({
      support: "in all versions",
      paging: [{ text: "query" }],
      resultKind: [{ text: "A page of rows" }],
      grants: [{ text: "Client credentials or authorization code" }],
    });
    expect(view.parameters.map(({ place }) => place)).toEqual(["path", "query"]);
    expect(view.permissions).toContainEqual({
      text: "Site Device Manager View Only",
      in: "5.15 6.2",
      support: "since 5.15",
    });
    const data = view.result?.inside.find(({ name }) => name === "data");
    const [mac, active] = ["mac", "active"].map((name) => data?.inside.find((each) => each.name === name));
    expect(mac).toMatchObject({ path: "result.data[].mac", types: [{ text: "string" }] });
    expect(active).toMatchObject({ in: "6.2", support: "since 6.2" });
  });

  test("takes permissions and codes for no news where the older document cannot state them", () => {
    const { marks, permissions, codes } = viewOf("cli.importCliVariableToFile");
    expect(marks).toContainEqual({ text: "Not on the document pages", in: "5.15", support: "until 5.15" });
    expect(permissions.length).toBeGreaterThan(0);
    expect(codes.length).toBeGreaterThan(0);
    for (const { in: ids, support } of [...permissions, ...codes])
      expect({ ids, support }).toEqual({ ids: undefined, support: undefined });
  });

  test("names error codes with what to do", () => {
    const { codes } = viewOf("ap.batchModifyMultiApPorts");
    expect(codes.map(({ code }) => code)).toEqual(codes.map(({ code }) => code).sort((a, b) => b - a));
    expect(codes).toContainEqual({
      ...{ text: "-39303", code: -39303, name: "apNotFound", category: "not-found" },
      // Without a hint of its own, a code is explained by the words of its name.
      ...{ hint: "AP not found" },
    });
    expect(codes[0]).toMatchObject({ code: -1, hint: "The controller failed while handling the request." });
  });

  test("leads from a deprecated operation to the one to call instead, and back", () => {
    const names = (list: readonly SiteOperation[]): string[] => list.map(({ name }) => name);
    const [old, now] = ["wiredNetwork.createLanNetworkV2", "wiredNetwork.confirmCreateVlanNetwork"] as const;
    expect(names(viewOf(old).successors)).toEqual([now]);
    expect(names(viewOf(now).predecessors)).toContain(old);
    expect(context.successors.size).toBeGreaterThan(20);
    for (const [name, instead] of context.successors) {
      for (const each of names(instead)) expect(names(context.predecessors.get(each) ?? [])).toContain(name);
    }
  });

  test("says what controllers were seen to do, with evidence and what to call instead", () => {
    const [refused] = viewOf("client.getGridActiveClients").known;
    expect(refused).toMatchObject({
      in: "6.2",
      support: "since 6.2",
      use: { name: "client.getGridAllClients" },
    });
    expect(refused?.text).toContain("answers -1");
    expect(refused?.evidence[0]).toEqual({
      text: "MarkGodwin/tplink-omada-api#73",
      href: "https://github.com/MarkGodwin/tplink-omada-api/issues/73",
    });
    // What holds for every POST is not said of each.
    const [plain] = context.site.operations.filter(
      ({ newest }) => newest.method === "POST" && knownOf(operation(newest.name), context).length === 0,
    );
    expect(plain).toBeDefined();
  });

  test("lists the changes that the comparison found, by pair of versions", () => {
    const [comparison] = context.comparisons;
    let compared = 0;
    for (const each of context.site.operations.slice(0, 150)) {
      const key = operationKey(each.newest.method, each.newest.path);
      const expected = (comparison?.findings.get(key) ?? []).map(describeFinding);
      const found = operationView(each, context).changes.flatMap(({ findings }) =>
        findings.map(({ text }) => text),
      );
      expect(found).toEqual(expected);
      compared += found.length;
    }
    expect(compared).toBeGreaterThan(50);
  });
});

describe("the table of support", () => {
  test("has the fields that the tree marks, in the same versions", () => {
    let rows = 0;
    for (const each of context.site.operations.filter((_, at) => at % 5 === 0)) {
      const fields = fieldsOf(
        each.places.map(({ snapshot, operation: own }) => ({
          at: snapshot.at,
          model: snapshot.model,
          operation: own,
        })),
      );
      const masks = new Map<string, number>();
      const visit = (field: Field): void => {
        masks.set(field.path, (masks.get(field.path) ?? 0) | field.in);
        for (const member of membersOf(field)) visit(member);
      };
      for (const field of fields) visit(field);
      for (const { field, what, in: mask, words } of supportRows(each, fields, context)) {
        if (field === undefined || what !== undefined) continue;
        rows++;
        expect([field, masks.get(field)]).toEqual([field, mask]);
        expect(words).toBe(supportInWords(mask, each.in, context.snapshots));
      }
    }
    expect(rows).toBeGreaterThan(200);
  });

  test("leads to what the page shows: what holds a field that is shown elsewhere", () => {
    const view = viewOf("gateway.modifyConfigRadios");
    const paths = (field: FieldView): string[] => [field.path, ...field.inside.flatMap(paths)];
    const shown = new Set(
      [view.body, ...view.parameters.flatMap(({ fields }) => fields)].flatMap((field) =>
        field ? paths(field) : [],
      ),
    );
    const rows = view.rows.filter(({ field }) => field !== undefined);
    expect(rows.some(({ field, shownAt }) => field !== shownAt)).toBe(true);
    for (const { shownAt = "" } of rows) expect(shown).toContain(shownAt);
  });

  test("begins with the operation and says since when it is deprecated", () => {
    const { rows } = viewOf("wiredNetwork.createLanNetworkV2");
    expect(rows[0]).toEqual({ in: 6, words: "since 5.15" });
    expect(rows[1]).toEqual({ what: "deprecated", in: 4, words: "since 6.2" });
  });
});

describe("what several fields hold", () => {
  const leaf = (path: string, name: string): FieldView => ({
    ...{ path, name, types: [], required: [], facts: [], inside: [], cut: false },
  });
  const holder = (path: string, members: number): FieldView => ({
    ...leaf(path, path),
    inside: Array.from({ length: members }, (_, at) => leaf(`${path}.m${at}`, `m${at}`)),
  });

  test("is shown once, where it is the same and not small", () => {
    const root = {
      ...leaf("body", ""),
      inside: [holder("body.a", 20), holder("body.b", 20), holder("body.c", 21)],
    };
    expect(withoutCopies([root])[0]?.inside.map(({ inside, same }) => [inside.length, same])).toEqual([
      [20, undefined],
      [0, "body.a"],
      [21, undefined],
    ]);
    const small = { ...leaf("body", ""), inside: [holder("body.a", 2), holder("body.b", 2)] };
    expect(withoutCopies([small])).toEqual([small]);
  });
});
