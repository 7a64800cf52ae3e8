import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describeErrorCode, errorCodes } from "../src/errors/all-codes.js";
import { NOT_DONE_CODES } from "../src/generated/not-done-codes.js";

const CATEGORIES = [
  "auth",
  "permission",
  "busy",
  "not-found",
  "limit",
  "invalid",
  "unsupported",
  "conflict",
  "failed",
];

describe("error codes", () => {
  it("have a short name in camel case and a category", () => {
    const all = errorCodes();
    expect(all.length).toBeGreaterThan(700);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    for (const { code, name, category } of all) {
      expect(code).toBeLessThan(0);
      expect(name).toMatch(/^[a-z][A-Za-z0-9]+$/);
      expect(name.split(/(?=[A-Z])/).length, name).toBeLessThanOrEqual(6);
      expect(CATEGORIES).toContain(category);
    }
    expect(new Set(all.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
  });

  it.each([
    [-44112, "accessTokenExpired", "auth", false],
    [-1005, "operationForbidden", "permission", false],
    [-33004, "siteBusy", "busy", true],
    [-33000, "siteNotFound", "not-found", false],
    [-33104, "siteLimit", "limit", false],
    [-1001, "invalidParameters", "invalid", false],
    [-1600, "pathUnsupported", "unsupported", false],
    [-43916, "ospfUnsupported", "unsupported", false],
    [-33200, "wlanGroupExists", "conflict", false],
    [-1501, "cloudPlatformError", "failed", true],
  ])("%i is %s", (code, name, category, retryable) => {
    expect(describeErrorCode(code)).toMatchObject({ code, name, category, retryable });
  });

  it("are those of the ledger, row by row", async () => {
    const text = await readFile(new URL("../../../specs/error-codes.json", import.meta.url), "utf8");
    const { codes } = JSON.parse(text) as {
      codes: { code: number; name: string; category: string; retry?: true; hint?: string }[];
    };
    const rows = codes.map(({ code, name, category, retry = false, hint }) => {
      return { code, name, category, retryable: retry || category === "busy", ...(hint && { hint }) };
    });
    expect(rows.filter(({ hint }) => hint).length).toBeGreaterThan(10);
    expect(errorCodes()).toEqual(rows);
  });

  it("after which every request is repeated stand in the README", async () => {
    const text = await readFile(new URL("../README.md", import.meta.url), "utf8");
    expect(text).toContain(`| HTTP 429, ${[...NOT_DONE_CODES].join(", ")}: busy, not done |`);
  });

  it("are an open set", () => {
    expect(describeErrorCode(-98765)).toBeUndefined();
    expect(describeErrorCode(0)).toBeUndefined();
  });
});
