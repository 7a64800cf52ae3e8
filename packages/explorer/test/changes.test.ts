import { diffSnapshots } from "@omada-sdk/codegen";
import { keyOfOperation } from "@omada-sdk/model";
import { beforeAll, expect, test } from "vitest";
import { type Comparison, compareAll } from "../src/data/changes.js";
import { type SiteSnapshot, site } from "../src/data/site.js";

let comparisons: readonly Comparison[];

beforeAll(async () => {
  const whole = await site();
  const [oldest, next] = whole.snapshots as [SiteSnapshot, SiteSnapshot];
  comparisons = await compareAll({ ...whole, snapshots: [oldest, oldest, next] });
});

test("every two snapshots are compared once, the older with the newer", () => {
  expect(comparisons.map(({ before, after }) => `${before.id} ${after.id}`)).toEqual([
    "5.12 5.12",
    "5.12 5.15",
    "5.12 5.15",
  ]);
});

test("the findings of each operation are those that omada diff reports of it", async () => {
  const { specsDir } = await site();
  const { findings } = await diffSnapshots(specsDir, "5.12", "5.15");
  const [same, { report, findings: byKey }] = comparisons as [Comparison, Comparison];
  expect(same.findings.size).toBe(0);
  expect(report.findings).toEqual(findings);
  expect(byKey.size).toBeGreaterThan(100);
  for (const [key, own] of byKey)
    expect(own).toEqual(findings.filter(({ operation }) => keyOfOperation(operation) === key));
});
