import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UNSAFE } from "../../src/files/input-error.js";
import type { GroupDocument } from "../../src/specs/group-document.js";
import { readManifest } from "../../src/specs/manifest.js";
import { committed } from "../support/committed.js";
import { expectOpenApi } from "../support/openapi.js";
import { SPECS } from "../support/workspace.js";

const { snapshots } = await readManifest(SPECS);
/** The smallest group of each snapshot; `openapi.long.test.ts` has all of them. */
const documents = snapshots.map(({ id, groups }) => ({
  id,
  name: [...groups].sort((a, b) => a.operations + a.schemas - b.operations - b.schemas)[0]?.name ?? "",
}));

async function read(id: string, name: string): Promise<GroupDocument> {
  return JSON.parse(await readFile(join(SPECS, id, `${name}.json`), "utf8")) as GroupDocument;
}

describe("group documents are valid OpenAPI", () => {
  it.each(documents)("$id/$name", ({ id, name }) => expectOpenApi(join(SPECS, id, `${name}.json`)));
});

describe("the manifest", () => {
  it.each([
    ["5.12", 131],
    ["5.15", 1679],
    ["6.2", 2237],
    ["6.2-cloud", 2269],
  ])("%s has %d operations", async (id, count) => {
    const { operations } = await committed(id);
    expect(operations).toHaveLength(count);
    expect(snapshots.find((entry) => entry.id === id)?.operations).toBe(count);
  });

  it("says what was mined from 5.15", () => {
    const facts = snapshots.find(({ id }) => id === "5.15")?.facts;
    expect(facts).toMatchObject({
      errorCodeOperations: 950,
      errorCodes: 635,
      permissionOperations: 1615,
      permissionLabels: 73,
      authorizationCodeOnly: 17,
    });
    expect(facts?.integerValueTables).toBeGreaterThanOrEqual(1050);
    expect(facts?.ranges).toBeGreaterThanOrEqual(780);
  });

  it("says what was mined from 6.2", () => {
    const entry = snapshots.find(({ id }) => id === "6.2");
    expect(entry?.facts).toMatchObject({ errorCodeOperations: 1271, permissionOperations: 2202 });
    expect(entry).toMatchObject({
      controllerVersion: "6.2.0.17",
      certainty: "stated",
      capturedOn: "2026-07-07",
    });
  });

  it("says where documents came from and what they have lost", () => {
    expect(snapshots.map(({ id, source }) => `${id} ${source.kind}`)).toEqual([
      "5.12 served",
      "5.15 served",
      "6.2 transcribed",
      "6.2-cloud recovered",
    ]);
    for (const { source } of snapshots)
      expect(source.lost.includes("pattern")).toBe(source.kind !== "served");
  });

  it("marks the operations of 5.15 that no document page lists", async () => {
    const { operations } = await committed("5.15");
    const unlisted = operations.filter((operation) => operation.unlisted);
    expect(unlisted).toHaveLength(31);
    expect(unlisted.map(({ name }) => name)).toContain("app.createSsidV2");
    for (const { permissions, errorCodes } of unlisted) expect([...permissions, ...errorCodes]).toEqual([]);
  });

  it("says who each snapshot is of", () => {
    expect(snapshots.map(({ id, line, flavour }) => `${id} ${line} ${flavour}`)).toEqual([
      "5.12 v5 local",
      "5.15 v5 local",
      "6.2 v6 local",
      "6.2-cloud v6 cloud",
    ]);
  });
});

describe.each(snapshots)("snapshot $id", (entry) => {
  it("has exactly the files of its groups, with their hashes", async () => {
    const files = (await readdir(join(SPECS, entry.id))).filter((file) => file.endsWith(".json")).sort();
    const expected = [...entry.groups.map(({ name }) => `${name}.json`), "import-report.json"].sort();
    expect(files).toEqual(expected);
    for (const { name, sha256, operations, schemas } of entry.groups) {
      const bytes = await readFile(join(SPECS, entry.id, `${name}.json`));
      expect(createHash("sha256").update(bytes).digest("hex"), name).toBe(sha256);
      const document = JSON.parse(bytes.toString()) as GroupDocument;
      expect(Object.values(document.paths).flatMap((item) => Object.keys(item))).toHaveLength(operations);
      expect(Object.keys(document.components.schemas)).toHaveLength(schemas);
    }
  });

  it("has one sorted line of api.txt per operation", async () => {
    const lines = (await readFile(join(SPECS, entry.id, "api.txt"), "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(entry.operations);
    const key = (line: string) => line.split("  ")[0]?.split(" ").reverse().join(" ") ?? "";
    expect(lines.map(key)).toEqual(lines.map(key).sort());
    const { operations } = await committed(entry.id);
    expect(lines.map((line) => line.split("  ").slice(0, 2).join("  "))).toEqual(
      operations.map(({ method, path, name }) => `${method} ${path}  ${name}`),
    );
  });

  it("gives a schema name one shape in all of its groups", async () => {
    const shapes = new Map<string, string>();
    for (const { name: group } of entry.groups) {
      const { components } = await read(entry.id, group);
      for (const [name, schema] of Object.entries(components.schemas)) {
        const shape = JSON.stringify(schema);
        expect(shapes.get(name) ?? shape, `${name} of ${group}`).toBe(shape);
        shapes.set(name, shape);
      }
    }
    expect(shapes.size).toBe(entry.schemas);
  });

  it("keeps no text and no line break in a label, value or name", async () => {
    for (const { name } of entry.groups) {
      const text = await readFile(join(SPECS, entry.id, `${name}.json`), "utf8");
      expect(text).not.toMatch(/"(description|title|example)": "(?!Success"|Omada Open API )/);
      const unsafe: string[] = [];
      JSON.parse(text, (key, value) => {
        if (UNSAFE.test(key) || (typeof value === "string" && UNSAFE.test(value))) unsafe.push(key);
        return value;
      });
      expect(unsafe).toEqual([]);
    }
  });
});
