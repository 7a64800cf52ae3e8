import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMockController, type ProfileId, readPulledDocuments } from "../src/index.js";
import { ORIGIN, session, snapshot } from "./support.js";

describe("documents of one's own", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mock-own-"));
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
  }

  it.each(["5.12", "6.2"] as const)("of %s give the operations that they declare", async (profile) => {
    await pull(profile);
    const model = await readPulledDocuments(folder, profile);
    const outline = ({ operations }: typeof model): string[] =>
      operations.map(({ name, method, path, paging }) => `${method} ${path} ${name} ${paging}`).sort();
    expect(outline(model)).toEqual(outline(snapshot(profile)));
    expect(model.refused).toEqual(snapshot(profile).refused);
  });

  it("drive a mock with its state", async () => {
    await pull("5.15");
    const s = await session({ profile: "5.15", model: await readPulledDocuments(folder, "5.15") });
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
            responses: { 200: { content: { "*/*": { schema: { $ref: "#/components/schemas/Answer" } } } } },
          },
        },
        "/openapi/authorize/token": { post: {} },
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
      ["brandNew.getThing", "/openapi/v1/{omadacId}/two"],
    ]);
    const s = await session({ profile: "6.2", model });
    expect((await s.envelope("GET", "/one")).result).toEqual({ value: expect.any(String) });
    expect((await s.envelope("GET", "/two")).result).toEqual({ value: expect.any(Number) });
  });

  it("have to be there", async () => {
    await writeFile(join(folder, "package.json"), "{}");
    await expect(readPulledDocuments(folder, "6.2")).rejects.toThrow(/no interface document/);
  });
});
