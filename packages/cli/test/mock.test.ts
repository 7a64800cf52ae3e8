import { writeFile } from "node:fs/promises";
import { get } from "node:https";
import { join } from "node:path";
import { MOCK_LIMITS } from "@omada-sdk/mock-controller";
import { describe, expect, test } from "vitest";
import { emptyFolder, omada, type Run, runUntil } from "./omada.js";

interface Mock {
  url: string;
  rows: Record<string, string>;
  /** Status and body of a GET. */
  read(path: string): Promise<{ status: number | undefined; body: string }>;
}

/** Runs a mock on a free port until a visit of it is over. */
async function visit(args: string[], visiting: (mock: Mock) => Promise<unknown>): Promise<Run> {
  const stop = new AbortController();
  let visited: Promise<unknown> | undefined;
  const run = await runUntil(stop, ["mock", "--port", "0", ...args], (text) => {
    if (visited || !/^password .*\n/m.test(text)) return;
    const rows = Object.fromEntries(
      text
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/ +/)),
    );
    visited = visiting({ url: rows.url, rows, read: (path) => read(`${rows.url}${path}`) }).finally(() =>
      stop.abort(),
    );
  });
  await visited;
  return run;
}

function read(url: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false, agent: false }, (answer) => {
      let body = "";
      answer
        .on("data", (piece) => (body += piece))
        .on("end", () => resolve({ status: answer.statusCode, body }));
    }).on("error", reject);
  });
}

const DOCUMENT = {
  openapi: "3.0.1",
  paths: {
    "/openapi/v1/{omadacId}/one": { get: { tags: ["One"], operationId: "getOne", responses: { 200: {} } } },
  },
  components: { schemas: {} },
};

describe("mock", () => {
  test("runs until it is stopped, and says how to reach it", async () => {
    let url = "";
    const { code, out, err } = await visit(["--profile", "5.15"], async (mock) => {
      url = mock.url;
      expect(JSON.parse((await mock.read("/api/info")).body)).toMatchObject({
        result: { controllerVer: expect.stringMatching(/^5\.15/), omadacId: mock.rows.omadacId },
      });
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^url +https:\/\/127\.0\.0\.1:\d+$/m);
    expect(out).toMatch(/^clientSecret +[0-9a-f]{32}$/m);
    expect(err).toContain("made up");
    expect(await omada("info", url, "--insecure")).toMatchObject({ code: 1 });
  });

  test("differs from its profile where options say so", async () => {
    const quirks = ["unknownPathStatus=404", "brokenOperations=", "dailyLimit=7", "refreshIn=form,query"];
    const lies = ["poe-inverted", "patch-wipes"];
    const args = [...quirks.flatMap((quirk) => ["--quirk", quirk]), ...lies.flatMap((lie) => ["--lie", lie])];
    const { code } = await visit(
      [...args, "--pending-devices", "1", "--controller-version", "6.2.10.17"],
      async ({ read }) => {
        expect(await read("/openapi/authorize/nowhere")).toMatchObject({ status: 404 });
        expect((await read("/api/info")).body).toContain('"controllerVer":"6.2.10.17"');
      },
    );
    expect(code).toBe(0);
  });

  test("is the same for the same seed", async () => {
    const ids: string[] = [];
    for (const seed of ["7", "7", "8"])
      await visit(["--seed", seed, "--sites", "1", "--devices", "2", "--clients", "0"], async ({ rows }) => {
        ids.push(rows.omadacId ?? "");
      });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("reads documents and recordings of one's own", async () => {
    const folder = await emptyFolder();
    const har = join(folder, "calls.har");
    await writeFile(
      har,
      JSON.stringify({ log: { version: "1.2", creator: { name: "t", version: "1" }, entries: [] } }),
    );
    await writeFile(join(folder, "01 One.json"), JSON.stringify(DOCUMENT));
    const { code } = await visit(["--documents", folder, "--replay", har], async ({ read }) => {
      const { body } = await read("/v3/api-docs/swagger-config");
      expect(body).toContain("api-docs");
    });
    expect(code).toBe(0);
    const replay = (file: string) => omada("mock", "--port", "0", "--replay", file);
    expect(await replay(join(folder, "none.har"))).toMatchObject({ code: 1 });
    await writeFile(har, "{");
    expect(await replay(har)).toMatchObject({ code: 1, err: expect.stringContaining("is not valid JSON") });
    await writeFile(har, "{}");
    expect(await replay(har)).toMatchObject({ code: 1, err: expect.stringContaining("log.entries") });
  });

  test.each([
    [["--quirk", "unknownPathState=404"], /no quirk "unknownPathState".* unknownPathStatus/],
    [["--quirk", "unknownPathStatus"], /has no value/],
    [["--quirk", "unknownPathStatus=500"], /has to be one of 200, 404/],
    [["--quirk", "checkBodies=maybe"], /maybe/],
    [["--quirk", "dailyLimit=-1"], /-1/],
    [["--quirk", "refreshIn=form,header"], /header/],
    [["--quirk", "toString=1"], /toString/],
    [["--lie", "patch-wiped"], /a list of patch-wipes, /],
    [["--pending-devices", String(MOCK_LIMITS.pendingDevices[1] + 1)], /whole number from 0 to 1000/],
    [["--devices", "99999999"], /whole number from 0 to 100000/],
  ])("%j is a wrong command line", async (args, message) => {
    const { code, out, err } = await omada("mock", ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("says why it cannot start", async () => {
    expect(await omada("mock", "--port", "0", "--controller-version", "5.15.8.12")).toMatchObject({
      code: 1,
      err: expect.stringContaining("for 6.2 it has to be like 6.2.0.17"),
    });
    expect(await omada("mock", "--port", "0", "--devices", "100000", "--pending-devices", "1")).toMatchObject(
      {
        code: 1,
        err: expect.stringContaining("devices and pendingDevices together"),
      },
    );
  });
});
