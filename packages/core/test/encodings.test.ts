import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startController } from "./support/controller.js";

const TEXT = JSON.stringify({ errorCode: 0, result: "ä".repeat(5000) });

const encodings: [string, string, (text: string) => Uint8Array][] = [
  ["gzip", "gzip", gzipSync],
  ["gzip by its old name", "x-gzip", gzipSync],
  ["gzip in upper case", "GZIP", gzipSync],
  ["deflate with a head", "deflate", deflateSync],
  ["deflate without one", "deflate", deflateRawSync],
  ["brotli", "br", brotliCompressSync],
  ["two after each other", "deflate, gzip", (text) => gzipSync(deflateSync(text))],
  ["one that is not known", "zebra", (text) => Buffer.from(text)],
];

it.each(encodings)("both fetches read %s, and nothing at all", async (_, encoding, encode) => {
  for (const body of [encode(TEXT), Buffer.alloc(0)])
    for (const chunked of [false, true]) {
      const write = (response: ServerResponse) => {
        const headers = { "content-encoding": encoding };
        response.writeHead(200, chunked ? headers : { ...headers, "content-length": body.length });
        for (let start = 0; chunked && start < body.length; start += 7)
          response.write(body.subarray(start, start + 7));
        response.end(chunked ? undefined : body);
      };
      const controller = await startController((__, response) => write(response), { plain: true });
      const read = async (fetch: typeof globalThis.fetch) => (await fetch(`${controller.origin}/x`)).text();
      const [own, builtIn] = await Promise.all([
        read(controller.fetch as typeof globalThis.fetch),
        read(globalThis.fetch),
      ]);
      expect(own).toBe(body.length === 0 ? "" : TEXT);
      expect(builtIn).toBe(own);
    }
});

it("a decompressed body can be given up half way", async () => {
  const body = gzipSync(Buffer.alloc(10 * 2 ** 20, "x"));
  const controller = await startController(
    (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(body),
    { plain: true },
  );
  const response = await controller.fetch(`${controller.origin}/x`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  await reader.cancel();
  await expect((await controller.fetch(`${controller.origin}/x`)).text()).resolves.toHaveLength(10 * 2 ** 20);
});
