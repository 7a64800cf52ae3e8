import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMockController, type ProfileId, readPulledDocuments } from "../src/index.js";
import { ORIGIN, session, snapshot } from "./support.js";

describe("documents of the user", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mock-user-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function pull(profile: ProfileId): Promise<void> {
    const mock = await createMockController({ profile });
    const get = async (path: string): Promise<string> => (await mock.fetch(ORIGIN + path)).text();
    const config = await get("/v3/api-docs/swagger-config");
    await writeFile(join(folder, "swagger-config.json"), config);
    for (const { url, name } of (JSON.parse(config) as { urls: { url: string; name: string }[] }).urls) {
      await writeFile(join(folder, `${name}.json`), await get(url));
    }
    await writeFile(join(folder, "default.json"), await get("/v3/api-docs"));
  }

  it.each(process.env.OMADA_LONG_TESTS ? (["5.12", "6.2"] as const) : (["5.12"] as const))(
    "of %s give the snapshot that they come from, facts included",
    async (profile) => {
      await pull(profile);
      const model = await readPulledDocuments(folder, profile);
      const original = snapshot(profile);
      expect(model.operations.filter(({ errorCodes }) => errorCodes.length > 0).length).toBeGreaterThan(10);
      const changed = model.operations.filter(
        (entry, at) => !isDeepStrictEqual(entry, original.operations[at]),
      );
      expect(changed).toEqual([]);
      expect(model).toEqual(original);
    },
  );

  it("drive a mock with its state", async () => {
    await pull("5.15");
    const model = await readPulledDocuments(folder, "5.15");
    const unlisted = ({ operations }: typeof model): string[] =>
      operations.flatMap((operation) => (operation.unlisted ? [operation.name] : []));
    expect(unlisted(model)).toEqual(unlisted(snapshot("5.15")));
    const s = await session({ profile: "5.15", model });
    const path = `/sites/${s.siteId}/lan-profiles`;
    const { result } = await s.envelope("GET", `${path}?page=1&pageSize=10`);
    const [first] = (result as { data: { id: string }[] }).data;
    expect(await s.envelope("DELETE", `${path}/${first?.id}`)).toMatchObject({ errorCode: 0 });
    expect((await s.envelope("GET", `${path}?page=1&pageSize=10`)).result).toMatchObject({ totalRows: 2 });
  });

  it("keep schemas of one name apart, and name what is new", async () => {
    const document = (path: string, type: string) => ({
      openapi: "3.0.1",
      paths: {
        [path]: {
          get: {
            tags: ["Brand New"],
            operationId: "getThing_3",
            description: "Possible error codes for the interface:\n-33004 - Busy.",
            responses: { 200: { content: { "*/*": { schema: { $ref: "#/components/schemas/Answer" } } } } },
          },
        },
        "/openapi/authorize/token": {
          post: { tags: ["Token"], operationId: "token", responses: { 200: {} } },
        },
      },
      components: {
        schemas: {
          Answer: {
            type: "object",
            properties: { errorCode: { type: "integer" }, result: { $ref: "#/components/schemas/Thing" } },
          },
          Thing: { type: "object", properties: { value: { type } } },
        },
      },
    });
    await writeFile(
      join(folder, "01 One.json"),
      JSON.stringify(document("/openapi/v1/{omadacId}/one", "string")),
    );
    await writeFile(
      join(folder, "02 Two.json"),
      JSON.stringify(document("/openapi/v1/{omadacId}/two", "integer")),
    );
    const model = await readPulledDocuments(folder, "6.2");
    expect(model.operations.map(({ name, path }) => [name, path])).toEqual([
      ["brandNew.getThing", "/openapi/v1/{omadacId}/one"],
      ["brandNew.getThingByTwo", "/openapi/v1/{omadacId}/two"],
    ]);
    expect(model.operations[0]?.errorCodes).toEqual([-33004]);
    const s = await session({ profile: "6.2", model });
    expect((await s.envelope("GET", "/one")).result).toEqual({ value: expect.any(String) });
    expect((await s.envelope("GET", "/two")).result).toEqual({ value: expect.any(Number) });
  });

  it("of a real controller are repaired, and what their texts say is checked", async () => {
    const body = {
      type: "object",
      properties: {
        mode: { type: "integer", description: "Mode: 0: off, 1: on" },
        key: { type: "string", pattern: "^[\\041-\\0176]{2,4}$" },
        wan: { $ref: "#/components/schemas/Wan/Lan infos" },
      },
    };
    const post = {
      tags: ["New (Tag)"],
      operationId: "addThing",
      requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
      responses: { 200: {} },
    };
    const paths = { "/openapi/v1/{omadacId}/things/{thingId}/parts": { post } };
    await writeFile(
      join(folder, "All.json"),
      JSON.stringify({ openapi: "3.0.1", paths, components: { schemas: { Thing: body } } }),
    );
    const model = await readPulledDocuments(folder, "5.12");
    const [operation] = model.operations;
    expect(operation).toMatchObject({ name: "newTag.addThing", group: "other" });
    expect(operation?.parameters.map(({ name }) => name)).toEqual(["omadacId", "thingId"]);
    const s = await session({ profile: "5.12", model });
    for (const [sent, errorCode] of [
      [{ mode: 1, key: "abc", wan: {} }, 0],
      [{ mode: 2 }, -1001],
      [{ key: "\u00e9\u00e9" }, -1001],
      [{ key: "abcde" }, -1001],
    ]) {
      expect(await s.envelope("POST", "/things/1/parts", sent)).toMatchObject({ errorCode });
    }
  });

  it("have to be whole", async () => {
    await writeFile(join(folder, "01 One.json"), '{"openapi": "3.0.1", "paths": {');
    await expect(readPulledDocuments(folder, "6.2")).rejects.toThrow(/01 One\.json is not valid JSON/);
  });

  it("have to be there", async () => {
    await writeFile(join(folder, "package.json"), "{}");
    await expect(readPulledDocuments(folder, "6.2")).rejects.toThrow(/no interface document/);
  });
});
