import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApiModel, factsFor, readKnownBehaviour } from "../../src/index.js";
import { documentOf, envelope, object, text } from "../support/document.js";
import { imported, writeAll } from "../support/workspace.js";

const FILE = "behaviour.json";

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
    specsDir = read.specsDir;
    model = { ...read.model, controllerVersion: "6.2.0.17" };
    good = {
      id: "lamps-refused",
      kind: "refused",
      operation: "GET /lamps",
      name: read.operation("GET /lamps").name,
      holds: { line: "v6", from: "6.2.0.15" },
      seen: { from: "6.2.0.15", to: "6.2.0.17" },
      date: "2026-07",
      evidence: ["example/lamps#1"],
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
    const number = { schema: { type: "integer" } };
    for (const kind of ["member-type", "member-extra"]) {
      const member = kind === "member-type" ? "shade" : "hue";
      expect(await withMembers({ kind, in: "result", member, really: number })).toEqual([]);
    }
    expect(await outcome({ facts: [] })).toEqual([]);
  });

  test.each([
    ["{", /^behaviour\.json is no JSON: /],
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
    [{ holds: undefined }, "holds is missing; write the controllers it holds for"],
    [{ holds: { line: "v6" } }, "holds is {"],
    [{ holds: { line: "v6", from: "6.2.0.17", to: "6.2.0.15" } }, "holds is {"],
    [{ holds: { line: "v6", from: "6.2", flavour: "home" } }, "holds is {"],
    [{ snapshots: ["6.2"] }, "snapshots is no member of a fact; use id, kind"],
    [{ strength: "hearsay" }, 'strength is "hearsay"; write live, code or document'],
    [{ in: "header" }, 'in is "header"; write body or result'],
    [{ really: { schema: { type: "text" } } }, "really is {"],
    [{ kind: "member-type", member: "shade" }, "in is missing; a fact of kind member-type needs it"],
    [{ kind: "result" }, "really.schema or really.absent is missing; a fact of kind result needs it"],
    [
      { kind: "member-type", in: "result", member: "shade", really: { schema: { type: "string" } } },
      "really.schema: 6.2 says so itself; remove the fact",
    ],
    [
      { kind: "member-optional", in: "result", member: "shade", really: {} },
      "member is shade, not required; 6.2 says so itself",
    ],
    [
      { kind: "member-extra", in: "result", member: "shade", really: { schema: { type: "string" } } },
      "member is shade; 6.2 says so itself",
    ],
    [
      { kind: "member-extra", in: "result", member: "lamp.shade", really: { schema: { type: "string" } } },
      "member is lamp.shade, whose parent is nowhere",
    ],
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

  test("in several facts: all are reported, and an id that is taken", async () => {
    expect(await outcome({ facts: [good, { ...good, date: "soon" }] })).toEqual([
      expect.stringContaining("date is"),
      `${FILE}: fact "lamps-refused": id is taken by a fact above; give it a name of its own`,
    ]);
    expect(await withMembers({ id: "" })).toEqual([
      expect.stringContaining('fact "": id is ""; write a name'),
    ]);
  });

  test("is left out of a later version where it does not fit any more, and refused where it was seen", async () => {
    await writeAll(specsDir, { [FILE]: { facts: [{ ...good, operation: "GET /gone" }] } });
    const later = { ...model, controllerVersion: "6.3.0.45" };
    const facts = await readKnownBehaviour(specsDir, [later]);
    expect(facts).toHaveLength(1);
    expect(factsFor(facts, later)).toEqual([]);
    await expect(readKnownBehaviour(specsDir, [model])).rejects.toThrow("GET /gone");
  });

  test("is nothing to a folder that has none", async () => {
    expect(await readKnownBehaviour(join(specsDir, "6.2"), [model])).toEqual([]);
  });
});
