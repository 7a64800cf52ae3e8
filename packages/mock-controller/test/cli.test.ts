import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startOptionsOf } from "../src/cli/arguments.js";
import { runCli } from "../src/cli/run.js";

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const stop = new AbortController();
  stop.abort();
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await runCli(args, { ...io, signal: stop.signal });
  return { code, out: out.join(""), err: err.join("") };
}

const DOCUMENT = {
  openapi: "3.0.1",
  paths: {
    "/openapi/v1/{omadacId}/one": { get: { tags: ["One"], operationId: "getOne", responses: { 200: {} } } },
  },
  components: { schemas: {} },
};

describe("the command", () => {
  it("starts a controller and tells how to reach it", async () => {
    const { code, out } = await run("--profile", "5.15", "--port", "0", "--devices", "3");
    expect(code).toBe(0);
    expect(out).toMatch(/^url +https:\/\/127\.0\.0\.1:\d+$/m);
    expect(out).toMatch(/^clientSecret +[0-9a-f]{32}$/m);
  });

  it("reads documents and recordings of one's own", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-cli-"));
    try {
      const har = { log: { version: "1.2", creator: { name: "test", version: "1" }, entries: [] } };
      await writeFile(join(folder, "calls.har"), JSON.stringify(har));
      await writeFile(join(folder, "01 One.json"), JSON.stringify(DOCUMENT));
      const args = ["--port", "0", "--documents", folder, "--replay", join(folder, "calls.har")];
      expect(await run(...args)).toMatchObject({ code: 0, err: "" });
      expect(await run("--port", "0", "--replay", join(folder, "none.har"))).toMatchObject({ code: 1 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("explains itself", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("--profile") });
  });

  it("takes quirks, lies and devices that wait for adoption", async () => {
    const quirks = ["unknownPathStatus=404", "brokenOperations=", "dailyLimit=7", "refreshIn=form,query"];
    const lies = ["poe-inverted", "patch-wipes"];
    const args = [...quirks.flatMap((quirk) => ["--quirk", quirk]), ...lies.flatMap((lie) => ["--lie", lie])];
    expect(startOptionsOf([...args, "--quirk", "checkBodies=false", "--pending-devices", "3"])).toMatchObject(
      {
        pendingDevices: 3,
        quirks: {
          ...{ unknownPathStatus: 404, brokenOperations: [], dailyLimit: 7, refreshIn: ["form", "query"] },
          ...{ checkBodies: false, lies },
        },
      },
    );
    expect(await run("--port", "0", "--pending-devices", "1", ...args)).toMatchObject({ code: 0, err: "" });
    expect(startOptionsOf(["--controller-version", "6.2.10.17"])).toMatchObject({
      controllerVersion: "6.2.10.17",
    });
    expect(await run("--port", "0", "--controller-version", "5.15.8.12")).toMatchObject({
      code: 1,
      err: expect.stringContaining("for 6.2 it has to be like 6.2.0.17"),
    });
  });

  it.each([
    ["--profile", "4.0"],
    ["--port", "x"],
    ["--colour"],
    ["extra"],
    ["--pending-devices", "some"],
    ["--quirk", "unknownPathStatus"],
    ["--quirk", "unknownPathStatus=500"],
    ["--quirk", "checkBodies=maybe"],
    ["--quirk", "dailyLimit=-1"],
    ["--quirk", "refreshIn=form,header"],
    ["--quirk", "toString=1"],
    ["--lie", "patch-wiped"],
  ])("refuses %s %s", async (...args) => {
    const { code, out, err } = await run(...args.filter(Boolean));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(args.at(-1)?.split(/[=,]/).at(-1));
  });

  it("says why it cannot start", async () => {
    expect(await run("--port", "0", "--devices", "99999999")).toMatchObject({
      code: 1,
      err: expect.stringContaining("devices is 99999999"),
    });
  });
});
