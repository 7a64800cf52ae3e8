import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { behaviourTables, liesOf } from "../../src/emit/behaviour-tables.js";
import { readKnownBehaviour, readManifest } from "../../src/index.js";
import { checkBehaviour } from "../../src/specs/behaviour/check-ledger.js";
import { profilesOf, readBehaviour } from "../../src/specs/behaviour/ledger.js";
import type { Behaviour } from "../../src/specs/behaviour/ledger-rows.js";
import type { Manifest } from "../../src/specs/manifest.js";
import { committed } from "../support/committed.js";
import { temporaryFolder, writeAll } from "../support/workspace.js";

const SPECS = join(import.meta.dirname, "../../../../specs");
const ledger = (await readBehaviour(SPECS)) as Behaviour;
const facts = await readKnownBehaviour(SPECS);
const manifest = await readManifest(SPECS);

const info = { controllerVer: "6.2.0.17", type: 10 };
const good = {
  profiles: [{ id: "6.2", groupDocuments: true, info, seen: "6.2.0.17" }],
  quirks: [
    {
      id: "lampColour",
      question: "Which colour?",
      one: ["red", "blue"],
      default: "red",
      holds: [{ line: "v6", value: "blue" }],
      status: "observed",
      evidence: "Seen.",
    },
  ],
  lies: [
    {
      id: "lamp-stays-on",
      what: "the lamp stays on",
      calls: "^PUT .*/lamps",
      effect: { kind: "refused", code: -1 },
      seen: "6.2",
    },
  ],
  refusedValues: [{ id: "no-lamp", what: "no lamp", calls: "^PUT ", member: "lamps", value: 0, seen: "6.2" }],
  unknownIds: [{ id: "lamp", what: "a lamp", paths: "/lamps$", answer: { code: -5 }, seen: "6.2" }],
};
type Section = keyof typeof good;

/** What is said about a ledger with one changed row. */
function saidOf(section: Section, change: object): string[] {
  return checkBehaviour({ ...good, [section]: [{ ...good[section][0], ...change }] });
}

describe("a ledger of behaviour", () => {
  test("that is right is read", async () => {
    expect(checkBehaviour(good)).toEqual([]);
    const folder = await temporaryFolder();
    await writeAll(folder, { "behaviour.json": { facts: [], ...good } });
    expect(await readBehaviour(folder)).toMatchObject(good);
  });

  test("may be missing, or hold facts about operations only", async () => {
    const folder = await temporaryFolder();
    expect(await readBehaviour(folder)).toBeUndefined();
    await writeAll(folder, { "behaviour.json": { facts: [] } });
    expect(await readBehaviour(folder)).toBeUndefined();
  });

  test.each<[Section, object, string]>([
    ["profiles", { groupDocuments: "yes" }, 'profiles "6.2": groupDocuments is "yes"; write true or false'],
    ["profiles", { info: { type: 10 } }, 'info is {"type":10}; write the result of /api/info'],
    ["quirks", { id: "Lamp colour" }, 'id is "Lamp colour"; write a name like'],
    ["quirks", { question: "Tell me" }, 'question is "Tell me"; write a question'],
    ["quirks", { default: "green" }, 'quirks "lampColour": default is "green"; write one of its values'],
    ["quirks", { count: true }, "it has one and count; write one, list or count"],
    ["quirks", { one: undefined, default: 0 }, "it has no values; write one, list or count"],
    ["quirks", { holds: [{ line: "v6", value: "red" }] }, "in the first, not its default"],
    ["quirks", { holds: [{ value: "blue" }] }, 'holds is [{"value":"blue"}]; write a list of'],
    ["quirks", { holds: [{ build: "6.2", value: "blue" }] }, "holds is"],
    ["quirks", { status: "rumour" }, 'status is "rumour"; write one of documented, observed'],
    ["quirks", { evidence: "" }, 'evidence is ""; write a text of one line'],
    ["lies", { calls: "(" }, 'lies "lamp-stays-on": calls is "("; write a pattern of METHOD /path'],
    ["lies", { fact: "lamp" }, "its fact has calls and seen; leave them out"],
    ["lies", { seen: undefined }, "calls or seen is missing; write both, or a fact"],
    ["lies", { effect: { kind: "refused" } }, 'effect is {"kind":"refused"}; write'],
    ["lies", { effect: { kind: "state", code: -1 } }, "effect is"],
    ["lies", { effect: { kind: "explodes" } }, "effect is"],
    ["lies", { effect: { kind: "state" }, hint: { operation: "a.b", text: "x" } }, "hint is"],
    ["lies", { remedy: "x" }, "remedy is no member of a row; use id, what, fact"],
    ["refusedValues", { value: undefined }, "value is missing; write the value that is refused"],
    ["unknownIds", { answer: { code: 5 } }, 'unknownIds "lamp": answer is {"code":5}; write'],
  ])("%s with %j is refused", (section, change, message) => {
    const said = saidOf(section, change);
    expect(said.join("\n")).toContain(message);
    expect(said.every((line) => line.startsWith(`${section} "`))).toBe(true);
  });

  test("with a row twice, no row, or no list is refused", () => {
    expect(checkBehaviour({ ...good, lies: [...good.lies, ...good.lies] })).toEqual([
      'lies "lamp-stays-on": id is taken by a row above; give it a name of its own',
    ]);
    expect(checkBehaviour({ ...good, lies: [7] })).toEqual(['lies 1 is no object; write { "id": … }']);
    expect(checkBehaviour({ ...good, lies: undefined })).toEqual(['lies is no list; write "lies": [ … ]']);
  });

  test("is reported with its file", async () => {
    const folder = await temporaryFolder();
    await writeAll(folder, { "behaviour.json": { ...good, quirks: [{}] } });
    await expect(readBehaviour(folder)).rejects.toThrow(
      /^behaviour\.json: quirks 1: id is missing; write a name/,
    );
  });
});

describe("the committed ledger", () => {
  test("is about operations that snapshots have: none of its rows is dead", async () => {
    const models = await Promise.all(manifest.snapshots.map(({ id }) => committed(id)));
    const operations = models.flatMap((model) => model.operations);
    const calls = [...new Set(operations.map(({ method, path }) => `${method} ${path}`))];
    const paths = calls.map((call) => call.slice(call.indexOf(" ") + 1));
    const names = new Set(operations.map(({ name }) => name));
    const members = new Set(models.flatMap(({ schemas }) => membersIn(schemas.values())));
    for (const { id, calls: pattern, effect, hint } of liesOf(ledger, facts)) {
      expect(
        calls.filter((call) => pattern.test(call)),
        id,
      ).not.toEqual([]);
      for (const member of effect.members ?? []) expect(members, id).toContain(member);
      if (hint) expect(names, id).toContain(hint.operation);
    }
    for (const { id, calls: pattern, member } of ledger.refusedValues) {
      expect(
        calls.filter((call) => new RegExp(pattern).test(call)),
        id,
      ).not.toEqual([]);
      expect(members, id).toContain(member);
    }
    for (const { id, paths: pattern } of ledger.unknownIds)
      expect(
        paths.filter((path) => new RegExp(pattern).test(path)),
        id,
      ).not.toEqual([]);
    const [lines, flavours] = [new Set(models.map(({ line }) => line)), ["local", "cloud"]];
    for (const { line, flavour } of ledger.quirks.flatMap(({ holds = [] }) => holds)) {
      if (line !== undefined) expect(lines).toContain(line);
      if (flavour !== undefined) expect(flavours).toContain(flavour);
    }
  });

  test("says calls, code and where a lie was seen once: in its fact", () => {
    const lie = liesOf(ledger, facts).find(({ id }) => id === "iot-server-stored-but-failed");
    const fact = facts.find(({ id }) => id === "iot-server-false-failure");
    const path = fact?.operation ?? "";
    expect(lie?.calls.test(path)).toBe(true);
    expect(lie?.calls.test(`${path}/x`)).toBe(false);
    expect(lie?.effect).toEqual({ kind: "stored-but-failed", code: fact?.really.errorCode });
    expect(lie?.seen).toBe(fact?.seen.from);
  });

  test("has a row for every snapshot", () => {
    expect(ledger.profiles.map(({ id }) => id)).toEqual(manifest.snapshots.map(({ id }) => id));
  });
});

function membersIn(schemas: Iterable<{ properties?: Record<string, unknown> }>): string[] {
  return [...schemas].flatMap(({ properties = {} }) => Object.keys(properties));
}

const behaviour = good as unknown as Behaviour;
const entry = (id: string, line: string, flavour: string, controllerVersion: string) =>
  ({ id, line, flavour, controllerVersion }) as Manifest["snapshots"][number];
const own = entry("6.2", "v6", "local", "6.2.0.17");

describe("profiles", () => {
  test("of new snapshots are like the newest row of their line, with their own version", () => {
    const old = { ...good.profiles[0], id: "6.1", groupDocuments: false };
    const profiles = profilesOf(
      { ...behaviour, profiles: [...behaviour.profiles, old as never] },
      {
        snapshots: [
          entry("6.1", "v6", "local", "6.1.0.19"),
          own,
          entry("6.3", "v6", "local", "6.3.0.45"),
          entry("7.0", "v7", "local", "7.0.0.1"),
        ],
      },
    );
    expect(profiles.map(({ id, groupDocuments, seen }) => [id, groupDocuments, seen])).toEqual([
      ["6.1", false, "6.2.0.17"],
      ["6.2", true, "6.2.0.17"],
      ["6.3", true, "like 6.2"],
      ["7.0", true, "like 6.2"],
    ]);
    expect(profiles[2]).toMatchObject({ line: "v6", info: { controllerVer: "6.3.0.45", type: 10 } });
  });

  test("need a row of their flavour, and rows a snapshot", () => {
    const cloud = entry("6.2-cloud", "v6", "cloud", "6.2");
    expect(() => profilesOf(behaviour, { snapshots: [own, cloud] })).toThrow(
      "behaviour.json: profiles has no cloud controller that 6.2-cloud could be like; add a row for it",
    );
    expect(() => profilesOf(behaviour, { snapshots: [] })).toThrow(
      'behaviour.json: profiles "6.2": specs/index.json has no such snapshot; remove the row or correct its id',
    );
  });
});

describe("tables of behaviour", () => {
  const snapshots = { snapshots: [own] };

  test("are those of the mock, and of core the hints of operations", () => {
    const hinted = { ...behaviour.lies[0], hint: { operation: "lamp.dim", text: "Say how far." } };
    const tables = behaviourTables({ ...behaviour, lies: [hinted as never] }, [], snapshots);
    const mock = tables.get("mock-controller/src/generated")?.get("behaviour.ts") ?? "";
    for (const part of [
      'export type ProfileId = "6.2";',
      'export type LieName =\n  | "lamp-stays-on";',
      '  lampColour: "red" | "blue";',
      "    calls: /^PUT .*\\/lamps/,",
      '    holds: [{"line":"v6","value":"blue"}],',
    ])
      expect(mock).toContain(part);
    expect(tables.get("core/src/generated")?.get("operation-hints.ts")).toContain(
      '  "-1 lamp.dim": "Say how far.",\n',
    );
  });

  test("are refused for a lie about a fact that does not exist, or has no code", () => {
    const lie = { id: "lamp", what: "x", fact: "lamp-fact", effect: { kind: "stored-but-failed" } } as const;
    const about = { ...behaviour, lies: [lie] };
    expect(() => behaviourTables(about, facts, snapshots)).toThrow(
      'behaviour.json: lies "lamp": fact is "lamp-fact", which facts do not have; correct it',
    );
    const silent = { ...facts[0], id: "lamp-fact", really: {} } as (typeof facts)[number];
    expect(() => behaviourTables(about, [silent], snapshots)).toThrow("has no really.errorCode");
  });
});
