import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CONTRACT_DIR } from "../src/places.js";
import { compareWithReferees } from "../src/referees/compare.js";

it("what two independent programs call breaking is found by us or listed with a reason", async () => {
  const { text, problems } = await compareWithReferees();
  expect(problems).toEqual([]);
  expect(text).toBe(await readFile(join(CONTRACT_DIR, "referees.md"), "utf8"));
}, 240_000);
