import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../src/index.js";

const SPECS = join(import.meta.dirname, "../../../specs");

async function omada(...args: string[]) {
  return run(args, new AbortController().signal);
}

async function run(args: string[], signal: AbortSignal, onOut: (text: string) => void = () => undefined) {
  let out = "";
  let err = "";
  const code = await main(args, {
    out: (text) => {
      out += text;
      onOut(out);
    },
    err: (text) => {
      err += text;
    },
    signal,
  });
  return { code, out, err };
}

describe("the command line", () => {
  test("lists its commands, and fails without one", async () => {
    const { code, out } = await omada("--help");
    expect(code).toBe(0);
    for (const name of ["info", "pull", "diff", "mock"])
      expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(await omada()).toMatchObject({ code: 2, out: "", err: out });
  });

  test.each(["info", "pull", "diff", "mock"])("%s --help explains itself", async (name) => {
    expect(await omada(name, "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining(`omada ${name}`),
      err: "",
    });
  });

  test.each([
    [["nonsense"], /there is no command "nonsense"/],
    [["constructor"], /there is no command/],
    [["info"], /<baseUrl> is missing/],
    [["info", "not an address"], /write it like https:/],
    [["info", "https://a", "https://b"], /one argument too many/],
    [["info", "https://127.0.0.1:1", "--wrong"], /Unknown option '--wrong'/],
    [["pull", "https://127.0.0.1:1"], /--out <folder> is missing/],
    [["diff", "5.15"], /<after> is missing/],
    [["diff", "5.15", "6.2", "--format", "pdf"], /it must be text, json, md or html/],
    [["mock", "--profile", "4.0"], /must be one of 5\.12, 5\.15, 6\.2/],
    [["mock", "--port", "eighty"], /whole number from 0 to 65535/],
    [["mock", "--pending-devices", "1001"], /whole number from 0 to 1000/],
    [["mock", "--quirk", "unknownPathState=404"], /no quirk "unknownPathState".* unknownPathStatus/],
    [["mock", "--quirk", "unknownPathStatus=500"], /has to be one of 200, 404/],
    [["mock", "--lie", "patch-wiped"], /a list of patch-wipes, /],
  ])("%s is a wrong command line: 2", async (args, message) => {
    const { code, out, err } = await omada(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("credentials in an address are not repeated", async () => {
    const { out, err } = await omada("info", "https://admin:hunter2@127.0.0.1:1");
    expect(out + err).not.toContain("hunter2");
    expect((await omada("info", "ftp://admin:hunter2@host")).err).not.toContain("hunter2");
  });
});

describe("diff", () => {
  test("compares snapshots of a folder", async () => {
    const { code, out } = await omada("diff", "5.15", "6.2", "--specs", SPECS);
    expect(code).toBe(0);
    expect(out).toContain("1669 in both, 568 added, 10 removed");
  });

  test("names the ids it knows", async () => {
    const { code, err } = await omada("diff", "5.15", "9.9", "--specs", SPECS);
    expect(code).toBe(1);
    expect(err).toMatch(/no snapshot "9.9"; known ids: 5.12, 5.15, 6.2, 6.2-cloud/);
    expect((await omada("diff", "a", "b", "--specs", "/nowhere")).err).toMatch(/holds no snapshots/);
  });
});

describe("against a controller", () => {
  let controller: RunningMockController;
  let folder: string;
  beforeAll(async () => {
    controller = await startMockController({ profile: "5.15" });
    folder = await mkdtemp(join(tmpdir(), "omada-cli-"));
  });
  afterAll(async () => {
    await controller.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("info refuses an unknown certificate and tells its fingerprint", async () => {
    const { code, out, err } = await omada("info", controller.url);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`--fingerprint ${controller.fingerprint256}`);
  });

  test("info tells who it is and which client fits", async () => {
    const { code, out } = await omada("info", controller.url, "--fingerprint", controller.fingerprint256);
    expect(code).toBe(0);
    expect(out).toMatch(/^controller version +5\.15/m);
    expect(out).toMatch(/^client +@omada-sdk\/client-v5$/m);
    expect(out).toContain(controller.credentials.omadacId);
    expect(out).toContain(controller.fingerprint256);
  });

  test("info --json is one document", async () => {
    const { out } = await omada("info", controller.url, "--insecure", "--json");
    expect(JSON.parse(out)).toMatchObject({
      clientPackage: "@omada-sdk/client-v5",
      fingerprint256: controller.fingerprint256,
    });
  });

  test("info fails where another certificate is expected, and where nobody answers", async () => {
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]{2}/g, "00");
    expect(await omada("info", controller.url, "--fingerprint", other)).toMatchObject({ code: 1, out: "" });
    expect(await omada("info", "https://127.0.0.1:1")).toMatchObject({ code: 1, out: "" });
    expect((await omada("info", controller.url, "--insecure", "--fingerprint", other)).code).toBe(2);
  });

  test("pull writes the documents, and does not overwrite them", async () => {
    const out = join(folder, "pulled");
    const args = ["pull", controller.url, "--out", out, "--fingerprint", controller.fingerprint256];
    const first = await omada(...args);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/documents of controller version 5\.15/),
    });
    expect((await readdir(out)).length).toBeGreaterThan(3);
    expect(JSON.parse(await readFile(join(out, "controller.json"), "utf8"))).toHaveProperty(
      "controllerVersion",
    );
    expect(await omada(...args)).toMatchObject({ code: 1, out: "" });
    expect(await omada(...args, "--replace")).toMatchObject({ code: 0 });
  });
});

test("mock runs until it is stopped", async () => {
  const stop = new AbortController();
  const { code, out } = await run(["mock", "--profile", "6.2", "--port", "0"], stop.signal, (text) => {
    if (text.includes("password")) stop.abort();
  });
  expect(code).toBe(0);
  expect(out).toMatch(/^url +https:\/\/127\.0\.0\.1:\d+$/m);
  expect(out).toMatch(/^clientSecret +[0-9a-f]{32}$/m);
  const url = /^url +(\S+)$/m.exec(out)?.[1] ?? "";
  expect(await omada("info", url, "--insecure")).toMatchObject({ code: 1 });
});

test("mock differs from its profile where it is told to", async () => {
  const stop = new AbortController();
  const flags = ["--quirk", "unknownPathStatus=404", "--lie", "patch-wipes", "--pending-devices", "1"];
  let status: number | undefined;
  const { code } = await run(["mock", "--port", "0", ...flags], stop.signal, (text) => {
    const url = /^url +(\S+)\n[\s\S]*password/m.exec(text)?.[1];
    if (!url) return;
    get(`${url}/openapi/authorize/nowhere`, { rejectUnauthorized: false, agent: false }, (answer) => {
      status = answer.statusCode;
      answer.resume().on("end", () => stop.abort());
    });
  });
  expect({ code, status }).toEqual({ code: 0, status: 404 });
});
