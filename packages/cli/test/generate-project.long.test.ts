import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { compile, emptyProject, STRICTEST } from "./project.js";

describe("a client of every operation, with TypeScript 5.9", { timeout: 240_000 }, () => {
  let project = "";
  let remove = async () => {};
  beforeAll(async () => {
    project = await emptyProject('export { createOmadaClient } from "./omada/index.js";\n', (whenOver) => {
      remove = whenOver;
    });
    const out = join(project, "src/omada");
    expect(await omada("generate", "--out", out, "--specs", SPECS, "--from", "6.2")).toMatchObject({
      code: 0,
    });
  });
  afterAll(() => remove());

  test.each(["nodenext", "bundler"] as const)("compiles with %s under strict options", async (module) => {
    expect(await compile(project, module, STRICTEST, "5.9")).toEqual([]);
  });
});
