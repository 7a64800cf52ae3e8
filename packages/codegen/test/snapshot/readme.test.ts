import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RepairKind, RepairReport } from "../../src/import/repair/report.js";
import { readManifest } from "../../src/specs/manifest.js";
import { SPECS } from "../support/workspace.js";

/** The compiler sees to it that no kind is missing here. */
const KINDS: Record<RepairKind, true> = {
  "path-slash": true,
  "dangling-reference": true,
  "reference-cycle": true,
  "self-envelope": true,
  "tag-spelling": true,
  "schema-spelling": true,
  "always-present": true,
  "value-table": true,
  "overlay-missed": true,
  "schema-name": true,
  "schema-variant": true,
  "path-parameter": true,
  "query-object": true,
  "query-argument": true,
  "body-argument": true,
  "media-type": true,
  multipart: true,
  unbounded: true,
  pattern: true,
  "pattern-dropped": true,
  envelope: true,
  "free-result": true,
  "operation-id": true,
  "delete-body": true,
  "list-size": true,
  "deprecated-mark": true,
  switch: true,
  "fact-left-out": true,
};

describe("specs/README.md", async () => {
  const readme = await readFile(join(SPECS, "README.md"), "utf8");
  const { snapshots } = await readManifest(SPECS);

  it.each(Object.keys(KINDS))("says why the repair %s is made", (kind) => {
    expect(readme).toContain(`| \`${kind}\` |`);
  });

  it("explains every field of ours that a snapshot uses", async () => {
    const used = new Set<string>();
    for (const { id } of snapshots) {
      for (const file of await readdir(join(SPECS, id))) {
        if (!file.endsWith(".json")) continue;
        const text = await readFile(join(SPECS, id, file), "utf8");
        for (const [, field] of text.matchAll(/"(x-omada[a-z-]*)":/g)) used.add(field ?? "");
      }
    }
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((field) => !readme.includes(`| \`${field}\` |`))).toEqual([]);
  });

  it.each(snapshots)("counts of the report of $id are those of its places", async ({ id, operations }) => {
    const text = await readFile(join(SPECS, id, "import-report.json"), "utf8");
    const { counts, places } = JSON.parse(text) as RepairReport;
    expect(Object.keys(counts)).toEqual(Object.keys(places));
    for (const [kind, list] of Object.entries(places)) {
      const every = list.length === 1 && list[0] === "every operation";
      expect(counts[kind as RepairKind], kind).toBe(every ? operations : list.length);
    }
  });
});
