import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { emptyFolder, omada, type Run, runUntil, SPECS } from "./omada.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-cli-"));
  await writeFile(join(folder, "groups.json"), `{"groups":["device"],"tags":{"Lamp":{"group":"device"}}}`);
  await writeFile(join(folder, "empty.json"), "");
  const lamps = {
    get: { tags: ["Lamp"], operationId: "getLamps", responses: { 200: { description: "OK" } } },
  };
  await writeFile(
    join(folder, "lamps.json"),
    JSON.stringify({ openapi: "3.0.1", paths: { "/lamps": lamps }, components: { schemas: {} } }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const importing = (file: string, ...more: string[]) =>
  omada(
    ...["import", join(folder, file), "--specs", folder],
    ...["--flavour", "local", "--controller-version", "6.2.1", ...more],
  );

const EXAMPLE = join(import.meta.dirname, "../../../examples/inventory");

describe("import", () => {
  test.each([
    ["an unusable document", ["empty.json", "--id", "6.2"], /^omada import: empty\.json is empty\n$/],
    [
      "a missing folder",
      ["nowhere", "--id", "6.2"],
      /^omada import: .*nowhere does not exist; give a folder/,
    ],
    ["a bad id", ["lamps.json", "--id", "../x"], /^omada import: "\.\.\/x" is no usable snapshot id/],
  ])("says in one line what is wrong with %s and ends with 1", async (_, [file = "", ...more], message) => {
    const { code, out, err } = await importing(file, ...more);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 1, out: "" });
  });

  test("leaves the folder as it was when it is interrupted", async () => {
    const before = await readdir(folder, { recursive: true });
    const stop = new AbortController();
    stop.abort();
    const args = [
      "import",
      join(folder, "lamps.json"),
      "--specs",
      folder,
      "--id",
      "6.3",
      "--flavour",
      "local",
    ];
    expect(await runUntil(stop, [...args, "--controller-version", "6.2.1"])).toEqual({
      code: 130,
      out: "",
      err: "omada import: interrupted\n",
    });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  test("says what it imported", async () => {
    const { code, out, err } = await importing("lamps.json", "--id", "6.3", "--recovered", "pattern, format");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^6\.3: 1 operations in 1 groups, 0 schemas\n {2}facts: .*\n {2}repairs: none\n$/);
    expect(await readFile(join(folder, "6.3/api.txt"), "utf8")).toBe(
      "GET /lamps  lamp.getLamps  group=device  -> void\n",
    );
    const { snapshots } = JSON.parse(await readFile(join(folder, "index.json"), "utf8"));
    expect(snapshots).toMatchObject([{ id: "6.3", source: { lost: ["pattern", "format"] } }]);
  });
});

describe("generate", () => {
  test("writes the packages of a folder, those of the named snapshots only", async () => {
    const packages = await emptyFolder();
    const { code, out, err } = await omada(
      "generate",
      "5.12",
      "--specs",
      SPECS,
      "--packages",
      packages,
      "--stats",
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /^5\.12: \d+ files, \d\.\d MB in \d+\.\d\d s\nall: \d+\.\d\d s, peak memory \d+ MB\n$/,
    );
    expect(await readdir(join(packages, "types/generated"))).toEqual(["5.12"]);
  });

  test("stops before the next snapshot when it is interrupted", async () => {
    const packages = await emptyFolder();
    const stop = new AbortController();
    stop.abort();
    const { code, out } = await runUntil(stop, ["generate", "--specs", SPECS, "--packages", packages]);
    expect({ code, out }).toEqual({ code: 130, out: "" });
    expect(await readdir(packages, { recursive: true })).not.toContain(join("types", "generated"));
  });

  test("names every row of a reviewed file that is wrong, a line each", async () => {
    const specs = await emptyFolder();
    await writeFile(join(specs, "index.json"), `{"snapshots":[]}`);
    await writeFile(join(specs, "groups.json"), `{"groups":["device"],"tags":{}}`);
    const rows = ["a b", "c"].map((name, at) => ({ code: -1 - at, name, category: "auth" }));
    await writeFile(join(specs, "error-codes.json"), JSON.stringify({ codes: rows }));
    const { code, err } = await omada("generate", "--specs", specs, "--packages", await emptyFolder());
    expect(code).toBe(1);
    expect(err).toMatch(/^omada generate: error-codes\.json: row 1 .*\n {2}error-codes\.json: row 2 .*\n$/);
  });

  test("names the ids it knows", async () => {
    const { code, err } = await omada("generate", "9.9", "--specs", SPECS, "--packages", await emptyFolder());
    expect(code).toBe(1);
    expect(err).toMatch(/^omada generate: there is no snapshot 9\.9; .*5\.12, 5\.15, 6\.2/);
  });
});

describe("diff", () => {
  test("compares snapshots of a folder", async () => {
    const { code, out } = await omada("diff", "5.15", "6.2", "--specs", SPECS);
    expect(code).toBe(0);
    expect(out).toContain("1669 in both, 568 added, 10 removed");
  });

  test("writes the report where the option says, and nothing else", async () => {
    const out = await emptyFolder();
    const file = join(out, "diff.json");
    const run = await omada("diff", "5.12", "5.15", "--specs", SPECS, "--format", "json", "--out", file);
    expect(run).toEqual({ code: 0, out: "", err: "" });
    const report = JSON.parse(await readFile(file, "utf8"));
    expect(report).toMatchObject({ before: { id: "5.12" }, after: { id: "5.15" } });
    expect(report.counts.operationsAdded).toBeGreaterThan(0);
    expect(await readdir(out)).toEqual(["diff.json"]);
  });

  test("names the ids it knows", async () => {
    const { code, err } = await omada("diff", "5.15", "9.9", "--specs", SPECS);
    expect(code).toBe(2);
    expect(err).toMatch(/no snapshot "9.9"; known ids: 5.12, 5.15, 6.2, 6.2-cloud/);
    expect((await omada("diff", "a", "b", "--specs", "/nowhere")).err).toMatch(/holds no snapshots/);
  });
});

/** The advice of the committed snapshots, which several tests look at. */
let advice: Promise<Run> | undefined;
function adviceOfCommitted(): Promise<Run> {
  advice ??= omada("advise", EXAMPLE, "--to", "6.2", "--specs", SPECS);
  return advice;
}

describe("advise", () => {
  test("says what breaks, and ends with 1", async () => {
    const { code, out, err } = await adviceOfCommitted();
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(/^5\.15 -> 6\.2: \d+ operations used, [1-9]\d* breaking/);
    expect(out).toMatch(/^import the client from @omada-sdk\/client-v6(\/6\.2)?$/m);
  });

  test("ends with 0 where nothing changes", async () => {
    const { code, out } = await omada("advise", EXAMPLE, "--to", "5.15", "--specs", SPECS);
    expect(code).toBe(0);
    expect(out).toContain("0 breaking");
  });

  test("ends with 3 where it has no answer", async () => {
    const project = await emptyFolder();
    const asking = () => omada("advise", project, "--to", "6.2", "--specs", SPECS);
    expect(await asking()).toMatchObject({ code: 3, out: "", err: expect.stringContaining("tsconfig.json") });
    await writeFile(join(project, "tsconfig.json"), `{"files":["a.ts"]}`);
    await writeFile(join(project, "a.ts"), "export {};\n");
    expect(await asking()).toMatchObject({ code: 3, out: expect.stringContaining("no client found") });
    expect(await omada("advise", EXAMPLE, "--to", "9.9", "--specs", SPECS)).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no snapshot "9.9"'),
    });
  });
});

describe("without a specs folder", () => {
  /** Where temporary folders lie, of this test alone. */
  async function ownTemporaryFolder(): Promise<string> {
    const own = await emptyFolder();
    for (const name of ["TMPDIR", "TEMP"]) vi.stubEnv(name, own);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    return own;
  }

  test("diff and advise take the snapshots of the package, and leave nothing", async () => {
    const own = await ownTemporaryFolder();
    const asked = ["diff", "5.12", "6.2", "--format", "json", "--full"];
    expect(await omada(...asked)).toEqual(await omada(...asked, "--specs", SPECS));
    expect(await omada("advise", EXAMPLE, "--to", "6.2")).toEqual(await adviceOfCommitted());
    expect((await omada("diff", "5.12", "9.9")).err).toContain("known ids: 5.12, 5.15, 6.2, 6.2-cloud");
    expect(await readdir(own)).toEqual([]);
  });

  test("generate makes the same client of them, and leaves nothing", async () => {
    const projects = await emptyFolder();
    const own = await ownTemporaryFolder();
    const generate = (name: string, ...more: string[]) =>
      omada("generate", "--from", "5.12", "--only", "site", "--out", join(projects, name), ...more);
    expect(await generate("shipped")).toMatchObject({ code: 0, err: "" });
    expect(await generate("named", "--specs", SPECS)).toMatchObject({ code: 0, err: "" });
    const lockOf = (name: string) => readFile(join(projects, name, "omada.lock.json"), "utf8");
    expect(await lockOf("shipped")).toBe(await lockOf("named"));
    expect(await omada("generate", "--check", "--out", join(projects, "named"))).toMatchObject({ code: 0 });
    expect(await readdir(own)).toEqual([]);
  });

  test("an interrupted command leaves nothing", async () => {
    const own = await ownTemporaryFolder();
    const stop = new AbortController();
    stop.abort();
    expect(await runUntil(stop, ["diff", "5.12", "6.2"])).toMatchObject({ code: 130, out: "" });
    expect(await readdir(own)).toEqual([]);
  });
});
