import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { limited } from "../src/call/perform.js";
import { call, controller, run, specs, useController } from "./calling.js";
import { emptyFolder } from "./omada.js";

useController();

describe("bad connections", () => {
  const sites = ["site.getSiteList", "--timeout", "5"];

  test.each([
    ["an unreachable host", ["--url", "https://127.0.0.1:1"], /ECONNREFUSED/],
    ["http", ["--url", "http://127.0.0.1:1"], /has to begin with https/],
    ["another certificate", ["--fingerprint", "0".repeat(64)], /certificate/],
    ["no address", ["--url", "nonsense:secret"], /the address is no address/],
  ])("%s", async (_, args, message) => {
    const { code, out, err } = await call(...sites, ...args);
    expect(out).toBe("");
    expect(code).toBeGreaterThan(0);
    expect(err).toMatch(message);
    expect(err).not.toContain("secret");
  });

  test("http where https is expected, and a web page instead of JSON", async () => {
    const server = createServer((_, response) => response.end("<html>hello</html>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await call(...sites, "--url", url)).toMatchObject({ code: 1, out: "" });
    controller.faults.add({ operation: "site.getSiteList", times: 9, fault: { kind: "html" } });
    const { code, err } = await call(...sites);
    expect(code).toBe(1);
    expect(err).toMatch(/a web page came back/);
  });

  test("wrong secret and wrong id", async () => {
    vi.stubEnv("OMADA_CLIENT_SECRET", "wrong-secret");
    const secret = await call(...sites);
    expect(secret).toMatchObject({ code: 1, out: "" });
    expect(secret.err).toMatch(/-44106/);
    expect(secret.err).not.toContain("wrong-secret");
    vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
    vi.stubEnv("OMADA_OMADAC_ID", "0".repeat(32));
    const id = await call(...sites);
    expect(id).toMatchObject({ code: 1, out: "" });
    expect(id.err).toMatch(/omadacId/);
  });

  test("is interrupted while the controller does not answer, and leaves no file", async () => {
    const stop = new AbortController();
    const folder = await emptyFolder();
    const fault = controller.faults.add({
      operation: "site.getSiteList",
      fault: { kind: "delay", ms: 30_000 },
    });
    const stopping = setInterval(() => fault.hits > 0 && stop.abort(), 10);
    onTestFinished(() => clearInterval(stopping));
    const args = ["call", "--specs", specs, "site.getSiteList", "--out", join(folder, "sites.json")];
    expect(await run(args, {}, stop)).toMatchObject({ code: 130, out: "", err: "omada call: interrupted\n" });
    expect(await readdir(folder)).toEqual([]);
  });

  test("--out is written as a whole or not at all", async () => {
    const folder = await emptyFolder();
    const file = join(folder, "sites.json");
    expect(await call("site.getSiteList", "--all", "--json", "--out", file)).toMatchObject({
      code: 0,
      out: "",
    });
    expect(JSON.parse(await readFile(file, "utf8"))).toBeInstanceOf(Array);
    const missing = await call("site.getSiteList", "--out", join(folder, "none", "sites.json"));
    expect(missing).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/ENOENT/) });
    expect(await readdir(folder)).toEqual(["sites.json"]);
  });

  test("a controller of a version that is not known yet works, and the command says so", async () => {
    const info = {
      controllerVer: "7.1.0.9",
      apiVer: "3",
      configured: true,
      type: 1,
      supportApp: true,
      omadacId: controller.credentials.omadacId,
    };
    const body = JSON.stringify({ errorCode: 0, msg: "", result: info });
    controller.faults.add({ path: "/api/info", fault: { kind: "status", status: 200, body } });
    const { code, out, err } = await call("site.getSiteList");
    expect(code).toBe(0);
    expect(out).toMatch(/"name":"Head Office"/);
    expect(err).toMatch(/^note: the controller runs 7\.1\.0\.9; .* snapshot 5\.12, the nearest$/m);
  });
});

test("a file without an end is not read for ever, and nothing of it stays", async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.enqueue(new Uint8Array(1000)),
    cancel: () => {
      cancelled = true;
    },
  });
  const folder = await emptyFolder();
  const bytes = limited(endless, new AbortController().signal, 10_000);
  await expect(writeWholeFile(join(folder, "export.csv"), bytes)).rejects.toThrow(/longer than 10000 bytes/);
  expect(cancelled).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});
