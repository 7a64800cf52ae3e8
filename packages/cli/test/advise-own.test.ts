import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { emptyProject, writeConfig } from "./project.js";

const LAMPS = "/openapi/v1/{omadacId}/lamps";
const SITES = "/openapi/v1/{omadacId}/sites";

/** Uses what 6.2 has, what it has otherwise, and what it does not have. */
const MAIN = `import type { Omada } from "./omada/index.js";
export async function main(omada: Omada): Promise<void> {
  const sites = await omada.site.getSiteList({ page: 1, pageSize: 10, lamp: "desk" });
  for (const site of sites.data) console.log(site.name, site.lumen);
  await omada.lamp.getLamps({});
}
`;

const ok = (schema: object) => ({
  responses: { 200: { description: "OK", content: { "*/*": { schema } } } },
});
const text = { type: "string" };
const number = { type: "integer", format: "int32" };
const object = (properties: object) => ({ type: "object", properties });
const envelope = (result: object) => object({ errorCode: number, msg: text, result });
const query = (name: string, schema: object, required = false) => ({ name, in: "query", required, schema });

/** What a controller of 6.1 might serve, of which no snapshot is published. */
const DOCUMENT = {
  openapi: "3.0.1",
  paths: {
    [SITES]: {
      get: {
        ...{ tags: ["Site"], operationId: "getSiteList" },
        parameters: [query("page", number, true), query("pageSize", number, true), query("lamp", text)],
        ...ok(
          envelope(
            object({
              ...{ totalRows: number, currentPage: number, currentSize: number },
              data: { type: "array", items: { $ref: "#/components/schemas/SiteSummaryInfo" } },
            }),
          ),
        ),
      },
    },
    [LAMPS]: { get: { tags: ["Lamp"], operationId: "getLamps", ...ok(envelope(text)) } },
  },
  components: { schemas: { SiteSummaryInfo: object({ siteId: text, name: text, lumen: number }) } },
};

test("advise compares the client in a project with what that was generated from", async () => {
  const project = await emptyProject(MAIN);
  const documents = join(project, "All.json");
  await writeFile(documents, JSON.stringify(DOCUMENT));
  const out = join(project, "src/omada");
  const from = ["--from", documents, "--controller-version", "6.1.0.7"];
  expect(await omada("generate", "--out", out, "--specs", SPECS, ...from)).toMatchObject({ code: 0 });
  await writeConfig(project, "nodenext");

  const advise = () => omada("advise", project, "--to", "6.2", "--specs", SPECS);
  const { code, out: shown, err } = await advise();
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(shown).toMatch(/^6\.1 -> 6\.2: 2 operations used/);
  expect(shown).toContain("generate the client again: omada generate --out src/omada --from 6.2");
  expect(shown).not.toContain("import the client from");
  const breaking = [...shown.matchAll(/^src\/main\.ts:(\d+):\d+ breaking\n {2}(.*?): /gm)];
  expect(breaking.map(([, line, operation]) => `${line} ${operation}`)).toEqual([
    `3 GET ${SITES}`,
    `4 GET ${SITES}`,
    `5 GET ${LAMPS}`,
  ]);

  await rm(join(out, "omada.model.json.gz"));
  expect(await advise()).toMatchObject({
    code: 3,
    out: "",
    err: expect.stringMatching(/src\/omada\/omada\.model\.json\.gz.* is missing or damaged; restore it/),
  });
});
