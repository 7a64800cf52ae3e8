import fc from "fast-check";
import { expect, it } from "vitest";
import { documentOf, envelope, type OperationParts, object, ref, text } from "../support/document.js";
import { contentsOf, imported } from "../support/workspace.js";

const PATHS = [
  "/openapi/v1/{omadacId}/lamps",
  "/openapi/v1/{omadacId}/rooms/{roomId}/lamps",
  "/openapi/v1/msp/{mspId}/lamps",
  "/openapi/v2/{omadacId}/lamps",
  "/openapi/v1/{omadacId}/sitetemplates/{siteTemplateId}/lamps",
  "/openapi/v1/{omadacId}/tubes",
];

const SCHEMAS = {
  Lamp: object({ name: text(), size: { type: "integer" } }),
  "Tube info": object({ name: text() }),
};

/** One document; `order` is the order of its paths, `first` the number that springdoc gives the first operationId. */
function lamps(order: readonly string[], first: number) {
  const operations = order.map((path, index): [string, OperationParts] => [
    `GET ${path}`,
    {
      operationId: `getLamps_${first + index}`,
      answer: envelope(ref(path.endsWith("tubes") ? "Tube info" : "Lamp")),
    },
  ]);
  const schemas = Object.entries(SCHEMAS);
  if (first % 2 === 1) schemas.reverse();
  return {
    "All.json": documentOf({
      operations: Object.fromEntries(operations),
      schemas: Object.fromEntries(schemas),
    }),
  };
}

const order = fc.shuffledSubarray(PATHS, { minLength: PATHS.length });

it("a document in another order, with other numbers, gives the same files", { timeout: 30_000 }, async () => {
  const filesOf = async (specsDir: string) => {
    const { "index.json": _, ...files } = await contentsOf(specsDir);
    return files;
  };
  const expected = await filesOf((await imported(lamps(PATHS, 0))).specsDir);
  await fc.assert(
    fc.asyncProperty(order, fc.nat(9), async (paths, first) => {
      expect(await filesOf((await imported(lamps(paths, first))).specsDir)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

it("importing a part first and the rest later changes no name", { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      order,
      fc.integer({ min: 1, max: PATHS.length }),
      fc.nat(9),
      async (paths, count, first) => {
        const { specsDir, lock } = await imported(lamps(paths.slice(0, count), first));
        const later = await imported(lamps([...paths].reverse(), first + 3), { specsDir, id: "6.3" });
        expect(later.lock).toMatchObject(lock);
        expect(new Set(Object.values(later.lock)).size).toBe(PATHS.length);
      },
    ),
    { numRuns: 25 },
  );
});
