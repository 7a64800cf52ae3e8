import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { knownBehaviour, NOTHING_KNOWN } from "../../src/emit/known-behaviour.js";
import { fromBundle, generate, type KnownFact } from "../../src/index.js";
import { documentOf } from "../support/document.js";
import { imported, temporaryFolder } from "../support/workspace.js";
import { emitted, envelope, modelOf, object, operation, text, to } from "./support/model.js";

const list = operation("lamp.getLamps", { response: envelope(to("Lamp")) });
const better = operation("lamp.findLamps", { method: "POST", path: "/openapi/v2/{omadacId}/lamps" });
const model = modelOf([better, list, operation("lamp.getLamp")], {
  Lamp: object({ lamp: text }),
});
const fact: KnownFact = {
  id: "lamps-refused",
  kind: "refused",
  operation: `GET ${list.path}`,
  name: "lamp.getLamps",
  holds: { line: "v6", from: "6.2" },
  seen: { from: "6.2.0.1", to: "6.2.0.3" },
  date: "2026-07",
  evidence: ["example/lamps#1"],
  really: { errorCode: -1 },
  remedy: { use: `POST ${better.path}` },
};
const { line: _, ...builds } = fact.holds;
const renamed: KnownFact = {
  ...fact,
  id: "lamp-member",
  kind: "member-name",
  member: "lamp",
  really: { member: "light" },
  remedy: {},
};

const clientOf = (facts: readonly KnownFact[]) => {
  const files = emitted(model, new Map(), facts);
  const read = (name: string) => files.get(`client-v6/generated/6.2/device.${name}`) ?? "";
  return { declared: read("d.ts"), tables: read("js") };
};

describe("what is known of controllers", () => {
  test("stands in the doc comment of the method, with the name of the method to call", () => {
    const { declared } = clientOf([fact, renamed]);
    const note =
      "Known: answers -1 although the document lists it (seen on 6.2.0.1 to 6.2.0.3, 2026-07); call lamp.findLamps. Evidence: example/lamps#1.";
    const comment = declared.slice(0, declared.indexOf("readonly getLamps:")).split("/**").at(-1) ?? "";
    expect(comment.replaceAll(/\s+\* (?=\S)/g, " ")).toContain(note);
    expect(comment.replaceAll(/\s+\* (?=\S)/g, " ")).toMatch(
      /Known: lamp is called light on the wire .*; read and write light as well as lamp\./,
    );
    expect(declared.split("Known:")).toHaveLength(3);
  });

  test("marks a refused operation with its successor, and nothing else", () => {
    expect(clientOf([fact, renamed]).tables).toContain('getLamps G/v1/{}/lamp/getLamps v;!lamp.findLamps"');
    expect(clientOf([renamed]).tables).toBe(clientOf([]).tables);
  });

  test("of other snapshots is left out", () => {
    const later = { ...fact, holds: { line: "v6", from: "6.3" } } as const;
    expect(clientOf([later])).toEqual(clientOf([]));
    expect(knownBehaviour(model, [later])).toBe(NOTHING_KNOWN);
  });

  test("gives METHOD and path of a remedy that the snapshot does not have", () => {
    const known = knownBehaviour(model, [{ ...fact, remedy: { use: "GET /elsewhere" } }]);
    expect(known.notes(list)).toEqual([
      expect.stringMatching(/; call GET \/elsewhere\. Evidence: example\/lamps#1\.$/),
    ]);
    expect(known.successor(list)).toBeUndefined();
    expect(known.refused).toEqual([{ name: "lamp.getLamps", errorCode: -1, ...builds }]);
  });

  test("of an operation that the snapshot does not have is no refusal of the mock", () => {
    expect(knownBehaviour(modelOf([better]), [fact]).refused).toEqual([]);
  });
});

test("the mock's data names what controllers refuse", async () => {
  const path = "/openapi/v1/{omadacId}/lamps";
  const document = documentOf({ operations: { [`GET ${path}`]: { operationId: "getLamps" } } });
  const generated = async (facts: readonly KnownFact[]) => {
    const specs = { "behaviour.json": { facts } };
    const { specsDir } = await imported({ "All.json": document }, { specs });
    const packagesDir = await temporaryFolder();
    await generate({ specsDir, packagesDir });
    return fromBundle(await readFile(join(packagesDir, "mock-controller/generated/6.2.json"), "utf8"));
  };
  const { operations, refused } = await generated([
    { ...fact, operation: `GET ${path}`, name: "gadget.getLamps", remedy: {} },
  ]);
  expect(refused).toEqual([{ name: operations[0]?.name, errorCode: -1, ...builds }]);
  expect(await generated([])).not.toHaveProperty("refused");
});
