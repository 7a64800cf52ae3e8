import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { emptyFolder, omada, runUntil, SPECS } from "./omada.js";

/** Every command that talks to a controller, but the doctor, whose findings have tests of their own. */
const COMMANDS: Readonly<Record<string, (url: string, folder: string) => string[]>> = {
  info: (url) => ["info", url],
  login: (url) => ["login", url, "--profile", "office"],
  pull: (url, folder) => ["pull", url, "--out", join(folder, "out")],
  generate: (url, folder) => [
    ...["generate", "--from", url, "--out", join(folder, "out")],
    ...["--only", "lamp", "--specs", specs],
  ],
  verify: (url, folder) => ["verify", url, "--specs", specs, "--out", join(folder, "out")],
  call: (url, folder) => [
    ...["call", "site.getSiteList", "--all", "--url", url],
    ...["--specs", specs, "--out", join(folder, "out")],
  ],
  api: (url, folder) => [
    ...["api", "GET", "/openapi/v1/{omadacId}/sites", "--all", "--url", url],
    ...["--out", join(folder, "out")],
  ],
};
const NAMES = Object.keys(COMMANDS);

/** How a program would call it, which no message for people says. */
const OF_PROGRAMS = /fingerprint256|limits\.|baseUrl:|maxBytes|createClient|createOmadaClient|\n\s+at /;
const STEERING = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

let controller: RunningMockController;
/** A folder of one small snapshot: what is wrong with a controller does not depend on how many there are. */
let specs = "";
beforeAll(async () => {
  controller = await startMockController({ profile: "5.12" });
  specs = await mkdtemp(join(tmpdir(), "omada-specs-"));
  for (const name of await readdir(SPECS))
    if (!/^\d/.test(name) || name === "5.12")
      await cp(join(SPECS, name), join(specs, name), { recursive: true });
  const manifest = JSON.parse(await readFile(join(SPECS, "index.json"), "utf8"));
  manifest.snapshots = (manifest.snapshots as { id: string }[]).filter(({ id }) => id === "5.12");
  await writeFile(join(specs, "index.json"), JSON.stringify(manifest));
});
afterAll(async () => {
  await controller.close();
  await rm(specs, { recursive: true });
});

let folder = "";
beforeEach(async () => {
  folder = await emptyFolder();
  vi.stubEnv("XDG_CONFIG_HOME", join(folder, "settings"));
  for (const name of ["URL", "FINGERPRINT", "OMADAC_ID"]) vi.stubEnv(`OMADA_${name}`, undefined);
  vi.stubEnv("OMADA_CLIENT_ID", controller.credentials.clientId);
  vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
  return () => vi.unstubAllEnvs();
});

/** Runs a command that has to fail: says why in one message, in both forms, and leaves nothing behind. */
async function failing(name: string, url: string, ...more: string[]): Promise<string> {
  const run = await omada(...(COMMANDS[name]?.(url, folder) ?? []), ...more, "--json");
  const { code, out } = run;
  const err = run.err.replace(/^note: .*\n/gm, "");
  expect(code, err).toBe(name === "verify" ? 3 : 1);
  const { error } = JSON.parse(out) as { error: { kind: string; exitCode: number; message: string } };
  expect(error).toMatchObject({ kind: "failed", exitCode: code });
  expect(err).toBe(`omada ${name}: ${error.message}\n`);
  expect(err).not.toMatch(OF_PROGRAMS);
  expect(err).not.toMatch(STEERING);
  expect(err).not.toContain(controller.credentials.clientSecret);
  expect(err.length).toBeLessThan(2000);
  expect(await readdir(folder)).toEqual([]);
  return error.message;
}

/** A server without TLS. */
async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function faulty(fault: Fault, path: string | RegExp = "/api/info"): void {
  const handle = controller.faults.add({ path, times: 1000, fault });
  onTestFinished(() => handle.remove());
}

describe.each(NAMES)("%s", (name) => {
  const pinned = () => ["--fingerprint", controller.fingerprint256];

  test("of a port where nothing listens", async () => {
    expect(await failing(name, "https://127.0.0.1:1")).toMatch(/127\.0\.0\.1:1\b.*ECONNREFUSED/);
  });

  test("of a port that speaks http", async () => {
    const port = await serving((_, response) => response.end("{}"));
    expect(await failing(name, `https://127.0.0.1:${port}`)).toMatch(/TLS|HTTPS|https|handshake/);
  });

  test("of a page instead of JSON, as the guest portal answers", async () => {
    faulty({ kind: "html", status: 200 }, /./);
    expect(await failing(name, controller.url, ...pinned())).toMatch(/JSON|web page/);
  });

  test("of another certificate", async () => {
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]/g, "0");
    const message = await failing(name, controller.url, "--fingerprint", other);
    expect(message).toMatch(/certificate/);
    expect(message).not.toMatch(/--insecure/);
  });

  // A pull can do without the version.
  const needsVersion = name !== "pull" && name !== "generate";
  test.each(needsVersion ? ["version"] : [])("of a %s that is too long", async () => {
    faulty({
      kind: "status",
      status: 200,
      body: `{"errorCode":0,"result":{"controllerVer":"${"9".repeat(2 ** 21)}`,
    });
    expect(await failing(name, controller.url, ...pinned())).toMatch(
      /longer than \d+ bytes, which is the limit/,
    );
  });

  const asks = name === "login";
  test.each(asks ? [] : ["certificate"])("of a %s that is not trusted", async () => {
    const message = await failing(name, controller.url);
    expect(message).toMatch(/certificate.*--fingerprint/);
    if (["verify", "call", "api"].includes(name)) expect(message).toContain("omada doctor shows");
    else expect(message).toContain(controller.fingerprint256);
  });
});

describe("credentials and rights", () => {
  test.each([
    ["a wrong secret", () => vi.stubEnv("OMADA_CLIENT_SECRET", "wr0ng-secret"), /-44106/],
    ["a wrong client id", () => vi.stubEnv("OMADA_CLIENT_ID", "nobody"), /-44106/],
  ])("%s is named as such by all that log in", async (_, prepare, message) => {
    prepare();
    for (const name of ["login", "verify", "call", "api"]) {
      const text = await failing(name, controller.url, "--fingerprint", controller.fingerprint256);
      expect(text, name).toMatch(message);
      expect(text).not.toContain("wr0ng-secret");
    }
  });
});

test("info, verify, call and api say that http is not enough", async () => {
  const url = `http://127.0.0.1:${await serving((_, response) => response.end())}`;
  for (const name of ["info", "verify"]) expect(await failing(name, url)).toMatch(/^<baseUrl> uses http:/);
  for (const name of ["call", "api"]) {
    const { code, err } = await omada(...(COMMANDS[name]?.(url, folder) ?? []));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("has to begin with https://") });
  }
});

describe("bodies without end", () => {
  test.each(["pull", "generate"])("do not fill the memory of %s", async (name) => {
    let sent = 0;
    const port = await serving((_, response) => {
      const piece = Buffer.alloc(65_536, " ");
      const more = () => {
        while (!response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) return;
        }
      };
      response.on("drain", more);
      more();
    });
    await failing(name, `http://127.0.0.1:${port}`);
    // The limit of a document, and what waits in buffers.
    expect(sent).toBeLessThan(80 * 2 ** 20);
  });
});

/** A small controller without TLS, of an unknown version. */
async function small(group: string, version = "9.1.0"): Promise<string> {
  const operation = { tags: ["Lamp"], operationId: "getLamps", responses: { 200: { description: "OK" } } };
  const document = {
    openapi: "3.0.1",
    info: { title: "t", version: "1" },
    paths: { "/openapi/v1/{omadacId}/lamps": { get: operation } },
    components: { schemas: {} },
  };
  const answers: Record<string, unknown> = {
    "/api/info": { errorCode: 0, result: { controllerVer: version, omadacId: "0123456789abcdef", type: 1 } },
    "/v3/api-docs/swagger-config": { urls: [{ name: group, url: `/v3/api-docs/${group}` }] },
  };
  const answerTo = (url: string) => answers[url] ?? (url.startsWith("/v3/api-docs") ? document : undefined);
  const port = await serving(({ url = "" }, response) => {
    response.writeHead(answerTo(url) ? 200 : 404).end(JSON.stringify(answerTo(url) ?? {}));
  });
  return `http://127.0.0.1:${port}`;
}

describe("a controller of a future version", () => {
  test("is shown, pulled and made a client of, and each says that it is not known", async () => {
    const url = await small("00 All");
    const { omadacId } = controller.credentials;
    const result = { controllerVer: "9.1.0", omadacId, type: 1 };
    faulty({ kind: "status", status: 200, body: JSON.stringify({ errorCode: 0, result }) });
    const pinned = ["--fingerprint", controller.fingerprint256];
    expect(await omada("info", controller.url, ...pinned)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/9\.1\.0.*none for this line/s),
    });
    expect(await failing("verify", controller.url, ...pinned)).toMatch(
      /there is no snapshot for version 9\.1/,
    );
    const pulled = await omada(...(COMMANDS.pull?.(url, folder) ?? []), "--json");
    expect(pulled.code, pulled.err).toBe(0);
    expect(JSON.parse(pulled.out)).toMatchObject({ controller: { controllerVersion: "9.1.0" } });
    const out = join(folder, "client");
    const generated = await omada("generate", "--from", url, "--out", out, "--specs", specs);
    expect(generated.err).not.toContain("omada generate:");
    expect(generated).toMatchObject({
      code: 0,
      out: expect.stringContaining("no published snapshot is of 9.1"),
    });
  });
});

describe("a hostile controller", () => {
  test.each(["../../evil", "/etc/evil", "..", "a\u001b[2Jb\u202e", "x".repeat(5000), "CON\0"])(
    "cannot choose where a pull writes: group %j",
    async (group) => {
      const url = await small(group, "6.2\u001b[2J");
      const { err, out } = await omada(...(COMMANDS.pull?.(url, folder) ?? []));
      expect(out + err).not.toMatch(STEERING);
      expect(await readdir(join(folder, ".."))).not.toContain("evil");
      const written = await readdir(folder, { recursive: true });
      // Those that cannot be the name of a file are refused.
      if (written.length === 0) expect(err).toMatch(/^omada pull: /m);
      for (const path of written) expect(path).toMatch(/^out(\.incomplete)?([/\\][\w .()-]{1,200})?$/);
    },
  );
});

describe("where nothing can be written", () => {
  /** Commands that write, without a controller. */
  const WRITING: [string, (at: string) => string[]][] = [
    [
      "generate",
      (at) => ["generate", "--from", "5.12", "--only", "site", "--specs", specs, "--out", join(at, "out")],
    ],
    [
      "diff",
      (at) => ["diff", "5.12", "5.12", "--specs", specs, "--format", "html", "--out", join(at, "out")],
    ],
  ];

  test.each(WRITING)("%s says which file is in the way", async (name, args) => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const { code, out, err } = await omada(...args(file));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(new RegExp(`^omada ${name}: .*file`));
    expect(await readdir(folder)).toEqual(["file"]);
  });

  test("a pull says so, too", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const { code, err } = await omada(...(COMMANDS.pull?.(await small("a"), file) ?? []));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^omada pull: .*file.*\n$/) });
    expect(await readdir(folder)).toEqual(["file"]);
  });

  test.each(WRITING)("%s leaves nothing half-written on a full disk", async (name, args) => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    try {
      execFileSync("sh", ["-c", 'mount -t tmpfs -o size=4k none "$0"', disk], { stdio: "ignore" });
    } catch {
      // Only the administrator may make a small disk.
      return console.info("a full disk is not tested: no small disk can be made here");
    }
    try {
      await writeFile(join(disk, "full"), Buffer.alloc(4096));
      const { code, err } = await omada(...args(disk));
      expect(code).toBe(1);
      expect(err).toMatch(new RegExp(`^omada ${name}: .*(ENOSPC|no space)`));
      expect(await readdir(disk)).toEqual(["full"]);
    } finally {
      execFileSync("sh", ["-c", 'umount "$0"', disk]);
    }
  });

  test("login keeps the profiles that it cannot replace", async () => {
    const settings = join(folder, "settings", "omada");
    await mkdir(settings, { recursive: true });
    const file = join(settings, "profiles.json");
    await writeFile(file, "{");
    await chmod(file, 0o600);
    const { code, err } = await omada(
      ...(COMMANDS.login?.(controller.url, folder) ?? []),
      "--fingerprint",
      controller.fingerprint256,
    );
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/not valid JSON/) });
    expect(await readdir(settings)).toEqual(["profiles.json"]);
  });
});

describe("Ctrl-C", () => {
  test.each(["login", "generate", "verify", "call", "api"])(
    "ends %s while it waits, with nothing written",
    async (name) => {
      faulty({ kind: "delay", ms: 20_000 }, /./);
      const stop = new AbortController();
      const args = [...(COMMANDS[name]?.(controller.url, folder) ?? []), "--json"];
      const running = runUntil(stop, [...args, "--fingerprint", controller.fingerprint256]);
      setTimeout(() => stop.abort(), 300);
      const { code, out, err } = await running;
      expect({ code, err }).toEqual({ code: 130, err: `omada ${name}: interrupted\n` });
      expect(JSON.parse(out)).toEqual({
        error: { kind: "interrupted", exitCode: 130, message: "interrupted" },
      });
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
