import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApiModel, readKnownBehaviour } from "../../src/index.js";
import { documentOf, envelope, object, text } from "../support/document.js";
import { imported, writeAll } from "../support/workspace.js";

const FILE = "overlays/known-behaviour.json";

describe("a file of known behaviour that is wrong", () => {
  let specsDir = "";
  let model: ApiModel;
  let good: Record<string, unknown> = {};

  beforeAll(async () => {
    const answer = envelope({ type: "array", items: object({ shade: text() }) });
    const operations = {
      "GET /lamps": { operationId: "getLamps", answer },
      "GET /lights": { operationId: "getLights" },
    };
    const read = await imported({ "lamps.json": documentOf({ operations }) });
    ({ specsDir, model } = read);
    good = {
      id: "lamps-refused",
      kind: "refused",
      operation: "GET /lamps",
      name: read.operation("GET /lamps").name,
      snapshots: ["6.2"],
      seen: { from: "6.2.0.15", to: "6.2.0.17" },
      date: "2026-07",
      evidence: ["somebody/lamps#1"],
      really: { errorCode: -1 },
      remedy: { use: "GET /lights" },
    };
  });

  const outcome = async (content: unknown): Promise<string[]> => {
    await writeAll(specsDir, { [FILE]: content });
    return readKnownBehaviour(specsDir, [model]).then(
      () => [],
      (error: Error) => error.message.split("\n"),
    );
  };
  const withMembers = (changes: Record<string, unknown>) => outcome({ facts: [{ ...good, ...changes }] });

  test("is not mistaken for one that is right", async () => {
    expect(await withMembers({})).toEqual([]);
    expect(await withMembers({ kind: "member-name", member: "shade", really: { member: "colour" } })).toEqual(
      [],
    );
    const really = { values: { "0": "off" } };
    expect(
      await withMembers({ kind: "meaning", member: "shade", really, remedy: { send: ["shade"] } }),
    ).toEqual([]);
    expect(await outcome({ facts: [] })).toEqual([]);
  });

  test.each([
    ["{", /^overlays\/known-behaviour\.json is no JSON: /],
    [{}, /facts is no list; write \{ "facts": \[/],
    [{ facts: 3 }, /facts is no list/],
    [{ facts: ["lamps"] }, /fact 1 is no object/],
  ])("as a whole: %j", async (content, message) => {
    expect(await outcome(content)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[changes: Record<string, unknown>, message: string]>([
    [{ kind: "refusd" }, 'kind is "refusd"; write one of refused, member-name'],
    [{ seen: undefined }, "seen is missing; write the first and last controller version"],
    [{ seen: { from: "6.2.0.17", to: "6.2.0.15" } }, "seen is {"],
    [{ seen: { from: "6.2" } }, "seen is {"],
    [{ remedy: undefined }, "remedy is missing; write what to do"],
    [{ remedy: { call: "GET /lights" } }, "remedy is {"],
    [{ remedy: { use: "GET /no" } }, "remedy.use is GET /no, which 6.2 does not have; name an operation"],
    [{ operation: "lamps" }, 'operation is "lamps"; write METHOD and path'],
    [{ operation: "GET /nowhere" }, "operation is GET /nowhere, which 6.2 does not have"],
    [{ name: "lamp.other" }, "name is lamp.other; 6.2 calls it "],
    [{ snapshots: ["9.9"] }, 'snapshots names "9.9"; specs/index.json has: 6.2'],
    [{ snapshots: [] }, "snapshots is []; write a list of ids"],
    [{ date: "soon" }, 'date is "soon"; write a year, a month or a day'],
    [{ date: "2026-13" }, 'date is "2026-13"'],
    [{ evidence: [] }, "evidence is []; write a list of public places"],
    [{ really: { errorCode: "-1" } }, "really is {"],
    [{ kind: "member-name" }, "member is missing; a fact of kind member-name needs it"],
    [{ kind: "meaning", member: "shade" }, "really.values is missing; a fact of kind meaning needs it"],
    [{ member: "hue" }, "member is hue, which GET /lamps does not have in 6.2"],
    [{ remdy: {} }, "remdy is no member of a fact; use id, kind"],
  ])("in one member: %j", async (changes, message) => {
    const lines = await withMembers(changes);
    expect(lines).toContainEqual(expect.stringContaining(`${FILE}: fact "lamps-refused": ${message}`));
  });

  test("in several facts: all are told, and an id that is taken", async () => {
    expect(await outcome({ facts: [good, { ...good, date: "soon" }] })).toEqual([
      expect.stringContaining("date is"),
      `${FILE}: fact "lamps-refused": id is taken by a fact above; give it a name of its own`,
    ]);
    expect(await withMembers({ id: "" })).toEqual([
      expect.stringContaining('fact "": id is ""; write a name'),
    ]);
  });

  test("is nothing to a folder that has none", async () => {
    expect(await readKnownBehaviour(join(specsDir, "6.2"), [model])).toEqual([]);
  });
});
