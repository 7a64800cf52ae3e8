import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";
import { compile, emptyProject } from "./project.js";

const text = { type: "string" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const described = (description: string, schema: object = text) => ({ ...schema, description });

/** Ends a comment, gives code, hides and turns what follows, calls something deprecated, and is long. */
const HOSTILE = `Quick */ export const stolen = 1; /* \u2028*/ evil()\r\n * @deprecated \u202E\u200B ${"ab ".repeat(30_000)}`;

/** What a controller might serve whose lamps have descriptions. */
const DOCUMENT = {
  openapi: "3.0.1",
  paths: {
    "/openapi/v1/{omadacId}/lamps": {
      post: {
        ...{
          tags: ["Lamp"],
          operationId: "addLamp",
          description: "@deprecated Adds\n a lamp `GET /openapi/other`.",
        },
        parameters: [{ ...{ name: "shade", in: "query", schema: text }, description: "Its shade." }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Lamp" } } } },
        responses: {
          200: {
            ...{ description: "OK" },
            content: {
              "*/*": {
                schema: object({
                  errorCode: { type: "integer" },
                  result: object({ id: described("Its number.") }),
                }),
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Lamp: described(
        HOSTILE,
        object({
          colour: described("As painters call it.\nOr not."),
          bulbs: { type: "array", items: object({ socket: described(HOSTILE) }) },
        }),
      ),
    },
  },
};

async function sourcesIn(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("");
}

test("--keep-descriptions puts the documents' texts into comments, and nothing out of them", async () => {
  const project = await emptyProject('export { createOmadaClient } from "./omada/index.js";\n');
  const documents = join(project, "All.json");
  await writeFile(documents, JSON.stringify(DOCUMENT));
  const out = join(project, "src/omada");
  const generate = (...more: string[]) => omada("generate", "--out", out, "--specs", SPECS, ...more);
  const from = ["--from", documents, "--controller-version", "7.1"];
  const lock = async () => JSON.parse(await readFile(join(out, "omada.lock.json"), "utf8"));

  expect(await generate(...from)).toMatchObject({ code: 0, err: "" });
  const plain = await sourcesIn(out);
  expect(plain).not.toContain("painters");
  expect(await lock()).not.toHaveProperty("descriptions");

  expect(await generate(...from, "--keep-descriptions")).toMatchObject({ code: 0 });
  const kept = await sourcesIn(out);
  for (const each of ["As painters call it. Or not.", "Its shade.", "Its number."])
    expect(kept).toContain(each);
  expect(kept).toContain("\\@deprecated Adds a lamp");
  expect(kept).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u);
  // Comments aside, it is the same code.
  const code = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ");
  expect(code(kept)).toBe(code(plain));
  expect(Math.max(...kept.split("\n").map((line) => line.length))).toBeLessThan(2500);
  expect(await compile(project, "nodenext")).toEqual([]);

  expect(await lock()).toMatchObject({ descriptions: true });
  expect(await generate("--check")).toMatchObject({ code: 0 });
  expect(await generate(...from)).toMatchObject({
    code: 0,
    out: expect.stringContaining("nothing to write"),
  });
  expect(await generate(...from, "--check", "--no-keep-descriptions")).toMatchObject({ code: 1 });
  expect(await generate(...from, "--no-keep-descriptions")).toMatchObject({ code: 0 });
  expect(await sourcesIn(out)).toBe(plain);

  expect(await generate("--from", "5.12", "--keep-descriptions")).toMatchObject({
    code: 2,
    err: expect.stringContaining("published snapshots have no descriptions"),
  });
});
