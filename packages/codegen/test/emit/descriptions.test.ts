import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { snapshotFolders } from "../../src/emit/generate.js";
import {
  checkDescriptions,
  type DescriptionFile,
  generate,
  readDescriptions,
  readGroupTable,
} from "../../src/index.js";
import { descriptionsOf } from "../../src/specs/descriptions.js";
import { documentOf } from "../support/document.js";
import { contentsOf, imported, SPECS, temporaryFolder } from "../support/workspace.js";
import { modelOf, operation } from "./support/model.js";

const FILE: DescriptionFile = {
  tags: { "Lamp-Post": "Lamps that stand in streets.", "Lamp (Template)": "Lamps of templates." },
  operations: { "lampPost.getLamps": "Lists lamps; broken ones are left out." },
};

describe("written lines", () => {
  const list = operation("lampPost.getLamps", { tag: "LampPost", title: "Get lamps" });
  const other = operation("lampPost.getPost", { tag: "Another Tag", title: "Get post" });
  const tables = { groups: ["device"], tags: {} };
  const emit = (file: DescriptionFile, operations = [list, other]) => {
    const folders = snapshotFolders(modelOf(operations), tables, new Map(), [], [], descriptionsOf(file));
    const client = folders.get("client-v6/generated/6.2");
    return { group: client?.get("device.d.ts") ?? "", index: client?.get("index.d.ts") ?? "" };
  };
  const none: DescriptionFile = { tags: {}, operations: {} };

  test("are the first line of an operation's doc comment, instead of its name", () => {
    const { group } = emit(FILE);
    expect(group).toMatch(/\* Lists lamps; broken ones are left out\.\n\s+\*\n\s+\* `GET /);
    expect(group).not.toContain("* Get lamps");
    expect(group).toMatch(/\* Get post\n\s+\*\n\s+\* `GET /);
    expect(emit(none).group).toMatch(/\* Get lamps\n/);
  });

  test("are the doc comment of the tag's member, in the client of its group and in the whole one", () => {
    const member = "  /** Lamps that stand in streets. */\n  readonly lampPost: LampPostMethods;\n";
    const { group, index } = emit(FILE);
    expect(group).toContain(member);
    expect(index).toContain(member);
    expect(emit(none).index).toContain("  readonly lampPost: LampPostMethods;\n");
    expect(emit(none).index).not.toContain("Lamps that stand");
  });

  test("of a tag hold in every spelling, and whatever other tags share its member", () => {
    const { ofMember } = descriptionsOf(FILE);
    const tagged = (...tags: string[]) => tags.map((tag) => operation("lampPost.getLamps", { tag }));
    expect(ofMember("lampPost", tagged("Another Tag", "LampPost"))).toBe("Lamps that stand in streets.");
    expect(ofMember("lampPost", tagged("lamp post"))).toBe("Lamps that stand in streets.");
    expect(ofMember("lampPost", tagged("Lamp (Template)", "Unheard Of"))).toBe("Lamps of templates.");
    expect(ofMember("lampPost", tagged("Unheard Of"))).toBeUndefined();
    expect(ofMember("post", tagged("LampPost"))).toBeUndefined();
  });
});

describe("the file of written lines", () => {
  const tags = ["LampPost", "Lamp(Template)"];
  const names = ["lampPost.getLamps", "bulb.getBulbs"];
  const problems = (file: Partial<DescriptionFile>) =>
    checkDescriptions({ tags: {}, operations: {}, ...file }, tags, names);

  test("may name what is known, a member without a row in groups.json included", () => {
    expect(checkDescriptions(FILE, tags, names)).toEqual([]);
    expect(problems({ tags: { Bulb: "Bulbs." } })).toEqual([]);
    expect(problems({ operations: { "lampPost.getLamps": "x".repeat(140) } })).toEqual([]);
  });

  test.each<[string, Partial<DescriptionFile>, RegExp]>([
    ["an unknown tag", { tags: { Tube: "Tubes." } }, /^there is no tag Tube; groups\.json/],
    [
      "an unknown operation",
      { operations: { "bulb.get": "Reads." } },
      /^there is no operation bulb\.get; names\.lock/,
    ],
    ["one tag twice", { tags: { LampPost: "A.", "Lamp Post": "B." } }, /^LampPost and Lamp Post are one tag/],
    ["a long line", { tags: { Bulb: "x".repeat(141) } }, /^the line of tag Bulb has 141 characters; 140/],
    ["a line break", { operations: { "bulb.getBulbs": "A\nB" } }, /^the line of bulb\.getBulbs is broken/],
    ["the end of a comment", { tags: { Bulb: "Bulbs */ boom" } }, /^the line of tag Bulb has \*\//],
    ["an empty line", { tags: { Bulb: " " } }, /^tag Bulb has an empty line/],
  ])("may not have %s", (_, file, message) => {
    expect(problems(file)).toEqual([expect.stringMatching(message)]);
  });

  test("stops generation with all that is wrong, before anything is written", async () => {
    const document = documentOf({ operations: { "GET /openapi/v1/{omadacId}/lamps": {} } });
    const file = { tags: { Tube: "Tubes." }, operations: { "tube.getTubes": "Lists tubes." } };
    const { specsDir } = await imported({ "All.json": document }, { specs: { "descriptions.json": file } });
    const packagesDir = await temporaryFolder();
    await expect(generate({ specsDir, packagesDir })).rejects.toThrow(
      /^descriptions\.json: there is no tag Tube;.*\ndescriptions\.json: there is no operation tube\.getTubes;/,
    );
    expect(await contentsOf(packagesDir)).toEqual({});
  });

  test("is read when packages are generated", async () => {
    const document = documentOf({ operations: { "GET /openapi/v1/{omadacId}/lamps": {} } });
    const file = { tags: { Gadget: "Gadgets of all kinds." }, operations: {} };
    const { specsDir } = await imported({ "All.json": document }, { specs: { "descriptions.json": file } });
    const packagesDir = await temporaryFolder();
    await generate({ specsDir, packagesDir });
    expect(await readFile(join(packagesDir, "client-v6/generated/6.2/index.d.ts"), "utf8")).toContain(
      "/** Gadgets of all kinds. */\n  readonly gadget: GadgetMethods;",
    );
  });

  test("of this repository has a line for every tag and for the 100 most used operations", async () => {
    const table = await readGroupTable(SPECS);
    const { ofMember } = await readDescriptions(SPECS, table);
    const bare = Object.keys(table.tags).filter((tag) => !ofMember("a", [operation("a.b", { tag })]));
    expect(bare).toEqual([]);
    const file = JSON.parse(await readFile(join(SPECS, "descriptions.json"), "utf8")) as DescriptionFile;
    expect(Object.keys(file.operations).length).toBeGreaterThanOrEqual(100);
  });
});
