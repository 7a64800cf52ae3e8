import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readErrorCodes } from "../../src/specs/error-codes.js";
import { temporaryFolder, writeAll } from "../support/workspace.js";

const SPECS = join(import.meta.dirname, "../../../../specs");
const row = { code: -5, name: "lampBroken", category: "failed" };

describe("the ledger of error codes", () => {
  test("names every code once, from -1 downwards", async () => {
    const codes = await readErrorCodes(SPECS);
    expect(codes.length).toBeGreaterThan(700);
    expect(codes.find(({ code }) => code === -39303)).toMatchObject({
      name: "apNotFound",
      category: "not-found",
    });
  });

  test.each([
    [{ ...row, name: "Lamp broken" }, 'row 1 (-5): name is "Lamp broken"'],
    [{ ...row, code: 5 }, "row 1 (5): code is 5"],
    [{ ...row, category: "bad" }, 'category is "bad"'],
    [{ ...row, retry: false }, "retry is false"],
    [{ ...row, anywhere: "yes" }, 'anywhere is "yes"'],
    [{ ...row, notDone: true }, "notDone is for codes of the category busy"],
    [{ ...row, token: "" }, 'token is ""'],
    [{ ...row, hint: "Two\nlines." }, 'hint is "Two\\nlines."'],
    [{ ...row, hint: "A `quote`." }, "hint is"],
    [{ ...row, subject: "Lamp/lamps" }, 'subject is "Lamp/lamps"'],
    [{ ...row, unique: "two words" }, 'unique is "two words"'],
    [{ ...row, usedBy: ["lamps"] }, 'usedBy is ["lamps"]'],
    [{ ...row, usedByAcl: "1" }, 'usedByAcl is "1"'],
    [{ ...row, cause: "x" }, "cause is no member of a code"],
  ])("refuses %j", async (wrong, message) => {
    const folder = await temporaryFolder();
    await writeAll(folder, { "error-codes.json": { codes: [wrong] } });
    await expect(readErrorCodes(folder)).rejects.toThrow(message);
  });

  test("refuses codes out of order and codes that stand twice", async () => {
    const folder = await temporaryFolder();
    await writeAll(folder, { "error-codes.json": { codes: [row, row] } });
    await expect(readErrorCodes(folder)).rejects.toThrow("row 2 (-5): out of order");
  });

  test("is empty in a folder without the file", async () => {
    expect(await readErrorCodes(join(SPECS, "5.12"))).toEqual([]);
  });
});
