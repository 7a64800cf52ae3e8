import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScript } from "./run-script.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-scripts-"));
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

const run = (...args: string[]) => runScript("specs-import.ts", ...args);
const importing = (file: string, ...more: string[]) =>
  run(join(folder, file), "--specs", folder, "--flavour", "local", "--controller-version", "6.2.1", ...more);

describe("pnpm specs:import", { timeout: 60_000 }, () => {
  it.each([[["folder"]], [["a", "b", "--id", "6.2"]]])(
    "shows its usage for %j and ends with 2",
    async (args) => {
      const { code, stderr } = await run(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^pnpm specs:import <folder-or-file> --id/);
    },
  );

  it.each([
    ["an unusable document", ["empty.json", "--id", "6.2"], /^specs:import: empty\.json is empty$/],
    [
      "a missing folder",
      ["nowhere", "--id", "6.2"],
      /^specs:import: .*nowhere does not exist; give a folder/,
    ],
    [
      "a bad choice",
      ["lamps.json", "--id", "6.2", "--status", "old"],
      /^specs:import: --status is "old"; it must be one of/,
    ],
    ["an unknown option", ["lamps.json", "--id", "6.2", "--lamp"], /^specs:import: Unknown option '--lamp'/],
    ["a bad id", ["lamps.json", "--id", "../x"], /^specs:import: "\.\.\/x" is no usable snapshot id/],
  ])("says in one line what is wrong with %s and ends with 1", async (_, [file = "", ...more], message) => {
    const { code, stdout, stderr } = await importing(file, ...more);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });

  it("says what it imported", async () => {
    const { code, stdout, stderr } = await importing("lamps.json", "--id", "6.3");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^6\.3: 1 operations in 1 groups, 0 schemas\n {2}facts: .*\n {2}repairs: none\n {2}next: .*\n$/,
    );
    expect(await readFile(join(folder, "6.3/api.txt"), "utf8")).toBe(
      "GET /lamps  lamp.getLamps  group=device  -> void\n",
    );
  });
});
