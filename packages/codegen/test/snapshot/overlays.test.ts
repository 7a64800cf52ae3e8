import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RepairKind, RepairReport } from "../../src/import/repair/report.js";
import { readManifest } from "../../src/specs/manifest.js";
import { readOverlays } from "../../src/specs/overlays.js";
import { SPECS } from "../support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const overlays = await readOverlays(SPECS, "recovered");

const reports = await Promise.all(
  snapshots.map(async ({ id }) => {
    return JSON.parse(await readFile(join(SPECS, id, "import-report.json"), "utf8")) as RepairReport;
  }),
);

/** Places of a repair in any snapshot, without the names of path parameters. */
function places(kind: RepairKind): Set<string> {
  return new Set(reports.flatMap(({ places }) => places[kind] ?? []).map(anonymous));
}

function anonymous(place: string): string {
  return place.replaceAll(/\{[^{}]*\}/g, "{}");
}

describe("every entry of an overlay is needed by some snapshot", () => {
  it("of always-present.json", () => {
    const applied = places("always-present");
    const entries = Object.entries(overlays.alwaysPresent).flatMap(([key, { fields = [], result = [] }]) => [
      ...fields.map((field) => `${key} []${field}`),
      ...result.map((member) => `${key} ${member}`),
    ]);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter((entry) => !applied.has(anonymous(entry)))).toEqual([]);
  });

  it("of value-tables.json", () => {
    const applied = places("value-table");
    expect(Object.keys(overlays.valueTables).filter((entry) => !applied.has(entry))).toEqual([]);
  });

  it("of spellings.json", () => {
    const tags = new Set([...places("tag-spelling")].map((place) => place.split(" -> ")[1]));
    const schemas = places("schema-spelling");
    expect(Object.values(overlays.spellings.tags).filter((tag) => !tags.has(tag))).toEqual([]);
    expect(Object.keys(overlays.spellings.schemas).filter((name) => !schemas.has(name))).toEqual([]);
  });
});
