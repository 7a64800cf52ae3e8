import { expect, test } from "vitest";
import { compareArguments } from "./attempts.js";

test("arguments are refused by the command line exactly where the controller refuses them", async () => {
  const { differences, accepted, refused } = await compareArguments("5.12", 12);
  expect(differences).toEqual([]);
  expect(accepted).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
