import { X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { connect, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningMockController, startMockController } from "../src/index.js";
import { snapshot } from "./support.js";

interface Reply {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  fingerprint: string;
}

describe("over HTTPS", () => {
  let mock: RunningMockController;
  beforeAll(async () => {
    mock = await startMockController({ profile: "6.2" });
  });
  afterAll(() => mock.close());

  function send(method: string, path: string, body?: string | Buffer, headers = {}): Promise<Reply> {
    const { hostname, port } = new URL(mock.url);
    return new Promise((resolve, reject) => {
      const options = { hostname, port, path, method, headers, ca: mock.ca, agent: false as const };
      const call = request(options, (answer) => {
        const fingerprint = (answer.socket as TLSSocket).getPeerCertificate().fingerprint256;
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, fingerprint }),
        );
      });
      call.on("error", reject).end(body);
    });
  }

  it("is trusted with its certificate and shows its fingerprint", async () => {
    const reply = await send("GET", "/api/info");
    expect(JSON.parse(reply.text).result).toMatchObject({
      omadacId: mock.credentials.omadacId,
      controllerVer: "6.2.0.17",
    });
    expect(reply.fingerprint).toBe(mock.fingerprint256);
    const certificate = new X509Certificate(mock.ca);
    expect(certificate.ca).toBe(false);
    expect(certificate.subjectAltName).toContain("DNS:localhost");
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkIP("::1")).toBe("::1");
  });

  it("is refused without its certificate", async () => {
    await expect(fetch(`${mock.url}/api/info`)).rejects.toThrow();
  });

  it("leaves out Content-Type with -7131", async () => {
    const reply = await send("GET", "/openapi/v1/sites");
    expect(reply.headers["content-type"]).toBeUndefined();
    expect(JSON.parse(reply.text).errorCode).toBe(-7131);
  });

  it("refuses a body above 1 MB with 413", async () => {
    for (const size of [1_048_577, 8_000_000]) {
      const reply = await send("POST", "/openapi/authorize/token", Buffer.alloc(size, 32));
      expect(reply.status).toBe(413);
    }
    expect(mock.requests.at(-1)).toMatchObject({ path: "/openapi/authorize/token", status: 413 });
  });

  it.each(["//evil.example/sites", "/openapi/v1/%zz/sites", "/..%2f..%2fetc/passwd", "/a/../../../api/info"])(
    "survives the path %s",
    async (path) => {
      const reply = await send("GET", path);
      expect([200, 400, 404]).toContain(reply.status);
      expect(reply.text).not.toContain("root:");
    },
  );

  it("survives bytes that are no HTTP", async () => {
    const { hostname, port } = new URL(mock.url);
    const socket = connect({ host: hostname, port: Number(port), ca: mock.ca });
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => undefined).on("secureConnect", () => socket.write("\u0000nonsense\r\n\r\n"));
    socket.resume();
    await closed;
    expect((await send("GET", "/api/info")).status).toBe(200);
  });

  it("answers plain HTTP with 400", async () => {
    const answer = await fetch(`${mock.url.replace("https:", "http:")}/api/info`);
    expect([answer.status, await answer.text()]).toEqual([400, ""]);
  });

  it("answers many requests at once", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => send("GET", "/api/info")));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  });
});

describe("starting", () => {
  it("takes a loopback address only", async () => {
    await expect(startMockController({ profile: "5.12", host: "0.0.0.0" })).rejects.toThrow(/loopback/);
  });

  it("refuses numbers out of range and unknown profiles", async () => {
    await expect(startMockController({ profile: "5.12", devices: -1 })).rejects.toThrow(/devices is -1/);
    await expect(startMockController({ profile: "4.0" as never })).rejects.toThrow(
      /5\.12, 5\.15, 6\.2, 6\.2-cloud/,
    );
  });

  it("says when the port is taken", async () => {
    const first = await startMockController({ profile: "5.12" });
    const port = Number(new URL(first.url).port);
    await expect(startMockController({ profile: "5.12", port })).rejects.toThrow(/EADDRINUSE/);
    await first.close();
  });

  it("serves a model of the caller", async () => {
    const model = snapshot("5.12");
    const mock = await startMockController({ profile: "6.2", model });
    const { urls } = (await (await mock.fetch("https://x/v3/api-docs/swagger-config")).json()) as {
      urls: unknown[];
    };
    expect(urls.length).toBeGreaterThan(1);
    await mock.close();
  });

  it("is closed once, with connections open", async () => {
    const mock = await startMockController({ profile: "5.12" });
    const { hostname, port } = new URL(mock.url);
    const socket = connect({ host: hostname, port: Number(port), ca: mock.ca });
    await new Promise((resolve) => socket.once("secureConnect", resolve));
    socket.on("error", () => undefined);
    await mock.close();
    await mock.close();
  });
});
