import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyFolder, omada, runUntil, SPECS } from "./omada.js";
import { compile, emptyProject, STRICTEST } from "./project.js";

const removals: (() => Promise<void>)[] = [];
const whenAllIsOver = (remove: () => Promise<void>) => void removals.push(remove);
afterAll(() => Promise.all(removals.map((remove) => remove())));

const generate = (out: string, ...more: string[]) =>
  omada("generate", "--out", out, "--specs", SPECS, ...more);

async function lockIn(out: string) {
  return JSON.parse(await readFile(join(out, "omada.lock.json"), "utf8"));
}

/** The texts of a client by path, without lock and model. */
async function sourcesOf(out: string): Promise<Map<string, string>> {
  const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), "utf8")] as const)),
  );
}

/** Documents of a controller of which no snapshot is published. */
async function lamps(folder: string, operationId: string): Promise<string> {
  const operation = { tags: ["Lamp"], operationId, responses: { 200: { description: "OK" } } };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "controller.json"), '{ "controllerVersion": "7.1.2" }');
  await writeFile(
    join(folder, "01 Lighting.json"),
    JSON.stringify({
      openapi: "3.0.1",
      paths: { "/openapi/v1/{omadacId}/lamps": { get: operation } },
      components: { schemas: {} },
    }),
  );
  return folder;
}

describe("a client of every operation", { timeout: 240_000 }, () => {
  let project = "";
  beforeAll(async () => {
    project = await emptyProject(
      'export { createOmadaClient, isOmadaApiError } from "./omada/index.js";\n',
      whenAllIsOver,
    );
  });

  test("imports the runtime and the grants, and nothing else", async () => {
    expect(await generate(join(project, "src/omada"), "--from", "6.2")).toMatchObject({ code: 0, err: "" });
    const modules = new Set<string>();
    for (const text of (await sourcesOf(join(project, "src/omada"))).values())
      for (const [, name = ""] of text.matchAll(/\b(?:from |import\()"([^"]+)"/g))
        if (!name.startsWith(".")) modules.add(name);
    expect([...modules].sort()).toEqual([
      "@omada-sdk/auth",
      "@omada-sdk/core",
      "@omada-sdk/core/connection",
      "@omada-sdk/core/raw",
    ]);
  });

  test.each(["nodenext", "bundler"] as const)("compiles with %s under strict options", async (module) => {
    expect(await compile(project, module, STRICTEST)).toEqual([]);
  });
});

describe("where a client comes from", () => {
  test("a controller, the folder of its documents and its published snapshot give the same methods", async () => {
    const folder = await emptyFolder();
    const mock = await startMockController({ profile: "5.12" });
    try {
      const pulled = join(folder, "pulled");
      await omada("pull", mock.url, "--insecure", "--out", pulled);
      for (const [name, from] of [
        ["controller", mock.url],
        ["folder", pulled],
        ["snapshot", "5.12"],
      ] as const)
        expect(await generate(join(folder, name), "--from", from, "--insecure")).toMatchObject({ code: 0 });
    } finally {
      await mock.close();
    }
    const [controller, documents, snapshot] = await Promise.all(
      ["controller", "folder", "snapshot"].map(async (name) => ({
        lock: await lockIn(join(folder, name)),
        sources: await sourcesOf(join(folder, name)),
      })),
    );
    expect(documents?.sources).toEqual(controller?.sources);
    expect(controller?.lock.names).toEqual(snapshot?.lock.names);
    expect(controller?.lock.source).toMatchObject({ kind: "controller", from: mock.url });
    expect(documents?.lock.source).toMatchObject({ kind: "folder", from: "../pulled" });
    expect(documents?.lock.source.documents).toEqual(controller?.lock.source.documents);
    expect(controller?.lock.source.documents).not.toEqual([]);
    expect(snapshot?.lock.source).toEqual({ kind: "snapshot", from: "5.12", documents: [] });
  });

  test("documents of an unknown version work, and their names stay", async () => {
    const folder = await emptyFolder();
    const out = join(folder, "omada");
    const documents = await lamps(join(folder, "pulled"), "getLamps");
    const first = await generate(out, "--from", documents);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain("client of controller 7.1.2 (local), 1 operations");
    expect(first.out).toContain("no published snapshot is of 7.1");
    expect((await lockIn(out)).names).toEqual({ "GET /openapi/v1/{}/lamps": "lamp.getLamps" });
    await lamps(documents, "listLamps");
    expect(await generate(out)).toMatchObject({ code: 0 });
    expect((await lockIn(out)).names).toEqual({ "GET /openapi/v1/{}/lamps": "lamp.getLamps" });
  });

  test.each([
    ["nothing that is there", ["--from", "9.9"], /is no address .* none of the snapshots 5\.12, 5\.15/],
    ["nothing at all", [], /holds no client yet; say with --from/],
    ["an id outside of --from", ["5.12"], /with --out, name the snapshot with --from: --from 5\.12/],
    ["no tags", ["--from", "5.12", "--only", " , "], /--only names no tag/],
  ])("%s is refused", async (_, args, message) => {
    const out = join(await emptyFolder(), "omada");
    const { code, err } = await generate(out, ...args);
    expect({ code, message: err }).toEqual({ code: 2, message: expect.stringMatching(message) });
    await expect(stat(out)).rejects.toThrow("ENOENT");
  });

  test("a folder without published names is refused, and a tag that is not there", async () => {
    const folder = await emptyFolder();
    const other = await omada(
      "generate",
      "--out",
      join(folder, "omada"),
      "--from",
      "5.12",
      "--specs",
      folder,
    );
    expect(other).toMatchObject({ code: 1, err: expect.stringContaining("holds no published names") });
    const { code, err } = await generate(join(folder, "omada"), "--from", "5.12", "--only", "lamp");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('there is no tag "lamp"') });
  });
});

describe("a client that is there", () => {
  let out = "";
  beforeAll(async () => {
    out = join(await emptyFolder(whenAllIsOver), "omada");
    await generate(out, "--from", "5.12", "--only", "device, Switch");
  });
  const check = (...more: string[]) => generate(out, "--check", ...more);

  test("has the chosen tags only", async () => {
    const { only, names } = await lockIn(out);
    expect(only).toEqual(["Switch", "device"]);
    const tags = new Set(Object.values<string>(names).map((name) => name.split(".")[0]));
    expect(tags).toEqual(new Set(["device", "switch"]));
  });

  test("stays as it is when it is generated again", async () => {
    const times = async () =>
      Promise.all((await readdir(out)).map(async (name) => [name, (await stat(join(out, name))).mtimeMs]));
    const before = await times();
    const { code, out: shown } = await generate(out);
    expect({ code, shown }).toEqual({ code: 0, shown: expect.stringMatching(/nothing to write\n$/) });
    expect(await times()).toEqual(before);
    expect(await check()).toMatchObject({ code: 0, out: `${out}: corresponds to controller 5.12\n` });
  });

  test("is not written over where it was edited", async () => {
    const file = join(out, "device.ts");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll("\n", "\r\n"));
    expect(await check()).toMatchObject({ code: 0 });
    await appendFile(file, "// mine\n");
    await writeFile(join(out, "types/mine.ts"), "export {};\n");
    expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining("edited: device.ts") });
    const refused = await generate(out, "--only", "device");
    expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringContaining("device.ts") });
    expect(await readFile(file, "utf8")).toMatch(/mine\n$/);
    expect(await generate(out, "--force")).toMatchObject({ code: 0 });
    expect(await readFile(file, "utf8")).toBe(text);
    expect(await readFile(join(out, "types/mine.ts"), "utf8")).toBe("export {};\n");
  });

  test("is not written over where omada did not write it", async () => {
    const other = join(await emptyFolder(), "omada");
    await mkdir(other);
    await writeFile(join(other, "index.ts"), "export {};\n");
    const { code, err } = await generate(other, "--from", "5.12");
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining("not generated by omada: index.ts"),
    });
    expect(await readdir(other)).toEqual(["index.ts"]);
  });

  test("loses what is not generated any more, and gets it back", async () => {
    const before = await sourcesOf(out);
    expect(await generate(out, "--only", "client")).toMatchObject({ code: 0 });
    const names = [...(await sourcesOf(out)).keys()];
    expect(names).toContain("client.ts");
    expect(names.filter((name) => /device/.test(name))).toEqual([]);
    expect(await generate(out, "--only", "Switch,device")).toMatchObject({ code: 0 });
    expect(await sourcesOf(out)).toEqual(before);
  });

  test("does not correspond to another source, of which --check shows the changes", async () => {
    const { code, out: shown } = await check("--from", "6.2");
    expect(code).toBe(1);
    expect(shown).toContain("does not correspond to controller 6.2.0.17");
    expect(shown).toContain("5.12 -> 6.2 (controller 6.2.0.17)");
    await rm(join(out, "snapshot.ts"));
    expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining("snapshot.ts") });
    await generate(out);
  });

  test("stays as it is when the command is interrupted", async () => {
    const before = await sourcesOf(out);
    const stop = new AbortController();
    const args = ["generate", "--out", out, "--specs", SPECS, "--from", "6.2"];
    setTimeout(() => stop.abort(), 300);
    expect(await runUntil(stop, args)).toEqual({ code: 130, out: "", err: "omada generate: interrupted\n" });
    expect(await sourcesOf(out)).toEqual(before);
    expect((await readdir(out)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test.each([
    ["is broken", "<<<<<<<"],
    ["names files elsewhere", '"../../precious"'],
  ])("is left alone where its lock %s", async (_, damage) => {
    const file = join(out, "omada.lock.json");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"device.ts"', damage));
    expect(await generate(out, "--force")).toMatchObject({
      code: 1,
      err: expect.stringContaining("is not as omada generate writes it"),
    });
    await writeFile(file, text);
  });
});
