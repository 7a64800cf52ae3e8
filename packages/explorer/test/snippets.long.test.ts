import { expect, test } from "vitest";
import { site } from "../src/data/site.js";
import { loadSuccessors, snippetsOf } from "../src/data/snippets/snippets.js";
import { tryLines } from "./command-lines.js";
import { problemsOf } from "./compile.js";

test("every snippet of every client compiles", async () => {
  const all = await site();
  const reviewed = await loadSuccessors(all);
  const programs = new Map<string, string>();
  for (const operation of all.operations) {
    for (const { ids, code } of snippetsOf(all, operation, reviewed).typescript)
      programs.set(`${ids.join("+")}-${operation.name}`, code);
  }
  const count = all.snapshots.reduce((sum, { model }) => sum + model.operations.length, 0);
  expect(programs.size).toBe(count);
  expect(problemsOf("snippets", programs)).toEqual([]);
}, 300_000);

test.each([
  ["5.12", 1],
  ["6.2", 19],
] as const)(
  "omada call accepts its lines of %s, one of %d",
  async (id, step) => {
    const { accepted, refused } = await tryLines(id, step);
    expect(refused).toEqual([]);
    expect(accepted).toBeGreaterThan(100);
  },
  600_000,
);
