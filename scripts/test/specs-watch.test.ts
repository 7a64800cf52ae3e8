import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ApiModel, generate, importSnapshot, readManifest, readSnapshot } from "@omada-sdk/codegen";
import { type MockOptions, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { checkGenerated, openRepository } from "../lib/generated-rule.js";
import { ROOT } from "../lib/places.js";
import { exchange } from "../lib/watch/exchange.js";
import { placeOf } from "../lib/watch/place.js";
import { exitCodeOf, reportText } from "../lib/watch/report.js";
import { readSources, type WatchSource } from "../lib/watch/source.js";
import { type WatchReport, watch } from "../lib/watch/watch.js";

const GROUPS = {
  groups: ["device", "organization"],
  tags: { Lamp: { group: "device" }, Room: { group: "organization" } },
};
const COPIED = ["types/package.json", ...["5", "6"].map((line) => `client-v${line}/package.json`)]
  .concat(["5", "6"].map((line) => `client-v${line}/src/index.ts`))
  .map((path) => `packages/${path}`);

/** A document of a controller with these operations of lamps. */
function documentOf(tag: string, ...methods: string[]): string {
  const operation = (method: string) => ({
    ...{
      tags: [tag],
      operationId: `${method}Lamp`,
      parameters: [parameter("omadacId"), parameter("lampId")],
    },
    responses: { 200: { content: { "*/*": { schema: { $ref: "#/components/schemas/Lamp" } } } } },
  });
  const operations = Object.fromEntries(methods.map((method) => [method, operation(method)]));
  const properties = { errorCode: { type: "integer" }, msg: { type: "string" }, result: { type: "object" } };
  return JSON.stringify({
    openapi: "3.0.1",
    paths: { "/openapi/v1/{omadacId}/lamps/{lampId}": operations },
    components: { schemas: { Lamp: { type: "object", properties } } },
  });
}

const parameter = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });

/** A repository as far as a new snapshot concerns it, with a snapshot 5.15. */
let repository = "";
/** What its 5.15 controllers serve, and another interface. */
let served: ApiModel;
let changed: ApiModel;
let foreign: ApiModel;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), "omada-watch-"));
  for (const path of ["README.md", "package.json", "docs/compatibility.md", ...COPIED]) {
    await mkdir(dirname(join(repository, path)), { recursive: true });
    await cp(join(ROOT, path), join(repository, path));
  }
  await mkdir(join(repository, ".changeset"));
  const modelOf = async (name: string, document: string): Promise<ApiModel> => {
    const [input, specsDir] = [join(repository, `${name}.json`), join(repository, name)];
    await mkdir(specsDir);
    await writeFile(input, document);
    const groups = [...GROUPS.groups, "cellar"];
    const tags = { ...GROUPS.tags, Cellar: { group: "cellar" } };
    await writeFile(join(specsDir, "groups.json"), JSON.stringify({ groups, tags }));
    await importSnapshot({ input, specsDir, id: "6.2", flavour: "local", controllerVersion: "6.2.0.1" });
    return readSnapshot(specsDir, "6.2");
  };
  const whole = await modelOf("served", documentOf("Lamp", "get", "put"));
  // As on real controllers, only the default document has some of the operations.
  const operations = whole.operations.map((each) => ({ ...each, unlisted: each.method === "PUT" }));
  served = { ...whole, operations };
  changed = await modelOf("changed", documentOf("Lamp", "get", "delete"));
  foreign = await modelOf("foreign", documentOf("Cellar", "get"));
  await mkdir(join(repository, "specs"));
  await writeFile(join(repository, "specs/groups.json"), JSON.stringify(GROUPS));
  await writeFile(join(repository, "specs/certificates.json"), "[]");
  const first = await controller("5.15.24.19");
  try {
    expect(await watchIn(repository, first.source)).toMatchObject({ isWritten: true });
  } finally {
    await first.close();
  }
});
afterAll(() => rm(repository, { recursive: true, force: true }));

/** A copy of the repository for one test. */
async function clone(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "omada-watch-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await cp(repository, root, { recursive: true });
  return root;
}

async function controller(version: string, model: ApiModel = served) {
  const profile = version.startsWith("5") ? "5.15" : "6.2";
  const options: MockOptions = { profile, controllerVersion: version, model, devices: 0, clients: 0 };
  const { url, fingerprint256, close, requests, faults } = await startMockController(options);
  const source: WatchSource = { from: url, fingerprint: fingerprint256 };
  return {
    source,
    close,
    faults,
    pulls: () => requests.filter(({ path }) => path.startsWith("/v3/")).length,
  };
}

async function running(...args: Parameters<typeof controller>) {
  const made = await controller(...args);
  onTestFinished(() => made.close());
  return made;
}

function watchIn(root: string, ...sources: WatchSource[]): Promise<WatchReport> {
  const published = join(repository, "served");
  const signal = new AbortController().signal;
  return watch({ ...{ root, sources, signal, published }, dryRun: false, onProgress: () => undefined });
}

/** All files by path, without what the watch stores for itself. */
async function filesOf(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const own = paths.filter((path) => !path.includes(`${join(root, ".cache")}`)).sort();
  return new Map(await Promise.all(own.map(async (path) => [path, await readFile(path, "utf8")] as const)));
}

const UNREACHABLE: WatchSource = { from: "https://operator:hunter2@127.0.0.1:1" };

describe("pnpm specs:watch", () => {
  it("finds nothing new in the version and documents of a snapshot", async () => {
    const root = await clone();
    const before = await filesOf(root);
    const { source } = await running("5.15.24.19");
    const report = await watchIn(root, source);
    expect(report).toMatchObject({ outcomes: [{ status: "known" }], files: [], isWritten: false });
    expect(exitCodeOf(report)).toBe(0);
    expect(await filesOf(root)).toEqual(before);
    expect(await readdir(join(root, ".cache"))).toEqual(["watched"]);
  });

  it("prepares a new version from which everything generates", async () => {
    const root = await clone();
    const [one, twin] = [await running("6.3.0.1", changed), await running("6.3.0.1", changed)];
    const report = await watchIn(root, UNREACHABLE, one.source, twin.source);
    expect(report.outcomes.map(({ status }) => status)).toEqual(["failed", "prepared", "repeated"]);
    expect(exitCodeOf(report)).toBe(1);
    expect(exitCodeOf({ ...report, outcomes: report.outcomes.slice(1) })).toBe(4);
    expect(twin.pulls()).toBe(0);
    expect(report.imports).toMatchObject([{ id: "6.3", before: "5.15", operations: 2 }]);
    const text = reportText(report);
    expect(text).toContain("1 added, 1 removed");
    expect(text).toContain("failed    https://127.0.0.1:1: ");
    expect(text).not.toContain("hunter2");

    const { snapshots } = await readManifest(join(root, "specs"));
    expect(snapshots).toMatchObject([{ id: "5.15" }, { id: "6.3", flavour: "local", certainty: "stated" }]);
    const written = (path: string) => readFile(join(root, path), "utf8");
    expect(JSON.parse(await written("specs/names.lock.json"))).toMatchObject({
      "DELETE /openapi/v1/{}/lamps/{}": "lamp.deleteLamp",
      "PUT /openapi/v1/{}/lamps/{}": "lamp.putLamp",
    });
    expect(await written("specs/6.3/CHANGES.md")).toContain("# 5.15 to 6.3");
    expect(await written("README.md")).toContain("| 6.3 | 6.3.0.1 local (version stated, document served) |");
    expect(await written(".changeset/snapshots-client-v6.md")).toContain('"@omada-sdk/client-v6": ');
    expect(JSON.parse(await written("packages/types/package.json")).exports).toHaveProperty(["./6.3/device"]);
    expect(await written("packages/client-v6/src/index.ts")).toContain('"../generated/6.3/');
    for (const path of report.files) expect(await written(path)).not.toBe("");

    const generated = await generate({ specsDir: join(root, "specs"), packagesDir: join(root, "packages") });
    expect(generated.map(({ id }) => id)).toEqual(["5.15", "6.3"]);
    const { files, read } = openRepository(root);
    const lists = { ".gitignore": "", "biome.json": "", "knip.json": "", "turbo.json": "" };
    const faults = checkGenerated({ files, read: (path) => (path in lists ? "" : read(path)) });
    expect(faults.filter((fault) => !Object.keys(lists).some((list) => fault.startsWith(list)))).toEqual([]);

    expect(exitCodeOf(await watchIn(root, one.source))).toBe(0);
  });

  it("imports a snapshot anew when its controller serves something else", async () => {
    const root = await clone();
    const { source } = await running("5.15.24.19", changed);
    expect(await watchIn(root, source)).toMatchObject({
      outcomes: [{ status: "prepared", snapshot: "5.15" }],
      imports: [{ id: "5.15", before: "5.15", report: expect.stringContaining("1 added, 1 removed") }],
    });
    expect((await readSnapshot(join(root, "specs"), "5.15")).operations.map(({ name }) => name)).toContain(
      "lamp.deleteLamp",
    );
  });

  it("does not take a controller without its default document for one that lost operations", async () => {
    const root = await clone();
    const { source, faults } = await running("5.15.24.19", changed);
    faults.add({ path: "/v3/api-docs", fault: { kind: "status", status: 404 } });
    const { outcomes } = await watchIn(root, source);
    expect(outcomes).toMatchObject([{ status: "failed", says: expect.stringMatching(/default document/) }]);
  });

  it("takes the newest of several builds, and none before that of a snapshot", async () => {
    const root = await clone();
    const [old, first, second] = [
      await running("5.15.8.1"),
      await running("6.3.0.9", changed),
      await running("6.3.0.10", changed),
    ];
    const { outcomes } = await watchIn(root, old.source, first.source, second.source);
    expect(outcomes.map(({ status }) => status)).toEqual(["known", "repeated", "prepared"]);
    expect(old.pulls()).toBe(0);
    const { snapshots } = await readManifest(join(root, "specs"));
    expect(snapshots.map(({ controllerVersion }) => controllerVersion)).toEqual(["5.15.24.19", "6.3.0.10"]);
    const later = await running("6.3.0.11", changed);
    expect((await watchIn(root, later.source)).outcomes).toMatchObject([
      { status: "known", says: "its documents say what snapshot 6.3 says" },
    ]);
  });

  it("leaves everything as it was when an import fails, and imports the others", async () => {
    const root = await clone();
    const before = await filesOf(root);
    const bad = await running("6.4.0.1", foreign);
    const report = await watchIn(root, bad.source);
    expect(report).toMatchObject({
      outcomes: [{ status: "failed", says: expect.stringMatching(/cellar/) }],
    });
    expect(exitCodeOf(report)).toBe(1);
    expect(await filesOf(root)).toEqual(before);
    const good = await running("6.3.0.1", changed);
    const both = await watchIn(root, bad.source, good.source);
    expect(both.outcomes.map(({ status }) => status)).toEqual(["failed", "prepared"]);
  });

  it("reads folders, and refuses a line that has no client", async () => {
    const root = await clone();
    const folder = join(root, ".cache/pulled");
    await mkdir(folder, { recursive: true });
    await cp(join(root, "changed.json"), join(folder, "All.json"));
    const about = (controllerVersion: string) =>
      writeFile(join(folder, "controller.json"), JSON.stringify({ controllerVersion }));
    const nowhere = await watchIn(root, { from: join(folder, "no") }, { from: "http://a:hunter2@127.0.0.1" });
    expect(nowhere.outcomes).toMatchObject([
      { status: "failed", says: expect.stringMatching(/no folder that exists/) },
      { status: "failed", says: expect.stringMatching(/write it like https:/) },
    ]);
    expect(JSON.stringify(nowhere)).not.toContain("hunter2");
    await about("7.0.1");
    const { outcomes } = await watchIn(root, { from: folder });
    expect(outcomes).toMatchObject([
      { status: "failed", says: expect.stringMatching(/no client line/), version: "7.0.1" },
    ]);
    await about("6.1.0.1");
    expect(await watchIn(root, { from: folder })).toMatchObject({
      outcomes: [{ status: "prepared" }],
      imports: [{ id: "6.1", before: "5.15" }],
    });
  });

  it("writes nothing when dry, interrupted, or when specs were edited in the meantime", async () => {
    const root = await clone();
    const before = await filesOf(root);
    const { source } = await running("6.3.0.1", changed);
    const published = join(repository, "served");
    const stop = new AbortController();
    const options = { root, sources: [source], published, signal: stop.signal, onProgress: () => undefined };
    const dry = await watch({ ...options, dryRun: true });
    expect(dry).toMatchObject({ isWritten: false, files: expect.arrayContaining(["specs/6.3/api.txt"]) });
    expect(await filesOf(root)).toEqual(before);

    const groups = join(root, "specs/groups.json");
    const edit = () => writeFile(groups, `${JSON.stringify(GROUPS)}\n`);
    const edited = watch({
      ...options,
      dryRun: false,
      onProgress: (text) => void (/compar/.test(text) && edit()),
    });
    await expect(edited).rejects.toThrow("specs/groups.json was edited in the meantime");
    await writeFile(groups, JSON.stringify(GROUPS));
    expect(await filesOf(root)).toEqual(before);

    const onProgress = (text: string) => void (/compar/.test(text) && stop.abort(new Error("interrupted")));
    await expect(watch({ ...options, dryRun: false, onProgress })).rejects.toThrow("interrupted");
    expect(await filesOf(root)).toEqual(before);
    expect(await readdir(join(root, ".cache"))).toEqual(["watched"]);
  });

  it("puts back what was exchanged when a later file cannot be written", async () => {
    const root = await clone();
    const before = await filesOf(root);
    const changes = new Map([
      ["specs/6.3/api.txt", "new"],
      ["specs/index.json", "new"],
      ["specs/groups.json", undefined],
      // A file stands where the folder would have to be.
      ["README.md/below", "new"],
    ]);
    await expect(exchange(root, join(root, ".cache/work"), changes)).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await filesOf(root)).toEqual(before);
    expect(await readdir(join(root, "specs"))).not.toContain("6.3");
  });
});

describe("sources", () => {
  it("come from a list, with what their certificates need", async () => {
    const file = join(await clone(), "list.json");
    await writeFile(file, '["https://a", { "from": "https://b", "fingerprint": "00" }]');
    expect(await readSources(file)).toEqual([
      { from: "https://a" },
      { from: "https://b", fingerprint: "00" },
    ]);
    for (const wrong of [
      "{}",
      "[5]",
      '[{ "from": "a", "fingerprnt": "00" }]',
      '[{ "insecure": true }]',
      "[",
    ]) {
      await writeFile(file, wrong);
      await expect(readSources(file)).rejects.toThrow(file);
    }
  });

  it("without a version are cloud hosts, or need one", async () => {
    const manifest = await readManifest(join(ROOT, "specs"));
    expect(placeOf(manifest, { flavour: "cloud", version: undefined })).toMatchObject({
      kind: "again",
      entry: { id: "6.2-cloud" },
    });
    expect(placeOf(manifest, { flavour: "cloud", version: "6.3" })).toMatchObject({ id: "6.3-cloud" });
    for (const version of [undefined, "6", "6.2\u001b[2J", "../6.2"])
      expect(() => placeOf(manifest, { flavour: "local", version })).toThrow(/version/);
  });
});
