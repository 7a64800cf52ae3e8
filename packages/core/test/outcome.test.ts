import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { createClient, type OmadaClientOptions, type OmadaConnectionError } from "../src/index.js";
import { createNodeFetch } from "../src/node/index.js";
import { describeFailure } from "../src/transport/exchange/failure.js";
import { startController } from "./support/controller.js";
import { FakeClock, idle } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";
import { hangUp, silence } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

const path = "/openapi/v1/{omadacId}/x";
const failing = (cause: object, name = "fetch failed") =>
  Object.assign(new TypeError(name), { cause: Object.assign(new Error("no"), cause) });

async function call(method: "GET" | "POST", failure: unknown, options: Partial<OmadaClientOptions> = {}) {
  const { seen, fetch, client } = fakeController(() => Promise.reject(failure));
  const omada = await createClient({ ...client, fetch, retry: { attempts: 4, baseMs: 0 }, ...options }, []);
  const thrown = await omada.request(method, path).catch((error: unknown) => error);
  return { error: thrown as OmadaConnectionError, sent: seen.length };
}

const SYSTEM_CODES = [
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ENOTFOUND",
];

describe.concurrent("a write is sent again only with a proof that it did not leave", () => {
  it.each(SYSTEM_CODES)("%s proves it for connect and getaddrinfo, and for nothing else", async (code) => {
    for (const syscall of ["connect", "getaddrinfo"])
      expect(await call("POST", failing({ code, syscall })), syscall).toMatchObject({
        sent: 4,
        error: { outcome: "not-sent", message: expect.stringContaining("could not be reached") },
      });
    for (const syscall of ["read", "write", "shutdown", undefined])
      expect(await call("POST", failing({ code, syscall })), syscall).toMatchObject({
        sent: 1,
        error: {
          name: "OmadaConnectionError",
          outcome: "unknown",
          reason: code,
          message: expect.stringMatching(/failed before an answer came .*may have been carried out/),
        },
      });
    expect((await call("GET", failing({ code, syscall: "read" }))).sent).toBe(4);
  });

  it.each([
    ["UND_ERR_SOCKET", "other side closed"],
    ["ECONNRESET", "read ECONNRESET"],
    ["EPIPE", "write EPIPE"],
    ["UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error"],
  ])("%s is none", async (code, message) => {
    const { error, sent } = await call("POST", failing({ code, message }));
    expect([sent, error.outcome]).toEqual([1, "unknown"]);
    expect(error.message).not.toContain("could not be reached");
    expect(error.message).toContain("may have been carried out");
  });

  it("a code of the platform for connections is one, unless a read or write contradicts it", async () => {
    for (const code of ["UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused", "FailedToOpenSocket"]) {
      expect(await call("POST", failing({ code }))).toMatchObject({
        sent: 4,
        error: { outcome: "not-sent" },
      });
      expect(await call("POST", failing({ code, syscall: "write" }))).toMatchObject({ sent: 1 });
    }
  });

  it("one call of several that is not of connecting spoils it", () => {
    const error = failing({ code: "ECONNREFUSED", syscall: "connect", cause: failing({ syscall: "read" }) });
    expect(describeFailure(error, "https://x")).toMatchObject({ outcome: "unknown" });
  });
});

describe.concurrent("the outcome", () => {
  it("of a connection that is closed after the request is not known, with either fetch", async () => {
    const controller = await startController((_, response) => hangUp(response), { plain: true });
    for (const fetch of [controller.fetch, globalThis.fetch]) {
      const omada = await connectTo(controller, { fetch, allowHttp: true });
      const before = controller.seen.length;
      await expect(omada.request("POST", path)).rejects.toMatchObject({
        name: "OmadaConnectionError",
        outcome: "unknown",
        message: expect.stringMatching(/failed before an answer came \(\w+\)\. The request may have been/),
      });
      expect(controller.seen.length - before).toBe(1);
      await expect(omada.request("GET", path)).rejects.toMatchObject({
        message: expect.not.stringContaining("carried out"),
      });
    }
  });

  it("of a refused connection is that nothing was sent, with either fetch", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { fetch: fake, client } = fakeController(() => undefined);
    for (const real of [createNodeFetch(), globalThis.fetch]) {
      const fetch = (url: string, init: RequestInit) =>
        url.endsWith("/x") ? real(`http://127.0.0.1:${port}/x`, init) : fake(url, init);
      const omada = await createClient({ ...client, fetch, retry: false }, []);
      await expect(omada.request("POST", path)).rejects.toMatchObject({
        reason: "ECONNREFUSED",
        outcome: "not-sent",
      });
    }
  });

  it("of a call whose time is over depends on whether it was sent", async () => {
    const controller = await startController((_, response) => silence(response), { plain: true });
    const clock = new FakeClock();
    const omada = await connectTo(controller, { allowHttp: true, clock });
    const expire = async (method: "GET" | "POST") => {
      const before = controller.seen.length;
      const failed = omada.request(method, path).catch((error: unknown) => error);
      while (controller.seen.length === before) await idle();
      clock.step();
      return failed;
    };
    expect(await expire("POST")).toMatchObject({
      name: "OmadaTimeoutError",
      outcome: "unknown",
      message: expect.stringContaining("may have been carried out"),
    });
    expect(await expire("GET")).toMatchObject({ message: expect.not.stringContaining("carried out") });
    const waiting = await connectTo(controller, {
      allowHttp: true,
      auth: {
        kind: "web-session",
        identity: "slow",
        authorize: ({ signal }) =>
          new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
        invalidate: () => undefined,
      },
    });
    await expect(waiting.request("POST", path, { timeoutMs: 50 })).rejects.toMatchObject({
      name: "OmadaTimeoutError",
      outcome: "not-sent",
    });
  });

  it.each([
    [429, "not-sent"],
    [502, "unknown"],
    [500, "unknown"],
  ])("of HTTP %i without envelope is %s", async (status, outcome) => {
    const { fetch, client } = fakeController(() => new Response("", { status }));
    const omada = await createClient({ ...client, fetch, retry: false }, []);
    await expect(omada.request("POST", path)).rejects.toMatchObject({ name: "OmadaHttpError", outcome });
  });
});
