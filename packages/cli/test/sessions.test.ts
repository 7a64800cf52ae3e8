import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { playSessions } from "./sessions/play.js";

test("the sessions of the README are what the commands print", async () => {
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  // `pnpm docs:sessions` writes them.
  expect(await playSessions(readme)).toBe(readme);
});

test("every block belongs to a session, and every session to a block", async () => {
  await expect(playSessions("```console\n$ omada ops site\n```\n")).rejects.toThrow("names no session");
  await expect(playSessions("no block")).rejects.toThrow('no block shows the session "doctor-unpinned"');
});
