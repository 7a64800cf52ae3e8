import { describe, expect, test } from "vitest";
import { type DiffReport, diffReport, formatText, mostImportant, readManifest } from "../../src/index.js";
import { committed } from "../support/committed.js";
import { SPECS } from "../support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const reports = new Map<string, DiffReport>();

/** Compares two snapshots once for all tests, without what is known beside them. */
async function compare(before: string, after: string): Promise<DiffReport> {
  const key = `${before} ${after}`;
  const lost = (id: string) => snapshots.find((entry) => entry.id === id)?.source.lost;
  const report =
    reports.get(key) ??
    diffReport(await committed(before), await committed(after), {
      lostBefore: lost(before),
      lostAfter: lost(after),
    });
  reports.set(key, report);
  return report;
}

/** Facts about the committed snapshots that were counted by other means. */
describe("the committed snapshots", () => {
  test("5.15 has every operation of 5.12", async () => {
    const { counts, findings } = await compare("5.12", "5.15");
    expect(counts).toMatchObject({ common: 131, operationsRemoved: 0, operationsAdded: 1548 });
    const count = (rule: string) => findings.filter((each) => each.rule === rule).length;
    expect(count("request-pattern-changed")).toBe(12);
    expect(count("request-property-removed")).toBe(4);
    expect(count("response-property-removed") + count("response-removed")).toBe(26);
    expect(count("permissions-changed") + count("permissions-widened")).toBe(130);
    expect(count("error-code-added")).toBe(11);
    expect(count("response-page-added")).toBe(1);
  });

  test("6.2 lost ten operations of 5.15 and has 568 more", async () => {
    const { counts, findings } = await compare("5.15", "6.2");
    expect(counts).toMatchObject({ common: 1669, operationsAdded: 568, operationsRemoved: 10 });
    const template = "/openapi/v1/{omadacId}/sitetemplates/{siteTemplateId}";
    const site = "/openapi/v1/{omadacId}/sites/{siteId}";
    const removed = findings.filter(({ rule }) => rule === "operation-removed");
    expect(removed.map(({ operation }) => operation).sort()).toEqual(
      [
        `GET ${site}/aps/{apMac}/override`,
        `PATCH ${site}/aps/{apMac}/override`,
        `PATCH ${site}/aps/{apMac}/ports`,
        `POST ${site}/cmd/devices/auto-adopt`,
        `GET ${template}/dot1x`,
        `PATCH ${template}/dot1x`,
        `GET ${template}/dot1x/eap`,
        `PATCH ${template}/dot1x/eap`,
        `POST ${site.replace("v1", "v2")}/wireless-network/wlans/{wlanId}/ssids`,
        `POST ${template.replace("v1", "v2")}/wireless-network/wlans/{wlanId}/ssids`,
      ].sort(),
    );
  });

  test("what 6.2 has lost is not reported as a change", async () => {
    const { findings, notComparable } = await compare("5.15", "6.2");
    expect(notComparable.byKeyword.pattern).toBeGreaterThan(1000);
    expect(findings.filter(({ rule }) => /pattern|uniqueness/.test(rule))).toEqual([]);
  });

  test("the list of clients has its successor in 6.2", async () => {
    const { successors } = await compare("5.15", "6.2");
    expect(successors[0]).toEqual({
      operation: "GET /openapi/v1/{omadacId}/sites/{siteId}/clients",
      why: "superseded",
      use: "POST /openapi/v2/{omadacId}/sites/{siteId}/clients",
    });
  });

  test("ten changeGroups of 5.15 to 6.2 are ten different ones", async () => {
    const changeGroups = mostImportant((await compare("5.15", "6.2")).findings, 10);
    expect(changeGroups).toHaveLength(10);
    const keys = changeGroups.map(({ rules, fields, operations }) => `${rules} ${fields} ${operations}`);
    expect(new Set(keys).size).toBe(10);
    expect(changeGroups.some(({ rules }) => rules.includes("operation-removed"))).toBe(true);
  });

  test.each(snapshots)("$id does not differ from itself", async ({ id }) => {
    expect((await compare(id, id)).findings).toEqual([]);
  });

  test("added operations name the ones they take the place of, and only those", async () => {
    const { findings } = await compare("5.15", "6.2");
    const successors = new Set(findings.flatMap(({ successor }) => successor ?? []));
    for (const { rule, operation, predecessor } of findings) {
      const isLinked = rule === "operation-added" && successors.has(operation);
      expect(predecessor !== undefined, operation).toBe(isLinked);
    }
    expect(findings.filter(({ predecessor }) => predecessor !== undefined).length).toBeGreaterThan(5);
  });

  test("local to cloud is reported as a difference of kind, not of time", async () => {
    const { counts, findings } = await compare("6.2", "6.2-cloud");
    expect(counts).toMatchObject({ operationsRemoved: 25, operationsAdded: 57 });
    expect(findings.filter(({ rule }) => /operation-(removed|added)$/.test(rule))).toEqual([]);
  });

  test("a report stays short, whatever changed", async () => {
    for (const [before, after] of [
      ["5.12", "5.15"],
      ["5.15", "6.2"],
      ["6.2", "6.2-cloud"],
    ] as const) {
      const text = formatText(await compare(before, after));
      expect(text.split("\n").length).toBeLessThan(90);
      expect(text.length).toBeLessThan(10_000);
    }
  });
});
