import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SearchIndex } from "@omada-sdk/model/search";
import { beforeAll, describe, expect, test } from "vitest";
import { type SearchEngine, searchEngine } from "../src/browser/search/engine.js";
import { guides } from "../src/data/guides.js";
import { PAGES } from "../src/data/links.js";
import { pageEntries } from "../src/data/search.js";
import { site } from "../src/data/site.js";

const PACKAGES = join(import.meta.dirname, "../..");
const LIMITS = { operations: 8, elsewhere: 3, pages: 5 };
const questions = JSON.parse(await readFile(join(PACKAGES, "model/test/search/questions.json"), "utf8")) as [
  question: string,
  operation: string,
  first: number,
][];

let index: SearchIndex;
let find: SearchEngine["find"];

beforeAll(async () => {
  // The same function makes it for the site and for the command line.
  index = JSON.parse(
    await readFile(join(PACKAGES, "cli/generated/search-index.json"), "utf8"),
  ) as SearchIndex;
  const engine = searchEngine({ index, pages: pageEntries(await site(), await guides()) });
  await engine.ready;
  find = engine.find;
});

function names(question: string, version = ""): string[] {
  return find(question, version, LIMITS).operations.map(({ operation }) => operation.name);
}

describe("operations", () => {
  test.each(questions)("%j finds %s among the first %i", (question, name, first) => {
    expect(names(question).slice(0, first)).toContain(name);
  });

  test.each([
    ["siteNotFound", "error -33000 siteNotFound"],
    ["-33004", "error -33004 siteBusy"],
    ["33004", "error -33004 siteBusy"],
    ["Site Hotspot Manager Modify", "permission Site Hotspot Manager Modify"],
    ["leftLeaseTime", "field result.leftLeaseTime"],
    ["WPA3-SAE", 'value "WPA3-SAE"'],
  ])("%j says that it found %s", (question, reason) => {
    const { operations } = find(question, "", LIMITS);
    expect(operations.flatMap(({ reasons }) => reasons)).toContain(reason);
  });

  test.each([
    ["rebot gatway", "reboot gateway", "device.rebootDevice"],
    ["renmae ap", "rename ap", "ap.modifyGeneralConfig"],
    ["cretae port-forwardng", "create port forwarding", "nat.createPortForwarding"],
  ])("%j is looked for as %j", (question, instead, name) => {
    expect(find(question, "", LIMITS).instead).toBe(instead);
    expect(names(question).slice(0, 3)).toContain(name);
  });

  test.each([
    ["POST /openapi/v1/{omadacId}/sites", "site.createNewSite"],
    ["GET /openapi/v1/{omadacId}/sites", "site.getSiteList"],
    ["DELETE /openapi/v1/{omadacId}/sites/{siteId}", "site.deleteSite"],
  ])("%j is METHOD and path of %s", (question, name) => {
    expect(find(question, "", LIMITS).instead).toBeUndefined();
    expect(names(question)[0]).toBe(name);
  });

  test("a question grows letter by letter without a wrong answer at its end", () => {
    for (const [question, name, first] of questions.slice(0, 5)) {
      for (let length = 1; length < question.length; length++) names(question.slice(0, length));
      expect(names(question).slice(0, first)).toContain(name);
    }
  });

  test("a version keeps to its own; others follow apart", () => {
    const { operations, total, elsewhere } = find("olt reboot", "5.12", { ...LIMITS, operations: 1000 });
    expect(operations).toHaveLength(total);
    for (const { versions } of operations) expect(versions).toContain("5.12");
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const { versions } of elsewhere) expect(versions).not.toContain("5.12");
    expect(find("olt reboot", "", LIMITS).elsewhere).toEqual([]);
  });

  test("words that nothing has find nothing, and fewer words are said to be missing", () => {
    expect(find("qqxzy", "", LIMITS)).toMatchObject({ operations: [], total: 0, pages: [], missed: 0 });
    expect(find("reboot qqxzy", "", LIMITS)).toMatchObject({ missed: 1 });
    for (const nothing of ["", " ", "/", "…"]) expect(find(nothing, "", LIMITS).total).toBe(0);
  });
});

describe("pages", () => {
  test.each([
    ["siteNotFound", PAGES.error(-33000)],
    ["-33004", PAGES.error(-33004)],
    ["DEVICES_WRITE", PAGES.permission("DEVICES_WRITE")],
    ["trust certificate", PAGES.guide("tls")],
    ["webhooks", PAGES.guide("webhooks")],
    ["5.15 to 6.2", PAGES.compare("5.15", "6.2")],
    ["WPA3-SAE", PAGES.values],
    ["snapshot 6.2-cloud", PAGES.snapshot("6.2-cloud")],
  ])("%j leads to %s", (question, address) => {
    const found = find(question, "", LIMITS).pages.map((page) => page.address);
    expect(found.some((each) => each.split("#")[0] === address || each === address)).toBe(true);
  });
});
