import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type FaultRule, type MockOptions, startMockController } from "@omada-sdk/mock-controller";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Check, CheckName } from "../src/doctor/check.js";
import { emptyFolder, omada, type Run, runUntil, SPECS } from "./omada.js";

beforeEach(async () => {
  for (const name of ["URL", "CLIENT_ID", "CLIENT_SECRET", "FINGERPRINT", "OMADAC_ID"])
    for (const variable of [`OMADA_${name}`, `OMADA_${name}_FILE`]) vi.stubEnv(variable, undefined);
  vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
  return () => vi.unstubAllEnvs();
});

async function running(options: Partial<MockOptions> = {}, ...faults: FaultRule[]) {
  const controller = await startMockController({ profile: "6.2", ...options });
  onTestFinished(() => controller.close());
  for (const fault of faults) controller.faults.add(fault);
  vi.stubEnv("OMADA_CLIENT_ID", controller.credentials.clientId);
  vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
  vi.stubEnv("OMADA_FINGERPRINT", controller.fingerprint256);
  return controller;
}

interface Report {
  ok: boolean;
  says: string;
  next: string[];
  checks: Check[];
}

/** Runs the doctor and reads its report, which never holds the secret. */
async function examined(address: string, ...args: string[]) {
  return read(await omada("doctor", address, "--json", "--specs", "none", ...args));
}

function read({ code, out, err }: Run) {
  expect(err).toBe("");
  expect(out).not.toContain(process.env.OMADA_CLIENT_SECRET ?? "no secret");
  const report = JSON.parse(out) as Report;
  expect(code).toBe(report.ok ? 0 : 1);
  const of = (name: CheckName) => report.checks.find((check) => check.name === name);
  return { ...report, of };
}

const info = (result: object): FaultRule => ({
  path: "/api/info",
  fault: { kind: "status", status: 200, body: JSON.stringify({ errorCode: 0, result }) },
});

describe("doctor", () => {
  test("finds a controller that is well, in less than two seconds, and only reads", async () => {
    const controller = await running();
    // What is loaded once does not count.
    await omada("doctor", "--help");
    const start = performance.now();
    const run = await omada("doctor", controller.url);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toMatch(/^ok +documents .* operations are those of the snapshot 6\.2$/m);
    expect(run.out).toMatch(/^ok +address +port \d+ answers as a controller 6\.2\./);
    expect(run.out).toMatch(/^ok +sites +2: /m);
    expect(run.out).toMatch(/^ok +role +it may write/m);
    expect(run.out).toMatch(/\nverdict: all well\n$/);
    expect(run.out).not.toContain(controller.credentials.clientSecret);
    const writes = controller.requests.filter(({ method }) => method !== "GET");
    expect(writes.map(({ path }) => path)).toEqual(["/openapi/authorize/token"]);
  });

  test.each(["5.12", "5.15", "6.2"] as const)(
    "compares the document of %s with its snapshot",
    async (profile) => {
      const controller = await running({ profile });
      const { of } = await examined(controller.url, "--specs", SPECS);
      expect(of("client")).toMatchObject({
        state: "ok",
        says: expect.stringContaining(`snapshot ${profile}`),
      });
      expect(of("documents")?.says).toContain(`operations are those of the snapshot ${profile}`);
    },
  );

  test("counts what differs from the snapshot", async () => {
    const paths = { "/openapi/v1/{id}/sites": { get: {}, parameters: [] }, "/openapi/v9/new": { post: {} } };
    const controller = await running(
      { profile: "5.12" },
      {
        path: "/v3/api-docs",
        fault: { kind: "status", status: 200, body: JSON.stringify({ openapi: "3.0.1", paths }) },
      },
    );
    for (const run of [["--specs", SPECS], []]) {
      const { of } = read(await omada("doctor", controller.url, "--json", ...run));
      expect(of("documents")?.says).toMatch(/130 operations are missing and 1 are new/);
    }
    const { of } = await examined(controller.url);
    expect(of("documents")?.says).toMatch(/not compared, there is no snapshot of its line in none$/);
  });

  test("sends no secret before the certificate is accepted, and says how to pin it", async () => {
    const controller = await running();
    vi.stubEnv("OMADA_FINGERPRINT", undefined);
    const refused = await examined(controller.url);
    expect(refused.of("certificate")).toMatchObject({
      state: "failed",
      next: expect.stringContaining(
        `omada doctor ${controller.url} --fingerprint ${controller.fingerprint256}`,
      ),
    });
    expect(refused.of("token")?.state).toBe("skipped");
    const other = controller.fingerprint256.replaceAll(/[0-9A-F]/g, "0");
    const mismatch = await examined(controller.url, "--fingerprint", other);
    expect(mismatch.of("certificate")?.says).toContain("not the pinned one");
    expect(controller.requests.filter(({ path }) => path.includes("authorize"))).toEqual([]);
    const any = await examined(controller.url, "--insecure");
    expect(any.of("certificate")?.state).toBe("warning");
    expect(any.of("sites")?.state).toBe("ok");
  });

  const sites = (fault: FaultRule["fault"]): FaultRule => ({ operation: "site.getSiteList", fault });
  const token = (code: number): FaultRule => ({
    path: "/openapi/authorize/token",
    fault: { kind: "code", code },
  });
  const role = (code: number): FaultRule => ({
    operation: "device.getCheckFirmwareTaskResult",
    fault: { kind: "code", code },
  });
  const ESCAPE = "6.2\u001b[2J\u202e";
  test.each<[string, CheckName, Check["state"], RegExp, FaultRule[], Partial<MockOptions>?]>([
    [
      "a web page",
      "address",
      "failed",
      /not as a controller/,
      [{ path: "/api/info", fault: { kind: "html" } }],
    ],
    ["half a name", "address", "failed", /breaks off/, [{ path: "/api/info", fault: { kind: "truncate" } }]],
    [
      "no JSON",
      "address",
      "failed",
      /not as a/,
      [{ path: "/api/info", fault: { kind: "status", status: 200, body: "{" } }],
    ],
    [
      "an endless name",
      "address",
      "failed",
      /longer than 1048576 bytes\./,
      [{ path: "/api/info", fault: { kind: "status", status: 200, body: "x".repeat(2 ** 20 + 1) } }],
    ],
    [
      "an endless list of documents",
      "documents",
      "warning",
      /longer than/,
      [
        {
          path: "/v3/api-docs/swagger-config",
          fault: { kind: "status", status: 200, body: "x".repeat(2 ** 20 + 1) },
        },
      ],
    ],
    [
      "a list of documents that does not end",
      "documents",
      "warning",
      /no answer in time/,
      [{ path: "/v3/api-docs/swagger-config", fault: { kind: "trickle", ms: 400, bytes: 1 } }],
    ],
    [
      "no documents",
      "documents",
      "warning",
      /HTTP 404/,
      [{ path: "/v3/api-docs/swagger-config", fault: { kind: "status", status: 404 } }],
    ],
    [
      "a web page for documents",
      "documents",
      "warning",
      /a web page/,
      [{ path: "/v3/api-docs/swagger-config", fault: { kind: "html" } }],
    ],
    [
      "an old version",
      "controller",
      "failed",
      /no Open API/,
      [info({ controllerVer: "5.9.31", omadacId: "0" })],
    ],
    [
      "a controller without setup",
      "controller",
      "failed",
      /not set up/,
      [info({ controllerVer: "6.2.0.17", omadacId: "0", configured: false })],
    ],
    [
      "a name that steers",
      "controller",
      "failed",
      /^6\.2\?/,
      [info({ controllerVer: ESCAPE, omadacId: ESCAPE, configured: false })],
    ],
    [
      "an unknown line",
      "client",
      "warning",
      /no client is made for 9\.1/,
      [info({ controllerVer: "9.1.0", omadacId: "0" })],
    ],
    [
      "another time",
      "clock",
      "warning",
      /behind this machine's/,
      [
        {
          path: "/api/info",
          fault: {
            kind: "status",
            status: 200,
            body: JSON.stringify({ errorCode: 0, result: { controllerVer: "6.2.0.17", omadacId: "0" } }),
            headers: { date: "Mon, 01 Jan 2001 00:00:00 GMT" },
          },
        },
      ],
    ],
    ["a wrong secret", "token", "failed", /not its secret \(-44106\)/, [token(-44106)]],
    ["the other mode", "token", "failed", /not one in client mode/, [token(-44111)]],
    ["an unknown id at the token", "token", "failed", /does not know the omadacId/, [token(-7131)]],
    ["an unknown refusal of a token", "token", "failed", /-44777/, [token(-44777)]],
    ["no site", "sites", "failed", /given no site/, [], { sites: 0 }],
    [
      "a role without sites",
      "sites",
      "failed",
      /may not list sites \(-1005\)/,
      [sites({ kind: "code", code: -1005 })],
    ],
    ["a web page for sites", "sites", "failed", /a web page came back/, [sites({ kind: "html" })]],
    ["a role that reads", "role", "ok", /may only read \(-1007\)/, [role(-1007)]],
    ["a role that cannot be seen", "role", "skipped", /does not show it/, [role(-1600)]],
  ])("finds %s", async (_, name, state, says, faults, options) => {
    const controller = await running(options, ...faults);
    const { of, next, ok } = await examined(controller.url, "--timeout", "1");
    const check = of(name);
    expect(check).toMatchObject({ state, says: expect.stringMatching(says) });
    if (state === "failed") expect({ ok, next: next.length > 0 }).toEqual({ ok: false, next: true });
    if (state === "failed" && name === "token")
      expect(check?.next).toContain("Platform Integration > Open API");
  });

  test("distinguishes a wrong secret and a wrong id", async () => {
    const controller = await running();
    vi.stubEnv("OMADA_CLIENT_SECRET", "0123456789abcdef");
    expect((await examined(controller.url)).of("token")?.says).toContain("-44106");
    vi.stubEnv("OMADA_CLIENT_SECRET", controller.credentials.clientSecret);
    vi.stubEnv("OMADA_OMADAC_ID", "f".repeat(32));
    const wrong = await examined(controller.url);
    expect(wrong.of("id")).toMatchObject({ state: "failed", says: expect.stringContaining("-7131") });
    expect(wrong.of("token")?.state).toBe("skipped");
    vi.stubEnv("OMADA_OMADAC_ID", "sites");
    expect((await examined(controller.url)).of("id")?.says).toContain("32 hexadecimal");
  });

  test("says what to do without credentials", async () => {
    const controller = await running();
    vi.stubEnv("OMADA_CLIENT_ID", undefined);
    vi.stubEnv("OMADA_CLIENT_SECRET", undefined);
    expect((await examined(controller.url)).of("token")).toMatchObject({
      state: "failed",
      next: expect.stringContaining("omada login"),
    });
    vi.stubEnv("OMADA_CLIENT_ID", "alone");
    expect(await omada("doctor", controller.url)).toMatchObject({
      code: 2,
      err: expect.stringContaining("OMADA_CLIENT_SECRET (or OMADA_CLIENT_SECRET_FILE) is not set"),
    });
  });

  test("finds nothing at a port that is closed, or that speaks http", async () => {
    const closed = await examined("https://127.0.0.1:1");
    expect(closed.of("address")).toMatchObject({
      state: "failed",
      says: expect.stringContaining("port 1 is closed"),
    });
    expect(closed.of("token")?.state).toBe("skipped");
    const server = createServer((_, response) => response.end("hello"));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect((await examined(`https://127.0.0.1:${port}`)).of("address")?.says).toContain(
      "does not speak HTTPS",
    );
    expect((await examined(`http://127.0.0.1:${port}`)).next).toEqual([
      `omada doctor https://127.0.0.1:${port}`,
    ]);
    expect((await examined("https://127.0.0.1:8843")).of("address")?.says).toContain("guest portal");
    expect((await examined("https://nowhere.invalid")).of("address")?.state).toBe("failed");
  });

  test("needs an address, and does not repeat what an address holds", async () => {
    expect(await omada("doctor")).toMatchObject({ code: 2, err: expect.stringContaining("set OMADA_URL") });
    const secret = await omada(
      "doctor",
      "https://admin:hunter2@127.0.0.1:1/x?client_secret=hunter2",
      "--specs",
      "none",
    );
    expect(secret.out + secret.err).not.toContain("hunter2");
  });

  test.each(["/api/info", "/v3/api-docs/swagger-config", "/openapi/authorize/token", /\/sites$/])(
    "ends at once when it is interrupted at %s",
    async (path) => {
      const controller = await running();
      const hanging = controller.faults.add({ path, fault: { kind: "delay", ms: 30_000 } });
      const stop = new AbortController();
      const stopping = setInterval(() => hanging.hits > 0 && stop.abort(), 20);
      onTestFinished(() => clearInterval(stopping));
      const folder = join(await emptyFolder(), "none");
      const run = await runUntil(stop, ["doctor", controller.url, "--specs", folder]);
      expect(run).toMatchObject({ code: 130, err: "omada doctor: interrupted\n" });
      expect(run.out).not.toContain("verdict");
    },
  );
});
