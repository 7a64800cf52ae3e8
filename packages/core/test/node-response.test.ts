import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import createFetchClient from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { startController } from "./support/controller.js";

type Write = (response: ServerResponse) => void;

async function fetching(write: Write, init?: RequestInit) {
  const controller = await startController((_, response) => write(response));
  return controller.fetch(`${controller.origin}/x?a=1#hash`, init);
}
const answer =
  (body: string | Buffer, headers: Record<string, string | string[]> = {}, status = 200): Write =>
  (response) =>
    void response.writeHead(status, headers).end(body);

describe.concurrent("what createNodeFetch answers", () => {
  it("has the members of a response", async () => {
    const response = await fetching((response) => void response.writeHead(404, "Gone Fishing").end("x"));
    expect(response).toMatchObject({
      status: 404,
      statusText: "Gone Fishing",
      ok: false,
      type: "basic",
      redirected: false,
      bodyUsed: false,
    });
    expect(new URL(response.url).pathname).toBe("/x");
  });

  it.each<[string, (response: Response) => Promise<unknown>, unknown]>([
    ["text", (response) => response.text(), '{"ä":1}'],
    ["json", (response) => response.json(), { ä: 1 }],
    ["arrayBuffer", async (response) => new Uint8Array(await response.arrayBuffer()).length, 8],
    ["bytes", async (response) => (await response.bytes()).length, 8],
    ["blob", async (response) => (await response.blob()).type, "application/json"],
    ["a stream", async (response) => new Response(response.body).text(), '{"ä":1}'],
  ])("is read as %s, once", async (_, read, expected) => {
    const response = await fetching(answer('{"ä":1}', { "content-type": "application/json" }));
    expect(await read(response)).toEqual(expected);
    expect(response.bodyUsed).toBe(true);
    await expect(response.text()).rejects.toBeInstanceOf(TypeError);
    expect(() => response.clone()).toThrow(TypeError);
  });

  it("drops a byte order mark from text, like a response does", async () => {
    expect(await (await fetching(answer("\ufeffx"))).text()).toBe("x");
  });

  it("is cloned before it is read", async () => {
    const response = await fetching(answer("twice"));
    const copy = response.clone();
    expect(await Promise.all([response.text(), copy.text()])).toEqual(["twice", "twice"]);
    const streamed = await fetching(answer("once"));
    expect(streamed.body?.locked).toBe(false);
    expect(await streamed.arrayBuffer()).toHaveProperty("byteLength", 4);
  });

  it("reads forms", async () => {
    const response = await fetching(answer("a=1", { "content-type": "application/x-www-form-urlencoded" }));
    expect((await response.formData()).get("a")).toBe("1");
  });

  it.each([
    ["gzip", gzipSync("packed")],
    ["deflate", deflateSync("packed")],
    ["br", brotliCompressSync("packed")],
  ])("unpacks %s", async (encoding, body) => {
    const packed = answer(body, { "content-encoding": encoding });
    expect(await (await fetching(packed)).text()).toBe("packed");
    expect(Buffer.from(await (await fetching(packed)).arrayBuffer()).toString()).toBe("packed");
    const half = answer(body.subarray(0, 4), { "content-encoding": encoding });
    await expect((await fetching(half)).text()).rejects.toThrow();
  });

  it("leaves encodings it does not know alone", async () => {
    expect(await (await fetching(answer("x", { "content-encoding": "zstd" }))).text()).toBe("x");
  });

  it("has no body where HTTP has none", async () => {
    for (const response of [
      await fetching(answer("", {}, 204)),
      await fetching(answer(""), { method: "HEAD" }),
    ]) {
      expect(response.body).toBeNull();
      expect(await response.text()).toBe("");
      expect(response.clone().body).toBeNull();
    }
  });

  it("has headers that read like any others and cannot be changed", async () => {
    const { headers } = await fetching(
      answer("", { "X-One": "1", "set-cookie": ["a=1", "b=2"], "x-list": ["1", "2"] }),
    );
    expect(headers.get("X-ONE")).toBe("1");
    expect(headers.get("x-list")).toBe("1, 2");
    expect(headers.get("x-none")).toBeNull();
    expect(headers.has("x-one")).toBe(true);
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([...new Headers([...headers])]).toEqual([...headers]);
    expect([...headers.keys()]).toContain("x-one");
    expect([...headers.values()]).toContain("1, 2");
    const seen: string[] = [];
    headers.forEach((value, name) => void seen.push(`${name}=${value}`));
    expect(seen).toContain("x-one=1");
    for (const change of [
      () => headers.set("a", "b"),
      () => headers.append("a", "b"),
      () => headers.delete("a"),
    ])
      expect(change).toThrow(TypeError);
  });

  it("does not follow redirects", async () => {
    const response = await fetching(answer("", { location: "https://example.com/" }, 302));
    expect(response).toMatchObject({ status: 302, redirected: false });
  });

  it("ends with the signal: before, while waiting, and while reading", async () => {
    const reason = new Error("enough");
    await expect(fetching(answer("x"), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const abort = new AbortController();
    const response = await fetching((response) => void response.writeHead(200).write("half"), {
      signal: abort.signal,
    });
    const text = response.text();
    abort.abort(reason);
    await expect(text).rejects.toBe(reason);
  });

  it("sends every kind of body", async () => {
    const controller = await startController(
      (request, response) => void response.end(`${request.headers["content-type"]} ${request.body}`),
    );
    const send = async (body: BodyInit) =>
      (
        await controller.fetch(controller.origin, { method: "POST", body, duplex: "half" } as RequestInit)
      ).text();
    expect(await send("a")).toBe("text/plain;charset=UTF-8 a");
    expect(await send(new URLSearchParams({ a: "1" }))).toBe(
      "application/x-www-form-urlencoded;charset=UTF-8 a=1",
    );
    expect(await send(new Blob(["b"], { type: "text/csv" }))).toBe("text/csv b");
    expect(await send(new TextEncoder().encode("c"))).toBe("undefined c");
    expect(await send(new Uint16Array([0x6464]))).toBe("undefined dd");
    expect(await send(new TextEncoder().encode("e").buffer)).toBe("undefined e");
    expect(await send(new Response("f").body as ReadableStream)).toBe("undefined f");
  });

  it.each(["ftp://host/x", "nonsense"])("refuses %s", async (url) => {
    const controller = await startController(() => undefined);
    await expect(controller.fetch(url)).rejects.toBeInstanceOf(TypeError);
  });

  it("resolves addresses the way fetch does", async () => {
    const controller = await startController(
      (request, response) => void response.end(request.path + request.query),
    );
    const at = async (path: string) => (await controller.fetch(controller.origin + path)).text();
    expect(await at("")).toBe("/");
    expect(await at("/a/../b")).toBe("/b");
    expect(await at("/ä b?c=d#e")).toBe("/%C3%A4%20bc=d");
  });

  it("serves openapi-fetch", async () => {
    const controller = await startController(
      (request, response) => void response.end(JSON.stringify({ at: request.query })),
    );
    // biome-ignore lint/suspicious/noExplicitAny: untyped paths.
    const client = createFetchClient<any>({ baseUrl: controller.origin, fetch: controller.fetch });
    client.use({ onResponse: ({ response }) => void response.headers.get("x") });
    const { data, error } = await client.GET("/x", { params: { query: { a: 1 } } } as never);
    expect([data, error]).toEqual([{ at: "a=1" }, undefined]);
  });
});
