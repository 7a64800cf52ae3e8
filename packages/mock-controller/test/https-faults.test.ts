import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import { connect as connectTcp } from "node:net";
import { connect } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FaultRule, type RunningMockController, startMockController } from "../src/index.js";
import { tokenRequest } from "./support.js";

async function tokenOf(mock: RunningMockController, profile: "6.2"): Promise<string> {
  const { result } = (await (await tokenRequest(mock, profile)).json()) as {
    result: { accessToken: string };
  };
  return result.accessToken;
}

describe("faults over HTTPS", () => {
  let mock: RunningMockController;
  let agent: Agent;
  beforeEach(async () => {
    mock = await startMockController({ profile: "6.2", requestTimeoutMs: 300 });
    agent = new Agent({ keepAlive: true });
  });
  afterEach(async () => {
    agent.destroy();
    await mock.close();
  });

  interface Reply {
    status: number;
    headers: IncomingHttpHeaders;
    text: string;
  }

  function get(ca = mock.ca, path = "/api/info", headers = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const call = request(mock.url + path, { ca, agent, headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        answer.on("error", reject);
      });
      call.on("error", reject).end();
    });
  }

  it.each<[FaultRule["fault"], number, RegExp, string?]>([
    [{ kind: "status", status: 503, body: "busy", headers: { "retry-after": "9" } }, 503, /^busy$/, "9"],
    [{ kind: "code", code: -33004 }, 200, /"errorCode":-33004/],
    [{ kind: "code", code: -1, status: 500 }, 500, /"errorCode":-1\b/],
    [{ kind: "html" }, 200, /^<!DOCTYPE html>/],
    [{ kind: "token-death" }, 200, /"errorCode":-44113/],
    [{ kind: "rate-limit", retryAfterSeconds: 7 }, 429, /"errorCode":-7132/, "7"],
  ])("%o for the second call of an operation", async (fault, status, text, retryAfter) => {
    const token = await tokenOf(mock, "6.2");
    const list = (): Promise<Reply> =>
      get(mock.ca, `/openapi/v1/${mock.credentials.omadacId}/sites?page=1&pageSize=10`, {
        authorization: `AccessToken=${token}`,
      });
    const rule = mock.faults.add({ operation: "site.getSiteList", nth: 2, fault });
    expect(JSON.parse((await list()).text)).toMatchObject({ errorCode: 0 });
    const hit = await list();
    expect(hit.status).toBe(status);
    expect(hit.text).toMatch(text);
    expect(hit.headers["retry-after"]).toBe(retryAfter);
    const later = fault.kind === "token-death" ? -44113 : 0;
    expect(JSON.parse((await list()).text)).toMatchObject({ errorCode: later });
    expect(rule.hits).toBe(1);
  });

  it.each<[FaultRule["fault"], number, string?]>([
    [{ kind: "status", status: 204, body: "busy" }, 204],
    [{ kind: "html", status: 304 }, 304],
    [{ kind: "code", code: -1, status: 205 }, 205, "0"],
  ])("%o is sent without a body", async (fault, status, length) => {
    mock.faults.add({ nth: 1, fault });
    const hit = await get();
    expect([hit.status, hit.text, hit.headers["content-length"]]).toEqual([status, "", length]);
    expect((await get()).status).toBe(200);
  });

  it("hits the same share of calls with the same seed", async () => {
    const pattern = async (): Promise<string> => {
      mock.faults.clear();
      mock.faults.add({ probability: 0.5, fault: { kind: "status", status: 502 } });
      const found: number[] = [];
      for (let call = 0; call < 30; call++) found.push((await get()).status);
      return found.join();
    };
    const first = await pattern();
    await mock.close();
    mock = await startMockController({ profile: "6.2" });
    agent.destroy();
    agent = new Agent({ keepAlive: true });
    expect(await pattern()).toBe(first);
    expect(first).toContain("200");
    expect(first).toContain("502");
  });

  it("closes the connection without an answer", async () => {
    mock.faults.add({ nth: 1, fault: { kind: "close" } });
    await expect(get()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await get()).status).toBe(200);
  });

  it("breaks off a body", async () => {
    mock.faults.add({ nth: 1, fault: { kind: "truncate" } });
    await expect(get()).rejects.toThrow(/aborted/);
    expect((await get()).status).toBe(200);
  });

  it("delays, and sends in pieces", async () => {
    mock.faults.add({ nth: 1, fault: { kind: "delay", ms: 3_600_000 } });
    mock.faults.add({ nth: 2, fault: { kind: "trickle", ms: 3_600_000, bytes: 150 } });
    const delayed = get();
    await mock.clock.whenWaiting();
    await mock.clock.advance(3_600_000);
    expect((await delayed).status).toBe(200);
    let done = false;
    const pieces = get().finally(() => {
      done = true;
    });
    while (!done) {
      await Promise.race([mock.clock.whenWaiting(), pieces]);
      await mock.clock.advance(3_600_000);
    }
    expect(JSON.parse((await pieces).text)).toMatchObject({ errorCode: 0 });
  });

  it("shows another certificate, by call and by fault", async () => {
    const before = { ca: mock.ca, fingerprint: mock.fingerprint256 };
    expect((await get()).status).toBe(200);
    mock.changeCertificate();
    expect(mock.fingerprint256).not.toBe(before.fingerprint);
    await expect(get(before.ca)).rejects.toThrow();
    expect((await get()).status).toBe(200);
    const second = mock.ca;
    mock.faults.add({ times: 1, fault: { kind: "certificate" } });
    expect((await get()).status).toBe(200);
    await expect(get(second)).rejects.toThrow();
    expect((await get()).status).toBe(200);
  });

  it("ends slow connections", async () => {
    const { hostname: host, port } = new URL(mock.url);
    const address = { host, port: Number(port) };
    const ended = (start: (done: () => void) => void): Promise<void> =>
      new Promise((resolve) => start(resolve));
    const silent = ended((done) => connectTcp(address).on("error", done).on("close", done).resume());
    const halfHello = ended((done) => {
      const socket = connectTcp(address, () => socket.write(Uint8Array.of(22, 3, 1)));
      socket.on("error", done).on("close", done).resume();
    });
    const headers = ended((done) => {
      const socket = connect({ ...address, ca: mock.ca }, () =>
        socket.write("GET /api/info HTTP/1.1\r\nHost: a\r\n"),
      );
      socket.on("error", done).on("close", done).resume();
    });
    const body = ended((done) => {
      const head = "POST /openapi/authorize/token HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{";
      const socket = connect({ ...address, ca: mock.ca }, () => socket.write(head));
      socket.on("error", done).on("close", done).resume();
    });
    const drip = ended((done) => {
      const socket = connect({ ...address, ca: mock.ca });
      const next = setInterval(() => socket.write("X: y\r\n"), 20);
      const end = (): void => {
        clearInterval(next);
        done();
      };
      socket.write("GET /api/info HTTP/1.1\r\nHost: a\r\n");
      socket.on("error", end).on("close", end).resume();
    });
    const many = Array.from({ length: 200 }, () =>
      ended((done) => connectTcp(address).on("error", done).on("close", done).resume()),
    );
    expect((await get()).status).toBe(200);
    await Promise.all([silent, halfHello, headers, body, drip, ...many]);
    expect((await get()).status).toBe(200);
  });

  it("refuses a patience that cannot be", async () => {
    await expect(startMockController({ profile: "5.12", requestTimeoutMs: 0 })).rejects.toThrow(RangeError);
  });
});
