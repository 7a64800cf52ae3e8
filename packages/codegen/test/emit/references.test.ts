import { join } from "node:path";
import { resolveSchema } from "@omada-sdk/model";
import { expect, test } from "vitest";
import { forCallers } from "../../src/emit/read-only.js";
import { type TypeScope, typeNode } from "../../src/emit/type-nodes.js";
import { referencesOf } from "../../src/exported/references.js";
import { readSnapshot } from "../../src/index.js";

test("a schema refers to the names that its TypeScript type refers to", async () => {
  const { schemas } = forCallers(await readSnapshot(join(import.meta.dirname, "../../../../specs"), "6.2"));
  const different = [...schemas.keys()].filter((name) => {
    const schema = resolveSchema(schemas, schemas.get(name));
    const scope: TypeScope = { schemas, used: new Set() };
    typeNode(schema, scope);
    return [...scope.used].sort().join() !== [...referencesOf([schema], schemas)].sort().join();
  });
  expect(schemas.size).toBeGreaterThan(1000);
  expect(different).toEqual([]);
});
