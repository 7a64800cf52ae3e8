import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readSite } from "../src/data/site.js";
import { NAMES, writeHostileSpecs } from "./browser/support/hostile-specs.js";

it("a site of hostile names has all of them, next to ordinary ones", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hostile-specs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeHostileSpecs(folder);

  const { snapshots, operations, byName } = await readSite(folder);
  const [ordinary, hostile] = snapshots;
  expect(hostile?.model.operations.length).toBe(ordinary?.model.operations.length);
  expect(byName.size).toBe(operations.length);
  expect(operations.some(({ places }) => places.length === 2)).toBe(true);

  const members = [...(hostile?.model.schemas.values() ?? [])].flatMap(({ properties = {} }) =>
    Object.keys(properties),
  );
  const inPlaces = [
    members,
    [...(hostile?.model.schemas.keys() ?? [])],
    hostile?.model.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)) ?? [],
    hostile?.model.operations.flatMap(({ permissions }) => permissions) ?? [],
    hostile?.model.operations.map(({ path }) => path) ?? [],
  ];
  for (const names of inPlaces) expect(names.some((name) => /[<"'`/]/.test(name))).toBe(true);
  expect(members).toContain("__proto__");
  expect(NAMES.filter((name) => !members.some((member) => member.startsWith(name)))).toEqual([]);
});
