import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import type { RunningMockController } from "@omada-sdk/mock-controller";
import { startMockController } from "@omada-sdk/mock-controller";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { limited } from "../src/call/perform.js";
import type { Io } from "../src/index.js";
import { emptyFolder, type Run, runUntil, SPECS } from "./omada.js";

let controller: RunningMockController;
let specs: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  controller = await startMockController({ profile: "5.12", sites: 2, devices: 6, clients: 3 });
  specs = await emptyFolder((removing) => {
    remove = removing;
  });
  await onlySnapshot("5.12", specs);
});
afterAll(async () => {
  await controller.close();
  await remove();
});

beforeEach(async () => {
  const { clientId, clientSecret } = controller.credentials;
  vi.stubEnv("OMADA_URL", controller.url);
  vi.stubEnv("OMADA_FINGERPRINT", controller.fingerprint256);
  vi.stubEnv("OMADA_CLIENT_ID", clientId);
  vi.stubEnv("OMADA_CLIENT_SECRET", clientSecret);
  vi.stubEnv("OMADA_OMADAC_ID", undefined);
  vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
});
afterEach(() => {
  vi.unstubAllEnvs();
  controller.faults.clear();
});

/** A specs folder with one snapshot, which is read faster than all of them. */
async function onlySnapshot(id: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(SPECS, "index.json"), "utf8"));
  manifest.snapshots = manifest.snapshots.filter((entry: { id: string }) => entry.id === id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.json"), JSON.stringify(manifest));
  await cp(join(SPECS, id), join(folder, id), { recursive: true });
  await cp(join(SPECS, "behaviour.json"), join(folder, "behaviour.json"));
}

function run(args: readonly string[], world: Partial<Io> = {}, stop = new AbortController()): Promise<Run> {
  return runUntil(stop, args, undefined, world);
}
const call = (...args: string[]) => run(["call", "--specs", specs, ...args]);
const api = (...args: string[]) => run(["api", ...args]);
const SITE = ["--site", "Head Office"];
const NEW_SITE = {
  region: "Germany",
  timeZone: "UTC",
  scenario: "Office",
  deviceAccountSetting: { username: "admin", password: "Made-up-1" },
};
const NEW_SITE_TEXTS = [
  "region=Germany",
  "timeZone=UTC",
  "scenario=Office",
  "deviceAccountSetting.username=admin",
  "deviceAccountSetting.password=Made-up-1",
];
/** Requests that came since, but those for tokens and `/api/info`. */
function requestsSince(count: number): string[] {
  return controller.requests
    .slice(count)
    .filter(({ path }) => !/\/api\/info$|\/authorize\//.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

describe("call", () => {
  test("writes one line of JSON for each row where no terminal shows it", async () => {
    const { code, out, err } = await call("device.getDeviceList", ...SITE, "--all");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const rows = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ name: "AP 1", type: "ap" });
  });

  test("reads one page unless all are asked for, and says what is left", async () => {
    const { out, err } = await call("device.getDeviceList", ...SITE, "pageSize=4");
    expect(out.trimEnd().split("\n")).toHaveLength(4);
    expect(err).toBe("note: 4 of 6 rows; --all reads every page\n");
  });

  test("writes a table as wide as the terminal for people", async () => {
    const { out } = await run(["call", "--specs", specs, "device.getDeviceList", ...SITE], { columns: 60 });
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^name {2,}mac {2,}ip {2,}type/);
    expect(lines[1]).toMatch(/^AP 1 /);
    expect(lines.at(-1)).toMatch(/^\(\d+ more members of each row with --json\)$/);
    for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThanOrEqual(60);
    const one = await run(["call", "--specs", specs, "site.getSiteEntity", ...SITE], { columns: 60 });
    expect(one.out).toMatch(/^name +Head Office$/m);
  });

  test("--json is one document", async () => {
    const page = JSON.parse((await call("device.getDeviceList", ...SITE, "--json")).out);
    expect(page).toMatchObject({ totalRows: 6, currentPage: 1 });
    const all = JSON.parse((await call("device.getDeviceList", ...SITE, "--all", "--json")).out);
    expect(all).toEqual(page.data);
  });

  test("finds operations by METHOD and path, and in any case", async () => {
    const byPath = await call("get /openapi/v1/{omadacId}/sites/{site}", ...SITE, "--dry-run");
    expect(byPath.code).toBe(0);
    expect(await call("SITE.getsiteentity", ...SITE, "--dry-run")).toEqual(byPath);
  });

  test.each([
    ["device.getDeviceLst", /has no operation "device.getDeviceLst"; did you mean device.getDeviceList\?/],
    ["devise.getDeviceList", /did you mean device.getDeviceList\?/],
    ["getDeviceList", /did you mean device.getDeviceList\?/],
    ["device", /which are called tag\.method; device has device\./],
    ["zzz.qqq", /omada ops finds operations by words/],
    ["GET /openapi/v1/nothing", /omada api sends any request/],
    ["ap.getWlansConfig", /ap.getWlansConfig is in 5\.15, not in 5\.12, which fits this controller/],
    ["__proto__.constructor", /has no operation/],
  ])("says what was meant by %s", async (name, message) => {
    const { code, out, err } = await call(name);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("names all mistakes at once, before anything is sent, and quotes no value", async () => {
    const count = controller.requests.length;
    const body = JSON.stringify({ name: 7, nam: "hidden-value", region: "Germany" });
    const { code, err } = await call(
      "site.createNewSite",
      ...SITE,
      "scenario:=[",
      "zone=hidden-value",
      "hidden-value",
      "--body",
      body,
    );
    expect(code).toBe(2);
    expect(err).toMatch(/- --site names a site, and site.createNewSite is not about one/);
    expect(err).toMatch(/- what follows scenario:= is not valid JSON/);
    expect(err).toMatch(/- site.createNewSite has no argument "zone"/);
    expect(err).toMatch(/- argument \d behind the operation is not name=value/);
    expect(err).not.toMatch(/- scenario is/);
    expect(err).toMatch(/- name is a text/);
    expect(err).toMatch(/- the body has no member "nam"; did you mean name\?/);
    expect(err).toMatch(/- timeZone is missing/);
    expect(err).not.toContain("hidden-value");
    expect(requestsSince(count)).toEqual([]);
  });

  test.each([
    [["device.getDeviceList"], /- --site is missing/],
    [["device.getDeviceList", ...SITE, "pageSize=1001"], /- pageSize is 1 to 1000/],
    [["device.getDeviceList", ...SITE, "page=one"], /- page is a whole number/],
    [["device.getDeviceList", ...SITE, "page=1", "page=2"], /- page is given twice/],
    [["device.getDeviceList", ...SITE, "page=2", "--all"], /- page does not go with --all/],
    [["device.getDeviceList", ...SITE, "siteId=x"], /- siteId and --site are the same/],
    [["device.getDeviceList", ...SITE, "--body", "{}"], /- device.getDeviceList has no body/],
    [["device.getDeviceList", ...SITE, "--device", "AP 1"], /- --device names a device/],
    [["device.getDeviceList", "--site", ".."], /- --site may not be empty, "\." or "\.\."/],
    [["device.rebootDevice", ...SITE], /- --device is missing/],
    [["site.createNewSite", "--body", "{nope"], /the body is not valid JSON/],
    [["site.createNewSite", "--body", "@/nowhere"], /\/nowhere cannot be read \(ENOENT\)/],
    [["site.createNewSite", "__proto__.x=1"], /no argument "__proto__\.x"/],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await call(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("names of sites and devices have to be clear", async () => {
    const unknown = await call("device.getDeviceList", "--site", "Head");
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/no site is called "Head"; there are "Head Office" \([0-9a-f]{24}\), "/);
    expect((await call("device.getDeviceList", "--site", "head office")).code).toBe(0);
    const device = await call("ap.getGeneralConfig", ...SITE, "--device", "Switch 1");
    expect(device.err).toMatch(/no ap is called "Switch 1"; there are "AP 1" \(/);
    expect((await call("ap.getGeneralConfig", ...SITE, "--device", "AP 1")).code).toBe(0);

    const sites = [1, 2].map((id) => ({ siteId: `${id}`.repeat(24), name: "Twin\u001b[31m" }));
    answer("site.getSiteList", { totalRows: 2, currentPage: 1, currentSize: 1000, data: sites });
    const twins = await call("device.getDeviceList", "--site", "Twin\u001b[31m");
    expect(twins.code).toBe(2);
    expect(twins.err).toContain(
      `give one of "Twin?[31m" (${"1".repeat(24)}), "Twin?[31m" (${"2".repeat(24)})`,
    );
  });

  test("MAC addresses may be written in any form", async () => {
    const { out } = await call("ap.getGeneralConfig", ...SITE, "--device", "0a:0b:0c:0d:0e:0f", "--dry-run");
    expect(out).toMatch(/\/aps\/0A-0B-0C-0D-0E-0F\/general-config\n$/);
  });

  test("--dry-run shows the request and sends none", async () => {
    const site = "5".repeat(24);
    const count = controller.requests.length;
    const args = ["device.rebootDevice", "--site", site, "--device", "0A-0B-0C-0D-0E-0F", "--dry-run"];
    const shown = await call(...args);
    const { omadacId, clientSecret } = controller.credentials;
    const url = `${controller.url}/openapi/v1/${omadacId}/sites/${site}/devices/0A-0B-0C-0D-0E-0F/reboot`;
    expect(shown).toEqual({ code: 0, out: `POST ${url}\n`, err: "" });
    const made = await call("site.createNewSite", "name=A b", ...NEW_SITE_TEXTS, "--dry-run", "--json");
    expect(JSON.parse(made.out)).toEqual({
      method: "POST",
      url: `${controller.url}/openapi/v1/${omadacId}/sites`,
      query: {},
      body: { name: "A b", ...NEW_SITE },
    });
    expect(made.out).not.toMatch(/AccessToken/i);
    expect(made.out).not.toContain(clientSecret);
    expect(requestsSince(count)).toEqual([]);
    // Not even a token was asked for.
    expect(controller.requests.slice(count).map(({ path }) => path)).toEqual(["/api/info", "/api/info"]);
  });

  test("a write is sent after the user agreed", async () => {
    const args = ["call", "--specs", specs, "site.createNewSite", "name=Pier", ...NEW_SITE_TEXTS];
    const count = controller.requests.length;
    const refused = await run(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/may change something, and there is no terminal to ask at; pass --yes/);
    const asked = vi.fn(async () => "no");
    const declined = await run(args, { ask: asked });
    expect(declined).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(/^POST https:.*\nomada call: nothing was sent\n$/),
    });
    expect(asked).toHaveBeenCalledOnce();
    expect(requestsSince(count)).toEqual([]);
    expect(await run(args, { ask: async () => "yes" })).toMatchObject({ code: 0 });
    const again = await run([...args.slice(0, 4), "--yes", "--body", "-", "name=Quay"], {
      input: (async function* () {
        const text = JSON.stringify({ name: "Other", ...NEW_SITE });
        yield Buffer.from(text.slice(0, 20));
        yield Buffer.from(text.slice(20));
      })(),
    });
    expect(again.code).toBe(0);
    const { out } = await call("site.getSiteList", "--all");
    expect(out).toMatch(/"name":"Pier"/);
    expect(out).toMatch(/"name":"Quay"/);
    expect(out).not.toMatch(/"name":"Other"/);
  });

  test("a refusal comes with its meaning and the next step", async () => {
    const { code, out, err } = await call("device.getDeviceList", "--site", "0".repeat(24));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^omada call: device.getDeviceList: the controller answered -33000 \(siteNotFound\)/);
    expect(err).toMatch(
      /-33000 means: something that the request names does not exist\. omada code -33000 says more/,
    );
    answer("device.getDeviceList", undefined, -1005);
    expect((await call("device.getDeviceList", ...SITE)).err).toMatch(
      /The role of the application needs one of these permissions: DEVICES_READ, /,
    );
  });

  test("nothing that a controller sends steers the terminal", async () => {
    const name = "\u001b]0;x\u0007\u202eeman\n\r\t\u2028fake: line";
    answer("site.getSiteList", {
      totalRows: 1,
      currentPage: 1,
      currentSize: 100,
      data: [{ siteId: "../..", name }],
    });
    for (const columns of [undefined, 80]) {
      const { out } = await run(["call", "--specs", specs, "site.getSiteList"], { columns });
      expect(out).not.toMatch(/[^\n\P{Cc}]|\p{Cf}|\p{Zl}/u);
      expect(out.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
    }
    const { code, err } = await call("device.getDeviceList", "--site", "../..");
    expect(code).toBe(1);
    expect(err).toMatch(/may not|holds|answered/);
  });
});

/** Lets the controller answer an operation with this. */
function answer(operation: string, result: unknown, errorCode = 0): void {
  const body = JSON.stringify({ errorCode, msg: "", result });
  controller.faults.add({ operation, times: 99, fault: { kind: "status", status: 200, body } });
}

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
