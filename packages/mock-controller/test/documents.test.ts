import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { importSnapshot, readSnapshot } from "@omada-sdk/codegen";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMockController, type MockController, PROFILE_IDS } from "../src/index.js";
import { ORIGIN, snapshot } from "./support.js";

const SPECS = fileURLToPath(new URL("../../../specs/", import.meta.url));

async function getJson<T>(mock: MockController, path: string): Promise<T> {
  const answer = await mock.fetch(ORIGIN + path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  return answer.json() as Promise<T>;
}

interface Config {
  urls: { url: string; name: string }[];
}

describe("interface documents", () => {
  it("come as one group on 5.12", async () => {
    const config = await getJson<Config>(
      await createMockController({ profile: "5.12" }),
      "/v3/api-docs/swagger-config",
    );
    expect(config.urls).toEqual([{ url: "/v3/api-docs/All", name: "All" }]);
  });

  it("come as numbered groups later", async () => {
    const mock = await createMockController({ profile: "6.2" });
    const { urls } = await getJson<Config>(mock, "/v3/api-docs/swagger-config");
    expect(urls).toHaveLength(18);
    expect(urls[0]).toEqual({ url: "/v3/api-docs/00%20All", name: "00 All" });
    expect(urls[4]).toEqual({ url: "/v3/api-docs/04%20Site%20Setting", name: "04 Site Setting" });
    expect((await mock.fetch(`${ORIGIN}/v3/api-docs/99%20Nothing`)).status).toBe(404);
  });
});

it("has operations in the document without a name that stand in no other", async () => {
  const mock = await createMockController({ profile: "5.15" });
  const count = async (path: string): Promise<number> => {
    const { paths } = await getJson<{ paths: Record<string, object> }>(mock, path);
    return Object.values(paths).flatMap((item) => Object.keys(item)).length;
  };
  const { operations } = snapshot("5.15");
  const unlisted = operations.filter((operation) => operation.unlisted);
  expect(unlisted.length).toBeGreaterThan(0);
  expect(await count("/v3/api-docs")).toBe(operations.length);
  expect(await count("/v3/api-docs/00%20All")).toBe(operations.length - unlisted.length);
});

/**
 * Importing takes seconds for a large one; `pnpm test:others` imports all. Here `user-documents.test.ts` reads those of
 * 6.2, which come in groups.
 */
const IMPORTED = process.env.OMADA_LONG_TESTS ? PROFILE_IDS : (["5.12"] as const);

describe.each(IMPORTED)("documents of %s", (profile) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mock-documents-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("import again as the snapshot they come from", { timeout: 120_000 }, async () => {
    const mock = await createMockController({ profile });
    const [input, specsDir] = [join(folder, "raw"), join(folder, "specs")];
    await mkdir(input);
    await mkdir(specsDir);
    for (const name of ["groups.json", "names.lock.json"]) await cp(join(SPECS, name), join(specsDir, name));
    await writeFile(join(specsDir, "index.json"), JSON.stringify({ snapshots: [] }));
    const { urls } = await getJson<Config>(mock, "/v3/api-docs/swagger-config");
    for (const { url, name } of [...urls, { url: "/v3/api-docs", name: "default" }]) {
      await writeFile(join(input, `${name}.json`), JSON.stringify(await getJson(mock, url)));
    }
    const { refused: _, answers: _answers, ...shipped } = snapshot(profile);
    // Where a document leaves a result open, the mock answers and declares the shape that another snapshot has.
    const declared = shipped.operations.map(({ resultFrom: _from, ...operation }) => operation);
    const original = { ...shipped, operations: declared };
    const { flavour, controllerVersion } = original;
    await importSnapshot({ input, specsDir, id: profile, flavour, controllerVersion, capturedOn: "2025-01" });
    const lock = await readFile(join(specsDir, "names.lock.json"), "utf8");
    expect(lock).toBe(await readFile(join(SPECS, "names.lock.json"), "utf8"));
    // Names, parameters, schemas, value tables, ranges, error codes, permissions, modes: nothing is lost on the way.
    const { operations, ...imported } = await readSnapshot(specsDir, profile);
    const changed = operations.filter(
      (operation, at) => !isDeepStrictEqual(operation, original.operations[at]),
    );
    expect(changed).toEqual([]);
    expect({ operations, ...imported }).toEqual(original);
  });
});
