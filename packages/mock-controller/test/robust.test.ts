import { request } from "node:https";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningMockController, startMockController } from "../src/index.js";
import { type Session, session } from "./support.js";

describe("collections", () => {
  let s: Session;
  let groups: string;
  beforeAll(async () => {
    s = await session({ profile: "6.2" });
    groups = `/sites/${s.siteId}/wireless-network/wlans`;
  });

  it.each([
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "..",
    ".",
    "%2e%2e",
    "a%2fb",
    "%00",
    "%0a",
  ])("do not have an item %s", async (id) => {
    const before = JSON.stringify((await s.envelope("GET", groups)).result);
    for (const [method, body] of [
      ["PATCH", { name: "x" }],
      ["DELETE", undefined],
    ] as const) {
      const answer = await s.call(method, `${groups}/${id}`, body);
      const text = await answer.text();
      expect([answer.status, text.includes('"errorCode":0')]).toEqual([200, false]);
    }
    expect(JSON.stringify((await s.envelope("GET", groups)).result)).toBe(before);
  });

  it("keep members called like those of Object.prototype to themselves", async () => {
    const body =
      '{"name":"Proto","clone":false,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"wlanId":"__proto__"}';
    expect(await s.envelope("POST", groups, body)).toMatchObject({ errorCode: 0 });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    const { result } = await s.envelope("GET", groups);
    expect((result as { name: string }[]).map((row) => row.name)).toContain("Proto");
  });

  it("survive bodies of any JSON", async () => {
    const writes = [
      ["POST", groups],
      ["PUT", `/sites/${s.siteId}/led`],
      ["PATCH", `/sites/${s.siteId}/aps/${[...s.mock.state.devices.keys()][0]}/general-config`],
      ["POST", "/batch"],
    ] as const;
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    for (const [method, path] of writes) {
      for (const text of [
        "[]",
        "null",
        "7",
        '"x"',
        '{"name":{}}',
        '{"name":null}',
        deep,
        `{"name":${deep}}`,
      ]) {
        const answer = await s.call(method, path, text);
        expect([200, 400]).toContain(answer.status);
      }
    }
    expect(await s.envelope("GET", "/sites?page=1&pageSize=10")).toMatchObject({ errorCode: 0 });
  });
});

describe("a socket", () => {
  let mock: RunningMockController;
  beforeAll(async () => {
    mock = await startMockController({ profile: "6.2", requestTimeoutMs: 2000 });
  });
  afterAll(() => mock.close());

  /** Sends bytes and gives what comes back until the connection ends. */
  function raw(bytes: string): Promise<string> {
    const { hostname: host, port } = new URL(mock.url);
    return new Promise((resolve) => {
      let text = "";
      const socket = connect({ host, port: Number(port), ca: mock.ca }, () => socket.write(bytes));
      socket.setEncoding("latin1").on("data", (piece) => {
        text += piece;
      });
      socket.on("error", () => undefined).on("close", () => resolve(text));
    });
  }

  it.each([
    ["GET http://evil.test/api/info HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", /^HTTP\/1\.1 400/],
    ["GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", /^HTTP\/1\.1 400/],
    ["CONNECT evil.test:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", /^(HTTP\/1\.1 4|$)/],
    [
      "GET /api/info HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
      /^HTTP\/1\.1 400/,
    ],
    ["GET /api/info HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", /^HTTP\/1\.1 400/],
    [`GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, /^(HTTP\/1\.1 (431|400)|$)/],
    [`GET /api/info HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(20_000)}\r\n`, /^(HTTP\/1\.1 (431|400)|$)/],
    ["\r\n\r\n\r\nNONSENSE", /^(HTTP\/1\.1 400|$)/],
  ])("%#: is answered or closed", async (bytes, expected) => {
    expect(await raw(bytes)).toMatch(expected);
    expect((await mock.fetch("https://x/api/info")).status).toBe(200);
  });

  it("that sends more than 1 MB in chunks of unknown number gets 413", async () => {
    const status = await new Promise((resolve, reject) => {
      const call = request(
        `${mock.url}/openapi/authorize/token`,
        { method: "POST", ca: mock.ca },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      call.on("error", reject);
      for (let piece = 0; piece < 40; piece++) call.write(Buffer.alloc(65_536, 32));
      call.end();
    });
    expect(status).toBe(413);
  });
});
