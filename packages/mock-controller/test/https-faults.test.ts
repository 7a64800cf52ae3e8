import { Agent, request } from "node:https";
import { connect as connectTcp } from "node:net";
import { connect } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningMockController, startMockController } from "../src/index.js";

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

  function get(ca = mock.ca): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const call = request(`${mock.url}/api/info`, { ca, agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
        answer.on("error", reject);
      });
      call.on("error", reject).end();
    });
  }

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
    await Promise.all([silent, halfHello, headers, body]);
    expect((await get()).status).toBe(200);
  });

  it("refuses a patience that cannot be", async () => {
    await expect(startMockController({ profile: "5.12", requestTimeoutMs: 0 })).rejects.toThrow(RangeError);
  });
});
