import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createSupportLog, type OmadaHooks } from "../src/index.js";
import { DIAGNOSTICS_CHANNELS, openSupportLog, publishDiagnostics } from "../src/node/index.js";
import { API_WORDS } from "../src/transport/observe/mask.js";
import { redactHeaders } from "../src/transport/observe/observer.js";
import { OMADAC_ID, startController } from "./support/controller.js";
import { after, code, hangUp, proxyPage, status } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

const folder = mkdtempSync(join(tmpdir(), "omada-core-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SITE = "0123456789abcdef01234567";
const MAC = "AA-BB-CC-DD-EE-FF";

/** Everything that happens to a read that is refused, cut off and answered, and to a write that fails. */
async function record(hooks: OmadaHooks | OmadaHooks[]) {
  const controller = await startController(
    after(proxyPage(503), code(-44113), hangUp, status(200, '{"errorCode":0}'), code(-33000)),
  );
  const omada = await connectTo(controller, { hooks, logger: { warn: () => undefined } });
  await omada.device.getDevice({ siteId: SITE, deviceMac: MAC });
  await omada.device.moveDevice({ idPath: SITE, body: { name: "Lobby" } }).catch(() => undefined);
  return controller;
}

function recorder() {
  const events: [string, Record<string, unknown>][] = [];
  const note = (name: string) => (event: object) =>
    void events.push([name, event as Record<string, unknown>]);
  const hooks: OmadaHooks = {
    onConnect: note("connect"),
    onRequest: note("request"),
    onResponse: note("response"),
    onRetry: note("retry"),
    onError: note("error"),
  };
  return { events, hooks };
}

describe("hooks", () => {
  it("see every request, answer, repetition and failure", async () => {
    const { events, hooks } = recorder();
    const { origin } = await record(hooks);
    const reported = events.map(([name, { operation, path, attempt, status, errorCode, reason }]) =>
      [name, operation ?? path, attempt, status, errorCode, reason]
        .filter((part) => part !== undefined)
        .join(" "),
    );
    const token = "/openapi/authorize/token";
    expect(reported).toEqual([
      "request /api/info 1",
      "response /api/info 1 200 0",
      "connect",
      `request ${token} 1`,
      `response ${token} 1 200 0`,
      "request device.getDevice 1",
      "response device.getDevice 1 503",
      "retry device.getDevice 1 HTTP 503",
      "request device.getDevice 2",
      "response device.getDevice 2 200 -44113",
      `request ${token} 1`,
      `response ${token} 1 200 0`,
      "retry device.getDevice 2 token",
      "request device.getDevice 3",
      expect.stringMatching(/^retry device.getDevice 3 (UND_ERR_SOCKET|ECONNRESET)$/),
      "request device.getDevice 4",
      "response device.getDevice 4 200 0",
      "request device.moveDevice 1",
      "response device.moveDevice 1 200 -33000",
      "error device.moveDevice 1",
    ]);
    expect(events.find(([name]) => name === "connect")?.[1]).toEqual({
      origin,
      controllerVersion: "6.2.0.17",
      controllerType: 1,
      snapshot: "6.2",
    });
    expect(events.at(-1)?.[1]).toMatchObject({
      method: "POST",
      path: "/openapi/v1/{omadacId}/sites/{id}/move",
      url: `${origin}/openapi/v1/${OMADAC_ID}/sites/${SITE}/move`,
      error: { name: "OmadaApiError", code: -33000 },
      durationMs: expect.any(Number),
    });
    expect(new Set(events.map(([, { callId }]) => callId)).size).toBe(6);
  });

  it("never see a secret", async () => {
    const { events, hooks } = recorder();
    await record(hooks);
    const text = JSON.stringify(events);
    expect(text).toContain('"authorization":"***"');
    expect(text).not.toMatch(/AT-\d|s3cr3t/);
  });

  it("do not disturb the client when they throw or reject, and several are called", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const { events, hooks } = recorder();
    const failing: OmadaHooks = {
      onRequest() {
        throw new Error("oops");
      },
      async onResponse() {
        throw new Error("oops later");
      },
      onRetry: () => Promise.reject("oops"),
    };
    await record([
      failing,
      createSupportLog({ write: async () => Promise.reject(new Error("full")) }),
      hooks,
    ]);
    // Node reports rejections once the microtasks are through.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(events.length).toBe(20);
    expect(unhandled).toEqual([]);
  });

  it("hear of calls that end before anything is sent", async () => {
    const { events, hooks } = recorder();
    const controller = await startController(after());
    const omada = await connectTo(controller, { hooks });
    await omada.device
      .getTags({ siteId: "s" }, { signal: AbortSignal.abort(new Error("enough")) })
      .catch(() => 0);
    expect(events.at(-1)).toMatchObject(["error", { attempt: 0, error: { message: "enough" } }]);
  });
});

it("redactHeaders blanks out everything that proves who is calling", () => {
  const headers = {
    Authorization: "AccessToken=AT-123456",
    Cookie: "a=b",
    "Set-Cookie": "a=b",
    "Csrf-Token": "x",
    "X-Api-Secret": "x",
    location: "https://host/x?access_token=AT-123456",
    accept: "*/*",
  };
  const blank = {
    authorization: "***",
    cookie: "***",
    "set-cookie": "***",
    "csrf-token": "***",
    "x-api-secret": "***",
  };
  expect(redactHeaders(headers)).toEqual({ ...blank, location: "https://host/x", accept: "*/*" });
  expect(redactHeaders(new Headers(headers))).toEqual({
    ...blank,
    location: "https://host/x",
    accept: "*/*",
  });
});

it("redactHeaders blanks out names that repeat a secret, and in answers to a grant all that are not usual", () => {
  const headers = { "X-AT-acce55acce55": "1", "x-other": "1", Date: "1" };
  expect(redactHeaders(headers, ["AT-ACCE55acce55"])).toEqual({ "x-***": "1", "x-other": "1", date: "1" });
  expect(redactHeaders(headers, [], true)).toEqual({ "***": "***", date: "1" });
});

describe("the support log", () => {
  it("holds one JSON object per line, and nothing about the network", async () => {
    const lines: string[] = [];
    const controller = await record(
      createSupportLog({ write: (line) => void lines.push(line), now: () => 0 }),
    );
    const events = lines.map((line) => JSON.parse(line));
    expect(events).toHaveLength(20);
    expect(events[0]).toEqual({
      time: "1970-01-01T00:00:00.000Z",
      event: "request",
      call: 1,
      attempt: 1,
      method: "GET",
      path: "/api/info",
      queuedMs: expect.any(Number),
    });
    expect(events[2]).toMatchObject({ event: "connect", controllerVersion: "6.2.0.17", controllerType: 1 });
    expect(events.at(-1)).toMatchObject({
      event: "error",
      operation: "device.moveDevice",
      path: "/openapi/v1/{omadacId}/sites/{id}/move",
      error: "OmadaApiError",
      code: -33000,
      codeName: "siteNotFound",
    });
    const text = lines.join("\n");
    for (const secret of [
      OMADAC_ID,
      SITE,
      MAC,
      "Lobby",
      "127.0.0.1",
      controller.minted[0]?.body ?? "",
      "AT-",
      "No.",
    ])
      expect(text).not.toContain(secret);
  });

  it.each([
    ["/openapi/v1/{omadacId}/sites/{siteId}/devices", "/openapi/v1/{omadacId}/sites/{siteId}/devices"],
    [`/openapi/v1/${OMADAC_ID}/sites/${SITE}/devices/${MAC}`, "/openapi/v1/{?}/sites/{?}/devices/{?}"],
    ["/openapi/v1/x/clients/10.0.0.1?name=Bob", "/openapi/v1/{?}/clients/{?}"],
    ["/openapi/v1/x/users/bob%40example.com", "/openapi/v1/{?}/users/{?}"],
    ["/openapi/v1/{omadacId}/hotspot/operators/johndoe", "/openapi/v1/{omadacId}/hotspot/operators/{?}"],
    [
      "/openapi/v1/{omadacId}/sites/Headquarters/devices/Y2230J1000123",
      "/openapi/v1/{omadacId}/sites/{?}/devices/{?}",
    ],
    [
      "/openapi/v1/{omadacId}/sites/{siteId}/ssids/HomeWifi",
      "/openapi/v1/{omadacId}/sites/{siteId}/ssids/{?}",
    ],
  ])("masks the request by path %s", async (path, masked) => {
    const lines: string[] = [];
    const controller = await startController(after(code(-33000)));
    const omada = await connectTo(controller, {
      hooks: createSupportLog({ write: (line) => lines.push(line) }),
    });
    await omada.request("GET", path as "/", { path: { siteId: SITE } }).catch(() => undefined);
    const events = lines.map((line) => JSON.parse(line));
    const { call } = events.at(-1);
    expect(call).toBeGreaterThan(1);
    const shown = events.filter((event) => event.call === call).map((event) => event.path);
    expect(shown).toEqual([masked, masked, masked]);
  });

  it("has a list of words that stand in the documents of controllers", () => {
    const specs = join(import.meta.dirname, "../../../specs");
    const reports = readdirSync(specs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const words = new Set(["api", "authorize", "token"]);
    for (const { name } of reports) {
      const report = join(specs, name, "api.txt");
      const text = existsSync(report) ? readFileSync(report, "utf8") : "";
      for (const [, path = ""] of text.matchAll(/^[A-Z]+ (\S+)/gm))
        for (const word of path.split("/")) words.add(word);
    }
    expect([...API_WORDS].filter((word) => !words.has(word))).toEqual([]);
  });

  it("is written to a file that only its owner can read, and continued", async () => {
    const path = join(folder, "support.log");
    for (let run = 0; run < 2; run++) {
      const log = openSupportLog(path);
      await record(log.hooks);
      await log.close();
    }
    const events = readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(42);
    expect(events[21]).toMatchObject({ event: "start", node: process.version });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("does not disturb the client when it cannot be written", async () => {
    const log = openSupportLog(join(folder, "no", "such", "folder.log"));
    await record(log.hooks);
    await expect(log.close()).rejects.toThrow(/ENOENT/);
    await expect(openSupportLog(join(folder, "no", "x.log")).close()).rejects.toThrow(/ENOENT/);
  });
});

it("publishDiagnostics publishes every event on its channel", async () => {
  const seen: string[] = [];
  const listeners = Object.values(DIAGNOSTICS_CHANNELS).map(
    (name) => [name, () => void seen.push(name)] as const,
  );
  for (const [name, listener] of listeners) subscribe(name, listener);
  await record(publishDiagnostics());
  for (const [name, listener] of listeners) unsubscribe(name, listener);
  expect(seen).toHaveLength(20);
  expect(new Set(seen).size).toBe(5);
});
