import { afterAll, expect, test } from "vitest";
import { site } from "../src/data/site.js";
import { outcomesOf } from "./run-calls.js";

const kept = globalThis.omadaSite;
afterAll(() => {
  globalThis.omadaSite = kept;
});

test.each(["5.15", "6.2", "6.2-cloud"])(
  "every operation of %s is answered in a page, or refused by the controller",
  async (id) => {
    const outcomes = await outcomesOf(await site(), id);
    const errors = [...outcomes].flatMap(([name, { error }]) =>
      error === undefined ? [] : [{ name, error }],
    );
    // Controllers are known to answer some operations without the result that is declared; the client says so.
    const exceptions = errors.filter(({ error }) => !/^Omada(Api|Http)Error$/.test((error as Error).name));
    expect(exceptions).toEqual([]);
    expect(errors.length).toBeLessThan(outcomes.size / 8);
  },
  300_000,
);
