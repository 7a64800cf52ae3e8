import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApiModel, readManifest } from "../../src/index.js";
import { committed } from "../support/committed.js";
import { SPECS } from "../support/workspace.js";

interface Table {
  values: { value: number | string; label?: string }[];
  bits?: true;
  evidence: string;
}

const file = JSON.parse(await readFile(join(SPECS, "overlays/value-tables.json"), "utf8")) as {
  schemas: Record<string, Table>;
};
let models: ApiModel[];
beforeAll(async () => {
  const { snapshots } = await readManifest(SPECS);
  models = await Promise.all(snapshots.map(({ id }) => committed(id)));
});

describe("reviewed value tables", () => {
  test.each(Object.entries(file.schemas))("%s", (key, { values, bits, evidence }) => {
    const [schema = "", member = ""] = key.split(".");
    const found = models.flatMap(({ schemas }) => schemas.get(schema)?.properties?.[member] ?? []);
    expect(found.length).toBeGreaterThan(0);
    for (const { type, "x-omada-values": given } of found) {
      const expected = type === "string" ? "string" : "number";
      expect(values.map(({ value }) => typeof value)).toEqual(values.map(() => expected));
      // What a document says itself is not contradicted, only named.
      expect(values.map(({ value }) => value)).toEqual(
        expect.arrayContaining((given ?? []).map(({ value }) => value)),
      );
    }
    expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
    for (const { label } of values) if (label !== undefined) expect(label).toMatch(/^\S+( \S+){0,4}$/);
    if (bits) expect(values.map(({ value }) => value)).toEqual(values.map((_, index) => 2 ** index));
    expect(evidence).not.toBe("");
  });

  test("name the schemas in order, so that a change is easy to review", () => {
    expect(Object.keys(file.schemas)).toEqual(Object.keys(file.schemas).sort());
  });
});
