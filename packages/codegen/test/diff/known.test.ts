import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  describeFact,
  diffReport,
  factsAbout,
  formatHtml,
  formatMarkdown,
  formatText,
  type KnownFact,
  readKnownBehaviour,
  readSnapshot,
  remedyOf,
} from "../../src/index.js";
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
  snapshots: ["2.0"],
  seen: { from: "2.0.1", to: "2.0.3" },
  date: "2026-07",
  evidence: ["somebody/lamps#1"],
  really: { errorCode: -1 },
  remedy: { use: "POST /openapi/v2/{omadacId}/things" },
};

describe("known behaviour", () => {
  test.each(facts.map((each) => [each.id, each] as const))(
    "%s tells what happens and what to do",
    (_, each) => {
      expect(describeFact(each)).not.toContain("undefined");
      expect(remedyOf(each)).toMatch(/\w/);
    },
  );

  test("the committed facts fit the snapshots they are about", async () => {
    const ids = new Set(facts.flatMap(({ snapshots }) => snapshots));
    const models = await Promise.all([...ids].map((id) => readSnapshot(SPECS, id)));
    expect(await readKnownBehaviour(SPECS, models)).toEqual(facts);
  });

  test("the old list of clients on 6.2 comes first, and has an id of its own like all", () => {
    expect(facts[0]).toMatchObject({ name: "client.getGridActiveClients", snapshots: ["6.2"] });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  test("every format tells what concerns the newer snapshot, and nothing else", () => {
    const after = { ...model([operation()]), id: "2.0" };
    const known = [fact, { ...fact, id: "other", snapshots: ["3.0"], date: "1999" }];
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
    expect(factsAbout([fact], "GET /elsewhere")).toEqual([]);
  });

  test("a folder without the file knows nothing", async () => {
    expect(await readKnownBehaviour(join(SPECS, "5.12"))).toEqual([]);
  });

  test("the file beside the overlays is none of the importer's", async () => {
    const known = { ...fact, snapshots: ["6.2"] };
    const specs = { "overlays/known-behaviour.json": { facts: [known] } };
    const { specsDir, model: read } = await imported(
      { "lamps.json": documentOf({ operations: LAMPS }) },
      { specs },
    );
    expect(read.operations).toHaveLength(1);
    expect(await readKnownBehaviour(specsDir)).toEqual([known]);
  });
});
