import { describe, expect, it } from "vitest";
import { ImportError } from "../../src/import/errors.js";
import { importSnapshot } from "../../src/import/import.js";
import { documentOf } from "../support/document.js";
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
    ["an answer of an error", { errorCode: -1, msg: "Lamp" }, /All\.json has no "openapi" member/],
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
      /holds no group document \(\*\.json\); pull one with "pnpm specs:pull/,
    ],
    [
      "with configuration only",
      { "swagger-config.json": "{}", "controller.json": "{}" },
      {},
      /holds no group document/,
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
      /"01 \.json" does not tell its group/,
    ],
    ["with a group that hides the report", { "Import Report.json": GOOD }, {}, /does not tell its group/],
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
      /controller\.json is not as specs:pull writes it/,
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
  it("a tag that nobody has placed is told with its path and what to write", async () => {
    const document = documentOf({ operations: { "GET /lamps": { tag: "Lamp Post" } } });
    expect(await refusal({ "All.json": document })).toMatch(
      /tag "Lamp Post" is new \(first seen at \/lamps\); give it a group in specs\/groups\.json, for example "Lamp Post": \{/,
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

  it.each([
    ["index.json", "{"],
    ["groups.json", "<html>"],
    ["names.lock.json", ""],
    ["overlays/spellings.json", "nothing"],
  ])("a %s that is no JSON is named", async (file, content) => {
    const specsDir = await emptySpecs({ [file]: content });
    const before = await contentsOf(specsDir);
    await expect(imported({ "All.json": GOOD }, { specsDir, recovered: ["enum"] })).rejects.toThrow(
      `${file} of the specs folder`,
    );
    expect(await contentsOf(specsDir)).toEqual(before);
  });
});
