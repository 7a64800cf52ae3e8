import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ImportError } from "../../src/files/input-error.js";
import { importSnapshot } from "../../src/import/import.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { contentsOf, emptySpecs, imported, temporaryFolder, writeAll } from "../support/workspace.js";

const GOOD = documentOf({ operations: { "GET /openapi/v1/lamps": {}, "GET /openapi/v1/tubes": {} } });
const TEXT = JSON.stringify(GOOD);

/** Imports into a specs folder that has a snapshot already; that folder must stay as it was. */
async function refusal(
  files: Record<string, unknown>,
  options: Partial<Parameters<typeof importSnapshot>[0]> = {},
) {
  const { specsDir } = await imported({ "All.json": GOOD }, { id: "6.1" });
  const before = await contentsOf(specsDir);
  const input = await writeAll(`${await temporaryFolder()}/documents`, files);
  const error = await importSnapshot({
    input,
    specsDir,
    id: "6.2",
    flavour: "local",
    controllerVersion: "6.2.1",
    ...options,
  }).then(
    () => new Error("was imported"),
    (reason: Error) => reason,
  );
  expect(await contentsOf(specsDir)).toEqual(before);
  expect(error).toBeInstanceOf(ImportError);
  expect(error.message).not.toMatch(/\n|\u2028/);
  return error.message;
}

describe.concurrent("documents that are none", () => {
  it.each([
    ["not JSON", "hello", /All\.json is not valid JSON \([^)]*\)$/],
    [
      "HTML",
      "\n<!doctype html><html></html>",
      /All\.json is HTML, not JSON; the address answered with a web page/,
    ],
    ["empty", "", /All\.json is empty/],
    ["blank", " \n", /All\.json is empty/],
    ["truncated", TEXT.slice(0, -20), /All\.json is not valid JSON .*ends in the middle/],
    ["broken inside", TEXT.replace('"paths":', '"paths"!'), /All\.json is not valid JSON \([^)]+\)$/],
    ["a list", "[]", /All\.json is JSON but not an object; expected an OpenAPI 3\.x document/],
    ["null", "null", /All\.json is JSON but not an object/],
    [
      "Swagger 2.0",
      { swagger: "2.0", paths: {} },
      /All\.json has no "openapi" member; expected an OpenAPI 3\.x/,
    ],
    [
      "OpenAPI 2",
      { openapi: "2.0.0", paths: {} },
      /All\.json has "openapi": "2\.0\.0"; expected an OpenAPI 3\.x/,
    ],
    ["another version", { openapi: 3, paths: {} }, /All\.json has no "openapi" member/],
    ["without paths", { openapi: "3.0.1" }, /All\.json has no "paths" object; the document is incomplete/],
    [
      "without operations",
      { openapi: "3.0.1", paths: {} },
      /describes no operation at all; was it pulled from/,
    ],
    [
      "without components",
      { openapi: "3.0.1", paths: GOOD.paths },
      /All\.json has no "components" with an object of "schemas"; the document is incomplete: pull it again/,
    ],
    [
      "with schemas that are a list",
      { ...GOOD, components: { schemas: [] } },
      /All\.json has no "components" with an object of "schemas"/,
    ],
    [
      "YAML",
      "openapi: 3.0.1\npaths: {}\n",
      /All\.json is YAML, not JSON; pull the JSON document, or convert it/,
    ],
    ["YAML with a head", "# made by hand\n\n---\nopenapi: 3.0.1\n", /All\.json is YAML, not JSON/],
    ["an answer of an error", { errorCode: -1, msg: "Lamp" }, /All\.json has no "openapi" member/],
  ])("%s", async (_, content, message) => {
    expect(await refusal({ "All.json": content })).toMatch(message);
  });

  it.each([
    ["packed with gzip", gzipSync(TEXT), /All\.json is packed with gzip; unpack it first/],
    ["an archive", Buffer.from("PK\u0003\u0004 and more"), /All\.json is a zip archive; unpack it first/],
    [
      "UTF-16 with a mark",
      Buffer.from(`\uFEFF${TEXT}`, "utf16le"),
      /All\.json is UTF-16 text; save it as UTF-8/,
    ],
    ["UTF-16 without a mark", Buffer.from(TEXT, "utf16le"), /All\.json is UTF-16 text/],
    ["UTF-16 the other way", Buffer.from(`\uFEFF${TEXT}`, "utf16le").swap16(), /All\.json is UTF-16 text/],
    [
      "Latin-1",
      Buffer.from(TEXT.replace("Test", "Téést"), "latin1"),
      new RegExp(`All\\.json is not valid UTF-8 \\(near byte ${TEXT.indexOf("Test") + 2}\\); it was damaged`),
    ],
    ["cut off inside a character", Buffer.from('{"é').subarray(0, 3), /not valid UTF-8 \(near byte 2\)/],
  ])("%s", async (_, content, message) => {
    expect(await refusal({ "All.json": content })).toMatch(message);
  });

  it("with a byte order mark are read", async () => {
    expect((await imported({ "All.json": `\uFEFF${TEXT}` })).entry.operations).toBe(2);
  });
});

describe.concurrent("folders", () => {
  it.each([
    [
      "without document",
      { "readme.txt": "x" },
      {},
      /holds no group document \(\*\.json\); pull one with "omada pull/,
    ],
    [
      "with configuration only",
      { "swagger-config.json": "{}", "controller.json": "{}" },
      {},
      /holds no group document/,
    ],
    [
      "with YAML beside",
      { "All.json": GOOD, "Device.yaml": "openapi: 3.0.1" },
      {},
      /Device\.yaml is no JSON file \(\*\.json\); unpack or convert it, or take it out of the folder/,
    ],
    ["with a packed document", { "Device.json.gz": "" }, {}, /Device\.json\.gz is no JSON file/],
    [
      "with an unknown group",
      {
        "Device.json": GOOD,
        "19 Lamp Post.json": documentOf({ operations: { "GET /l": {}, "GET /k": {} } }),
      },
      {},
      /group "lamp-post" is new \(first seen at \/k\); add it to "groups" in specs\/groups\.json/,
    ],
    [
      "that are missing",
      {},
      { input: "/nowhere/at/all" },
      /\/nowhere\/at\/all does not exist; give a folder/,
    ],
    [
      "with a folder called like a document",
      { "Device.json/x": "" },
      {},
      /Device\.json cannot be read .*check that it is a file/,
    ],
    [
      "with a group twice",
      { "03 Device.json": GOOD, "Device.json": GOOD },
      {},
      /group "device" is there twice: 03 Device\.json and Device\.json; remove one/,
    ],
    ["with all groups twice", { "00 All.json": GOOD, "All.json": GOOD }, {}, /group "all" is there twice/],
    [
      "with a file that names no group",
      { "01 .json": GOOD, "Device.json": GOOD },
      {},
      /"01 \.json" does not name its group/,
    ],
    ["with a group that hides the report", { "Import Report.json": GOOD }, {}, /does not name its group/],
    [
      "with the default document of another controller",
      { "default.json": documentOf({ operations: { "GET /more": {} } }), "Device.json": GOOD },
      {},
      /default document default\.json has 0 of the \d+ operations .* so it is not of the same controller/,
    ],
    [
      "with an odd controller.json",
      { "All.json": GOOD, "controller.json": "[]" },
      {},
      /controller\.json is not as omada pull writes it/,
    ],
  ])("%s", async (_, files, options, message) => {
    expect(await refusal(files, options)).toMatch(message);
  });

  it("with a document of all groups beside them use the groups", async () => {
    const { entry } = await imported({ "00 All.json": GOOD, "01 Device.json": GOOD });
    expect(entry.groups.map(({ name }) => name)).toEqual(["device"]);
    expect(entry.source.documents.map(({ name }) => name)).toEqual(["01 Device.json"]);
  });

  it("with files that a system hides do not mind them", async () => {
    expect((await imported({ "All.json": GOOD, "._All.json": "\u0000" })).entry.operations).toBe(2);
  });

  it("with the note of a pull need no version and no date", async () => {
    const { entry } = await imported(
      {
        "All.json": GOOD,
        "controller.json": { controllerVersion: "6.2.14.11", type: 1, pulledOn: "2026-08-31" },
      },
      { controllerVersion: undefined },
    );
    expect(entry).toMatchObject({
      controllerVersion: "6.2.14.11",
      certainty: "stated",
      capturedOn: "2026-08-31",
    });
  });

  it("with the note of a pull give way to what is passed", async () => {
    const { entry } = await imported(
      { "All.json": GOOD, "controller.json": { controllerVersion: "6.2.14.11", pulledOn: "2026-08-31" } },
      { controllerVersion: "6.1.0", capturedOn: "2026-07", certainty: "inferred" },
    );
    expect(entry).toMatchObject({ controllerVersion: "6.1.0", certainty: "inferred", capturedOn: "2026-07" });
  });
});

describe.concurrent("metadata", () => {
  it.each([
    ["an empty id", { id: "" }, /"" is no usable snapshot id; take one like 6\.2/],
    ["an id that leaves the folder", { id: "../x" }, /"\.\.\/x" is no usable snapshot id/],
    ["an id with capitals", { id: "Six" }, /no usable snapshot id/],
    ["the id of something else", { id: "overlays" }, /no usable snapshot id/],
    ["the id of a file", { id: "groups.json" }, /no usable snapshot id/],
    ["an id that exists", { id: "6.1" }, /snapshot 6\.1 exists; pass --replace .* or choose another --id/],
    [
      "an unknown major version",
      { controllerVersion: "7.0.1" },
      /no client line for controller version "7\.0\.1"; lines are 5\.x and 6\.x/,
    ],
    [
      "a version that is none",
      { controllerVersion: "6.2\n*/ evil" },
      /no client line for controller version "6\.2\\n\*\/ evil"/,
    ],
    ["no version", { controllerVersion: undefined }, /pass --controller-version, e\.g\. 6\.2\.14\.11/],
    ["no flavour", { flavour: undefined }, /pass --flavour local or --flavour cloud/],
    ["a date that is none", { capturedOn: "yesterday" }, /"yesterday" is no date; write --captured-on/],
  ])("%s", async (_, options, message) => {
    expect(await refusal({ "All.json": GOOD }, options)).toMatch(message);
  });

  it("of a snapshot that is replaced stay unless given", async () => {
    const first = await imported(
      { "All.json": GOOD },
      {
        certainty: "inferred",
        capturedOn: "2026-08",
        status: "frozen",
        recovered: ["pattern"],
        flavour: "cloud",
      },
    );
    const { specsDir } = first;
    const kept = await imported(
      { "All.json": GOOD },
      { specsDir, replace: true, flavour: undefined, controllerVersion: undefined },
    );
    expect(kept.entry).toEqual(first.entry);
    const served = await imported(
      { "All.json": GOOD },
      { specsDir, replace: true, recovered: [""], status: "current" },
    );
    expect(served.entry).toMatchObject({ status: "current", source: { kind: "served", lost: [] } });
  });

  it("a folder that the manifest does not know is not replaced", async () => {
    const specsDir = await emptySpecs({ "6.2/notes.txt": "mine" });
    await expect(imported({ "All.json": GOOD }, { specsDir })).rejects.toThrow(
      /6\.2 exists but index\.json has no such/,
    );
  });
});

describe.concurrent("tags and drops", () => {
  it("a tag without a place is named with its path and what to write", async () => {
    const document = documentOf({ operations: { "GET /lamps": { tag: "Lamp Post" } } });
    expect(await refusal({ "All.json": document })).toMatch(
      /tag "Lamp Post" is new \(first seen at \/lamps\); give it a group in specs\/groups\.json, for example "Lamp Post": \{/,
    );
  });

  it("all tags without a place are named at once", async () => {
    const document = documentOf({
      operations: {
        "GET /tubes": { tag: "Tube" },
        "GET /lamps/b": { tag: "Lamp" },
        "GET /lamps/a": { tag: "Lamp" },
        "GET /a": {},
      },
    });
    expect(await refusal({ "All.json": document })).toMatch(
      /^2 tags are new: "Lamp" \(first seen at \/lamps\/a\), "Tube" \(first seen at \/tubes\); give each a group in/,
    );
  });

  it("all tags without a usable name are reported at once", async () => {
    const document = documentOf({ operations: { "GET /a": { tag: "灯" }, "GET /b": { tag: "9 Lamps" } } });
    expect(await refusal({ "All.json": document })).toMatch(
      /these tags give no usable name: "9 Lamps" \(first seen at \/b\), "灯" \(first seen at \/a\); add them to/,
    );
  });

  it("a loss of more than 10 % is refused, and taken when meant", async () => {
    const many = documentOf({
      operations: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`GET /lamps/l${index}`, {}])),
    });
    const few = { "All.json": documentOf({ operations: { "GET /lamps/l0": {} } }) };
    const { specsDir } = await imported({ "All.json": many });
    const before = await contentsOf(specsDir);
    await expect(imported(few, { specsDir, replace: true })).rejects.toThrow(
      /have 1 operations, snapshot 6\.2 has 20; a loss of more than 10 %.*Pass --allow-drop/,
    );
    expect(await contentsOf(specsDir)).toEqual(before);
    const { lock, entry } = await imported(few, { specsDir, replace: true, allowDrop: true });
    expect(entry.operations).toBe(1);
    expect(Object.keys(lock)).toHaveLength(20);
  });

  it("a loss of schemas alone is refused as well", async () => {
    const boxes = Array.from({ length: 20 }, (_, index) => `Box${index}`);
    const document = (schemas: string[]) => ({
      "All.json": documentOf({
        operations: Object.fromEntries(
          boxes.map((name) => [`GET /${name}`, { answer: envelope(ref(name)) }]),
        ),
        schemas: Object.fromEntries(schemas.map((name) => [name, object({ name: text() })])),
      }),
    });
    const { specsDir } = await imported(document(boxes));
    const before = await contentsOf(specsDir);
    await expect(imported(document(boxes.slice(3)), { specsDir, replace: true })).rejects.toThrow(
      /have 17 schemas, snapshot 6\.2 has 20; a loss of more than 10 %.*Pass --allow-drop/,
    );
    expect(await contentsOf(specsDir)).toEqual(before);
    const few = await imported(document(boxes.slice(2)), { specsDir, replace: true });
    expect(few.entry.schemas).toBe(18);
    const none = await imported(document([]), { specsDir, replace: true, allowDrop: true });
    expect(none.entry.schemas).toBe(0);
  });

  it.each([
    ["no tags", { groups: [] }, /it needs a list "groups" and an object "tags"/],
    ["a group that is a path", { groups: ["../up"], tags: {} }, /the group "\.\.\/up" is no name of a group/],
    [
      "a tag of an unknown group",
      { groups: ["device"], tags: { Gadget: { group: "devices" } } },
      /tag "Gadget" has the group "devices", which "groups" does not list; correct it or add it there/,
    ],
    [
      "a tag of an unknown template group",
      { groups: ["device"], tags: { Gadget: { group: "device", templateGroup: "template" } } },
      /tag "Gadget" has the group "template", which "groups" does not list/,
    ],
    ["a tag without group", { groups: ["device"], tags: { Gadget: {} } }, /has the group undefined, which/],
    ["a row that is none", { groups: ["device"], tags: { Gadget: "device" } }, /has the group undefined/],
    [
      "a name that is none",
      { groups: ["device"], tags: { Gadget: { group: "device", name: "a b" } } },
      /tag "Gadget" has the name "a b"; write one like idsIps/,
    ],
    [
      "a part that is none",
      { groups: ["device"], tags: { Gadget: { group: "device", part: "A/B" } } },
      /tag "Gadget" has the part "A\/B"; write one like site-security/,
    ],
  ])("groups.json with %s is named", async (_, table, message) => {
    const specsDir = await emptySpecs({ "groups.json": table });
    const before = await contentsOf(specsDir);
    const attempt = imported({ "All.json": GOOD }, { specsDir });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toThrow(/^groups\.json of the specs folder cannot be read/);
    expect(await contentsOf(specsDir)).toEqual(before);
  });

  it.each([
    ["index.json", "{"],
    ["groups.json", "<html>"],
    ["names.lock.json", ""],
    ["overlays/spellings.json", "nothing"],
    ["index.json", "{}"],
    ["index.json", "null"],
    ["names.lock.json", "[]"],
    ["names.lock.json", '{ "GET /a": 1 }'],
  ])("a %s that is no JSON or not as it should be is named: %s", async (file, content) => {
    const specsDir = await emptySpecs({ [file]: content });
    const before = await contentsOf(specsDir);
    await expect(imported({ "All.json": GOOD }, { specsDir, recovered: ["enum"] })).rejects.toThrow(
      `${file} of the specs folder`,
    );
    expect(await contentsOf(specsDir)).toEqual(before);
  });
});
