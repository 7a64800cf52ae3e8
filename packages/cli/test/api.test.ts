import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { api, controller, NEW_SITE, requestsSince, run, SITE, useController } from "./calling.js";
import { emptyFolder } from "./omada.js";

useController();

describe("api", () => {
  const DEVICES = "/openapi/v1/{omadacId}/sites/{siteId}/devices";

  test("fills placeholders, and takes the query from the path and from options", async () => {
    const { code, out, err } = await api("get", `${DEVICES}?page=1`, "--query", "pageSize=2", ...SITE);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(2);
    expect(err).toBe("note: 2 of 6 rows; --all reads every page\n");
    const all = await api("GET", DEVICES, "--all", ...SITE);
    expect(all.out.trimEnd().split("\n")).toHaveLength(6);
    expect(all.out).toContain(out);
  });

  test("takes the whole address of its own controller", async () => {
    const { omadacId } = controller.credentials;
    const url = `${controller.url}/openapi/v1/${omadacId}/sites?page=1&pageSize=1`;
    expect(await api("GET", url)).toMatchObject({ code: 0 });
  });

  test.each([
    [["GET", "https://evil.example/openapi/v1/x"], /another host/],
    [["GET", "https://127.0.0.1.evil.example/"], /another host/],
    [["GET", "//evil.example/openapi"], /another host/],
    [["GET", "javascript:alert(1)"], /another host/],
    [["GET", "openapi/v1"], /begins with \//],
    [["GET", "/openapi/../api/info"], /cannot be sent as they are/],
    [["GET", "/openapi/%2e%2e/api/info"], /cannot be sent as they are/],
    [["GET", "/openapi\\..\\x"], /cannot be sent as they are/],
    [["GET", "/openapi/v1#x"], /cannot be sent as they are/],
    [["GET", "/openapi/v1/a b"], /cannot be sent as they are/],
    [["GET", "/openapi/v1/{apMac}"], /\{apMac\} is not filled in/],
    [["GET", "/openapi/v1/{}"], /\{\} is not filled in/],
    [["GET", DEVICES], /--site is missing/],
    [["GET", "/openapi/v1/{omadacId}/sites", ...SITE], /which the path does not have/],
    [["POST", "/openapi/authorize/token"], /the token is got without a request of yours/],
    [["POST", "/openapi/%61uthorize/token"], /the token is got without a request of yours/],
    [["GET", "/openapi/%"], /has a % that does not begin/],
    [["FETCH", "/openapi/v1"], /<method> is one of GET, POST/],
    [["GET", "/openapi/v1", "--query", "x"], /--query is name=value/],
    [["GET", "/openapi/v1", "--body", "{}"], /a GET request has no body/],
    [["DELETE", "/openapi/v1/{omadacId}/sites/0"], /may change something/],
  ])("refuses %j before anything is sent", async (args, message) => {
    const count = controller.requests.length;
    const { code, out, err } = await api(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(requestsSince(count)).toEqual([]);
  });

  test("reads what needs no login, too", async () => {
    const { code, out, err } = await api("GET", "/api/info");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({ omadacId: controller.credentials.omadacId });
    expect((await api("GET", "/api/info", "--dry-run")).out).toBe(`GET ${controller.url}/api/info\n`);
  });

  test("writes with --yes, and shows the request with --dry-run", async () => {
    const body = JSON.stringify({ name: "Dock", ...NEW_SITE });
    const args = ["POST", "/openapi/v1/{omadacId}/sites", "--body", body];
    const { omadacId } = controller.credentials;
    const shown = await api(...args, "--dry-run");
    expect(shown.out).toBe(
      `POST ${controller.url}/openapi/v1/${omadacId}/sites\n${JSON.stringify(JSON.parse(body), null, 2)}\n`,
    );
    expect(await api(...args, "--yes")).toMatchObject({ code: 0 });
    expect((await api("GET", "/openapi/v1/{omadacId}/sites", "--all")).out).toMatch(/"name":"Dock"/);
  });

  test("an answer that is a file goes to a file, or to the program that reads", async () => {
    const body = "\u0000\u001b[2J\u00ff\r\n";
    const headers = {
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="../a.bin"',
    };
    const fault = { kind: "status", status: 200, body, headers } as const;
    controller.faults.add({ operation: "site.getSiteList", times: 9, fault });
    const args = ["api", "GET", "/openapi/v1/{omadacId}/sites"];
    const folder = await emptyFolder();
    const file = join(folder, "file.bin");
    expect(await run([...args, "--out", file])).toMatchObject({ code: 0, out: "" });
    expect(await readFile(file, "utf8")).toBe(body);
    const pieces: Uint8Array[] = [];
    const outBytes = async (bytes: Uint8Array) => void pieces.push(bytes);
    expect(await run(args, { outBytes })).toMatchObject({ code: 0, out: "", err: "" });
    expect(Buffer.concat(pieces).toString("utf8")).toBe(body);
    const onScreen = await run(args, { outBytes, columns: 80 });
    expect(onScreen).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/the answer is a file; say where it goes with --out/),
    });
    expect(pieces.length).toBe(1);
    expect(await readdir(folder)).toEqual(["file.bin"]);
  });
});
