import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  describeFact,
  diffReport,
  factsAbout,
  factsFor,
  formatHtml,
  formatMarkdown,
  formatText,
  type KnownFact,
  readKnownBehaviour,
  readManifest,
  remedyOf,
} from "../../src/index.js";
import { committed } from "../support/committed.js";
import { documentOf } from "../support/document.js";
import { imported } from "../support/workspace.js";
import { model, operation } from "./support.js";

const SPECS = join(import.meta.dirname, "../../../../specs");
const facts = await readKnownBehaviour(SPECS);

const LAMPS = { "GET /lamps": { operationId: "getLamps" } };
const fact: KnownFact = {
  id: "lamps-refused",
  kind: "refused",
  operation: "GET /openapi/v1/{omadacId}/things",
  name: "thing.list",
  holds: { line: "v5", from: "2.0.1", to: "2.0.3" },
  seen: { from: "2.0.1", to: "2.0.3" },
  date: "2026-07",
  evidence: ["example/lamps#1"],
  really: { errorCode: -1 },
  remedy: { use: "POST /openapi/v2/{omadacId}/things" },
};

describe("known behaviour", () => {
  test.each(facts.map((each) => [each.id, each] as const))(
    "%s says what happens and what to do",
    (_, each) => {
      expect(describeFact(each)).not.toContain("undefined");
      expect(remedyOf(each)).toMatch(/\w/);
    },
  );

  test("the committed facts fit the snapshots they were seen on, and each holds for one of them", async () => {
    const { snapshots } = await readManifest(SPECS);
    const models = await Promise.all(snapshots.map(({ id }) => committed(id)));
    expect(await readKnownBehaviour(SPECS, models)).toEqual(facts);
    const held = new Set(models.flatMap((each) => factsFor(facts, each)));
    expect(facts.filter((each) => !held.has(each))).toEqual([]);
  });

  test("the old list of clients on 6.2 comes first, and has an id of its own like all", () => {
    expect(facts[0]).toMatchObject({ name: "client.getGridActiveClients" });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  test("an identical document of a later version has the same facts, but for those that ended", async () => {
    const own = await committed("6.2");
    const next = factsFor(facts, { ...own, id: "6.3", controllerVersion: "6.3.0.45" });
    expect(factsFor(facts, own).filter((each) => !next.includes(each))).toEqual([facts[0]]);
    expect(next.length).toBeGreaterThan(10);
    for (const controllerVersion of ["6.2", "6.2.0.17", "6.2.0.15"])
      expect(factsFor(facts, { ...own, id: "x", controllerVersion })).toContain(facts[0]);
    for (const controllerVersion of ["6.2.10.17", "6.0.0.36", "6.2.0.14"])
      expect(factsFor(facts, { ...own, id: "x", controllerVersion })).not.toContain(facts[0]);
    expect(factsFor(facts, { ...own, flavour: "cloud" })).not.toContain(facts[0]);
  });

  test("every format contains what concerns the newer snapshot, and nothing else", () => {
    const newer = operation({ method: "POST", path: "/openapi/v2/{omadacId}/things", name: "thing.find" });
    const after = { ...model([operation(), newer]), id: "2.0", controllerVersion: "2.0" };
    const elsewhere = { line: "v5", from: "3.0" } as const;
    const known = [fact, { ...fact, id: "other", holds: elsewhere, date: "1999" }];
    const report = diffReport(model([operation()]), after, { known });
    for (const text of [formatText(report), formatMarkdown(report), formatHtml(report)]) {
      expect(text).toContain("Controllers of 2.0 differ from their document");
      expect(text).toMatch(
        /answers -1 although the document lists it \(seen on 2\.0\.1 to 2\.0\.3, 2026-07\)/,
      );
      expect(text.replaceAll("\\", "")).toMatch(/call POST \/openapi\/v2\/\{omadacId\}\/things/);
      expect(text).not.toContain("1999");
    }
    expect(formatText(diffReport(after, after))).not.toContain("differ from their document");
  });

  test("a fact is found by its operation", () => {
    expect(factsAbout([fact], fact.operation)).toEqual([fact]);
    expect(factsAbout([fact], fact.operation.replace("omadacId", "controllerId"))).toEqual([fact]);
    expect(factsAbout([fact], "GET /elsewhere")).toEqual([]);
  });

  test("a folder without the file has no facts", async () => {
    expect(await readKnownBehaviour(join(SPECS, "5.12"))).toEqual([]);
  });

  test("the file beside the overlays is none of the importer's", async () => {
    const known = { ...fact, holds: { line: "v6", from: "6.2" } };
    const specs = { "behaviour.json": { facts: [known] } };
    const { specsDir, model: read } = await imported(
      { "lamps.json": documentOf({ operations: LAMPS }) },
      { specs },
    );
    expect(read.operations).toHaveLength(1);
    expect(await readKnownBehaviour(specsDir)).toEqual([known]);
  });
});
