import type { ServerResponse } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { clientCredentials } from "@omada-sdk/auth";
import { beforeAll, describe, expect, it } from "vitest";
import { createClient, fetchControllerInfo, type OmadaDownload } from "../src/index.js";
import { envelope, startController } from "./support/controller.js";
import { fakeController } from "./support/fake-controller.js";
import { connectTo } from "./support/groups.js";

const path = "/openapi/v1/{omadacId}/x";
const MB = 2 ** 20;
/** 200 MB of blanks before an envelope, in some hundred bytes. */
let bomb: Buffer;
beforeAll(() => {
  const blanks = Buffer.alloc(200 * MB, " ");
  blanks.write('{"errorCode":0,"result":', 0);
  bomb = brotliCompressSync(blanks, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
});

const isJson = { "content-type": "application/json" };
const explode = (response: ServerResponse) =>
  void response.writeHead(200, { ...isJson, "content-encoding": "br" }).end(bomb);
/** Sends for ever, as fast as the other side reads. */
const pour = (response: ServerResponse, type = "application/json") => {
  response.writeHead(200, { "content-type": type });
  response.write('{"errorCode":0,"result":"');
  const chunk = "x".repeat(65_536);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
};

const ways = [
  ["createNodeFetch", true],
  ["the built-in fetch", false],
] as const;

async function client(write: (response: ServerResponse) => void, own: boolean, limits = {}) {
  const controller = await startController((_, response) => write(response), { plain: true });
  const fetch = own ? controller.fetch : globalThis.fetch;
  return { controller, omada: await connectTo(controller, { allowHttp: true, fetch, limits }) };
}

describe("answers are read up to a limit", () => {
  it.each(ways)("%s: 64 MB by default, also of what a few bytes decompress to", async (_, own) => {
    expect(bomb.length).toBeLessThan(100_000);
    const { controller, omada } = await client(explode, own);
    await expect(omada.request("GET", path)).rejects.toMatchObject({
      name: "OmadaHttpError",
      status: 200,
      outcome: "unknown",
      message: expect.stringMatching(/longer than 67108864 bytes.*limits\.answerBytes/),
    });
    expect(controller.seen).toHaveLength(1);
  });

  it.each(ways)("%s: the limit can be set, and an answer without end ends there", async (_, own) => {
    let closed = 0;
    const write = (response: ServerResponse) => {
      response.on("close", () => closed++);
      pour(response);
    };
    const { controller, omada } = await client(write, own, { answerBytes: 100_000 });
    await expect(omada.request("GET", path)).rejects.toThrow(/longer than 100000 bytes/);
    await expect(omada.raw.device.GET(path, {})).rejects.toThrow(/longer than 100000 bytes/);
    expect(controller.seen).toHaveLength(2);
    await expect.poll(() => closed).toBe(2);
  });

  it.each(ways)(
    "%s: openapi-fetch reads JSON within it, whatever type the answer says it is",
    async (_, own) => {
      const write = (response: ServerResponse) => pour(response, "text/plain");
      const { omada } = await client(write, own, { answerBytes: 100_000 });
      for (const method of ["GET", "POST"] as const)
        await expect(omada.raw.device[method](path, {})).rejects.toThrow(/longer than 100000 bytes/);
    },
  );

  it.each(ways)("%s: one byte more is too much", async (_, own) => {
    const body = JSON.stringify({ errorCode: 0, result: "ä".repeat(1000) });
    const bytes = Buffer.byteLength(body);
    for (const chunked of [false, true]) {
      const write = (response: ServerResponse) => {
        response.writeHead(200, chunked ? isJson : { ...isJson, "content-length": bytes });
        response.end(body);
      };
      const exact = await client(write, own, { answerBytes: bytes });
      await expect(exact.omada.request("GET", path)).resolves.toBe("ä".repeat(1000));
      const less = await client(write, own, { answerBytes: bytes - 1 });
      await expect(less.omada.request("GET", path)).rejects.toThrow(`longer than ${bytes - 1} bytes`);
    }
  });

  it.each(ways)(
    "%s: a file streams without one, and what looks like an envelope does not",
    async (_, own) => {
      const size = 3 * MB;
      const write = (response: ServerResponse) =>
        void response
          .writeHead(200, { "content-type": "application/octet-stream" })
          .end(Buffer.alloc(size, "x"));
      const { omada } = await client(write, own, { answerBytes: 1000 });
      const file = (await omada.file.exportLogs({})) as OmadaDownload;
      expect((await file.blob()).size).toBe(size);
      const other = await client((response) => pour(response, "application/octet-stream"), own, {
        answerBytes: MB,
      });
      await expect(other.omada.file.exportLogs({})).rejects.toThrow(/longer than 1048576 bytes/);
    },
  );

  it("of /api/info and of tokens is 1 MB", async () => {
    const long = { errorCode: 0, result: { controllerVer: "6.2.0.17", omadacId: "x", more: "x".repeat(MB) } };
    let asked = 0;
    const fetch = async () => {
      asked++;
      return Response.json(long);
    };
    const { client: options, fetch: fake } = fakeController(() => undefined, {
      token: () => Response.json({ errorCode: 0, result: { accessToken: "AT-1", more: "x".repeat(MB) } }),
    });
    const info = expect.stringMatching(/longer than 1048576 bytes.*limits\.infoBytes/);
    await expect(fetchControllerInfo(options.baseUrl, { fetch })).rejects.toMatchObject({ message: info });
    await expect(createClient({ ...options, fetch }, [])).rejects.toMatchObject({ message: info });
    expect(asked).toBe(2);
    const limits = { infoBytes: 2 * MB, tokenBytes: 2 * MB };
    await expect(fetchControllerInfo(options.baseUrl, { fetch, limits })).resolves.toMatchObject({
      omadacId: "x",
    });
    const omada = await createClient({ ...options, fetch: fake }, []);
    await expect(omada.request("GET", path)).rejects.toThrow(/longer than 1048576 bytes.*limits\.tokenBytes/);
    const patient = await createClient({ ...options, fetch: fake, limits }, []);
    await expect(patient.request("GET", path)).resolves.toBe("ok");
  });

  it("are numbers", async () => {
    const controller = await startController((_, response) => envelope(response, 1));
    for (const limits of [{ answerBytes: 0 }, { infoBytes: -1 }, { tokenBytes: Number.NaN }])
      await expect(connectTo(controller, { limits })).rejects.toThrow(/limits\.\w+ is a number of bytes/);
    const omada = await connectTo(controller, { limits: { answerBytes: Number.POSITIVE_INFINITY } });
    await expect(omada.request("GET", path)).resolves.toBe(1);
  });
});

it("a grant used on its own reads 1 MB of an answer", async () => {
  const auth = clientCredentials({ clientId: "client", clientSecret: "s3cr3t-value" });
  let cancelled = false;
  const endless = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
      cancel: () => {
        cancelled = true;
      },
    });
  const context = { origin: "https://x", omadacId: "x", fetch: async () => new Response(endless()) };
  await expect(auth.authorize(context)).rejects.toThrow("The answer exceeds maxBytes.");
  expect(cancelled).toBe(true);
  const long = { errorCode: 0, result: { accessToken: "AT-1", expiresIn: 7200, more: "x".repeat(2 ** 20) } };
  const fetch = async () => Response.json(long);
  await expect(auth.authorize({ ...context, fetch })).rejects.toThrow("exceeds maxBytes");
  await expect(auth.authorize({ ...context, fetch, maxBytes: 2 ** 21 })).resolves.toBeDefined();
});
