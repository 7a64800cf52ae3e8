import { connect as connectTcp } from "node:net";
import { connect } from "node:tls";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createMockController, type RunningMockController, startMockController } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { ORIGIN, snapshot, userToken } from "./support.js";

/** Names of what every object inherits. */
const INHERITED = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];

/** What a call must never change, as a text. */
function trace({ state }: RunningMockController): string {
  const { sites, devices, clients, ports, settings, collections } = state;
  return JSON.stringify([sites, devices, clients, ports, settings, collections].map((map) => [...map]));
}

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype).sort().join();

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(PROTOTYPE);
});

describe("over a socket", () => {
  let mock: RunningMockController;
  let before: string;
  let head: string;
  beforeAll(async () => {
    mock = await startMockController({ profile: "6.2", requestTimeoutMs: 5000 });
    const { omadacId, clientId, clientSecret } = mock.credentials;
    const answer = await mock.fetch(`${ORIGIN}/openapi/authorize/token?grant_type=client_credentials`, {
      method: "POST",
      body: JSON.stringify({ omadacId, client_id: clientId, client_secret: clientSecret }),
    });
    const { result } = (await answer.json()) as { result: { accessToken: string } };
    head = `Host: a\r\nAuthorization: AccessToken=${result.accessToken}\r\n`;
    before = trace(mock);
  });
  afterAll(() => mock.close());

  /** Sends bytes and gives what comes back until the connection ends. */
  function exchange(bytes: string | Uint8Array, secure = true): Promise<string> {
    const { hostname: host, port } = new URL(mock.url);
    return new Promise((resolve) => {
      let text = "";
      const address = { host, port: Number(port) };
      const socket = secure ? connect({ ...address, ca: mock.ca }) : connectTcp(address);
      socket.setEncoding("latin1").on("data", (piece) => {
        text += piece;
      });
      socket.on("error", () => undefined).on("close", () => resolve(text));
      socket.end(bytes);
    });
  }

  /** Status and error code of a request with a token, its target written as it is. */
  async function status(target: string, method = "GET", body = "", secure = true): Promise<string> {
    const id = target.replace("<id>", mock.credentials.omadacId);
    const length = body === "" ? "" : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    const text = `${method} ${id} HTTP/1.1\r\n${head}${length}Connection: close\r\n\r\n${body}`;
    const answer = await exchange(text, secure);
    return `${/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]} ${/"errorCode":(-?\d+)/.exec(answer)?.[1] ?? ""}`.trim();
  }

  it.each([
    ["encoded slashes", "/openapi/v1/<id>/sites/..%2F..%2Fsecret", "200 -33000"],
    ["a slash too many", "/openapi/v1/<id>//sites?page=1&pageSize=1", "200 -1600"],
    ["slashes before everything", "//openapi/v1/<id>/sites?page=1&pageSize=1", "404"],
    ["a slash at the end", "/openapi/v1/<id>/sites/?page=1&pageSize=1", "200 -1600"],
    ["dot segments that stay inside", "/openapi/v1/<id>/sites/x/../?page=1&pageSize=1", "200 -1600"],
    ["dot segments that lead elsewhere", "/openapi/v1/<id>/../../../../etc/passwd", "404"],
    ["encoded dot segments", "/openapi/v1/<id>/sites/%2e%2e/%2e%2e/%2e%2e/nothing", "200 -1600"],
    ["double encoding", "/openapi/v1/<id>/sites/%252e%252e", "200 -33000"],
    ["backslashes", "/openapi/v1/<id>\\sites?page=1&pageSize=1", "200 0"],
    ["a NUL", "/openapi/v1/<id>/sites/%00", "200 -33000"],
    ["a line break", "/openapi/v1/<id>/sites/%0d%0aX-Evil:%201", "200 -33000"],
    ["broken percent signs", "/openapi/v1/<id>/sites/%zz", "400"],
    ["broken UTF-8", "/openapi/v1/<id>/sites/%ff%fe", "400"],
    ["an absolute target", "http://evil.example/api/info", "400"],
    ["an asterisk", "*", "400"],
    ["a fragment", "/api/info#/../x", "200 0"],
    ["a query of three thousand parameters", `/api/info?${"a=1&".repeat(3000)}`, "200 0"],
  ])("a path with %s", async (_, target, expected) => {
    expect(await status(target)).toBe(expected);
    expect(trace(mock)).toBe(before);
  });

  it.each(INHERITED)("%s in path, query and body", async (name) => {
    expect(await status(`/openapi/v1/<id>/sites/${name}`)).toBe("200 -33000");
    expect(await status(`/openapi/v1/${name}/sites`)).toBe("200 -7131");
    expect(await status(`/${name}/api/v2/login`, "POST", "{}")).toMatch(/^(404|200 -7131)$/);
    expect(
      await status(`/openapi/v1/<id>/sites?page=1&pageSize=1&${name}=1&filters.${name}=1&sorts.${name}=asc`),
    ).toBe("200 0");
    expect(await status("/openapi/v1/<id>/sites", "POST", `{"${name}":{"polluted":1}}`)).toBe("200 -1001");
    expect(Object.hasOwn(mock.requests.last()?.query ?? {}, "polluted")).toBe(false);
    expect(trace(mock)).toBe(before);
  });

  it("plain HTTP gives 400 whatever is asked", async () => {
    for (const target of ["/api/info", "/..%2f", "http://evil.example/"]) {
      expect(await status(target, "GET", "", false)).toBe("400");
    }
  });

  it("a body of 1 MB is read, one byte more is 413, whatever the path", async () => {
    for (const target of ["/openapi/v1/<id>/sites", "/nowhere", "/openapi/authorize/token"]) {
      expect(await status(target, "POST", " ".repeat(1_048_577))).toBe("413");
      expect(await status(target, "POST", " ".repeat(1_048_576))).not.toBe("413");
    }
  });

  it("survives any bytes, as a handshake and inside one", async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (sent, secure) => {
        await exchange(sent, secure);
      }),
      { numRuns: 100 },
    );
    expect(await status("/api/info")).toBe("200 0");
    expect(trace(mock)).toBe(before);
  });

  it("survives requests with anything in them, and answers or ends every one", async () => {
    const valid = `GET /openapi/v1/${mock.credentials.omadacId}/sites?page=1&pageSize=10 HTTP/1.1\r\n${head}Connection: close\r\n\r\n`;
    const splice = fc.record({
      at: fc.nat(valid.length),
      drop: fc.nat(20),
      put: fc.uint8Array({ maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(splice, { minLength: 1, maxLength: 3 }), async (splices) => {
        let request = Buffer.from(valid);
        for (const { at, drop, put } of splices) {
          request = Buffer.concat([request.subarray(0, at), put, request.subarray(at + drop)]);
        }
        expect(await exchange(request)).toMatch(/^($|HTTP\/1\.1 \d{3} )/);
      }),
      { numRuns: 100 },
    );
    expect(await status("/api/info")).toBe("200 0");
    expect(trace(mock)).toBe(before);
  });
});

describe("in process", () => {
  it("answers any path, query and body of any operation without failing", async () => {
    const mock = await createMockController({ profile: "6.2-cloud" });
    const token = await userToken(mock, "6.2-cloud");
    const { operations, schemas } = snapshot("6.2-cloud");
    const { omadacId } = mock.credentials;
    const [siteId = ""] = mock.state.sites.keys();
    const segment = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom(...INHERITED, siteId, omadacId, "..", "."),
    );
    const call = fc.record({
      operation: fc.constantFrom(...operations),
      segments: fc.array(segment, { minLength: 6, maxLength: 6 }),
      query: fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }),
      body: fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: "binary" })),
      // Members beside those of a body that is accepted, so that it gets to the operation itself.
      members: fc.option(fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...INHERITED)), fc.jsonValue())),
    });
    await fc.assert(
      fc.asyncProperty(call, async ({ operation, segments, query, body, members }) => {
        let used = 0;
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent({ omadacId, mspId: omadacId, siteId }[name] ?? (segments[used++ % 6] as string)),
        );
        const valid = operation.body ? sample(schemas, operation.body.schema, operation.path) : {};
        const sent = members ? JSON.stringify({ ...(valid as object), ...members }) : body;
        const answer = await mock.fetch(`${ORIGIN}${path}?${new URLSearchParams(query)}`, {
          method: operation.method,
          headers: { authorization: `AccessToken=${token}` },
          ...(operation.method === "GET" ? {} : { body: sent }),
        });
        expect([200, 400, 404]).toContain(answer.status);
        const text = await answer.text();
        // -1 is what the mock answers when something inside it fails.
        expect(text).not.toContain('"errorCode":-1}');
      }),
      { numRuns: 1500 },
    );
    expect((await mock.fetch(`${ORIGIN}/v3/api-docs/swagger-config`)).status).toBe(200);
  });
});
