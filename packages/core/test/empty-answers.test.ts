import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createClient, type GroupDefinition } from "../src/index.js";
import { startController } from "./support/controller.js";
import { connectTo, type TestTags } from "./support/groups.js";

type Method = (args?: object) => Promise<unknown>;
interface Tags {
  thing: Record<"list" | "read" | "create" | "change" | "find" | "bare" | "exportAll", Method>;
}

const group: GroupDefinition<Tags> = {
  snapshot: { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
  group: "thing",
  tags: ["thing"],
  table: [
    "#thing",
    "list G/v1/{}/things qv",
    "read G/v1/{}/thing v",
    "create P/v1/{}/things v",
    "change A/v1/{}/thing",
    "find P/v1/{}/things/find bv",
    "bare G/v1/{}/bare rv",
    "exportAll P/v1/{}/things/export x",
  ].join("\n"),
};

async function answering(write: (response: ServerResponse) => void, fetchOwn = true) {
  const controller = await startController((_, response) => write(response), { plain: true });
  const tags = await createClient<Tags>(
    {
      baseUrl: controller.origin,
      allowHttp: true,
      auth: { kind: "web-session", identity: "x", authorize: async () => ({}), invalidate: () => undefined },
      fetch: fetchOwn ? controller.fetch : (url, init) => fetch(url, init),
      retry: { attempts: 3, baseMs: 0 },
    },
    [group],
  );
  return { thing: tags.thing, request: tags.request, seen: controller.seen };
}

const json = (body: string) => (response: ServerResponse) =>
  void response.writeHead(200, { "content-type": "application/json" }).end(body);
const empty = (response: ServerResponse) => void response.writeHead(200).end();
const noContent = (response: ServerResponse) => void response.writeHead(204).end();
const withoutResult = json('{"errorCode":0,"msg":"Success."}');

describe.concurrent("an empty answer is no empty list", () => {
  it.each([
    ["200 without body", empty, /the answer is empty \(HTTP 200\)/],
    ["204", noContent, /the answer is empty \(HTTP 204\)/],
    ["no result", withoutResult, /success without the result/],
  ])("%s where a result is declared is an error, after reads were sent again", async (_, write, message) => {
    for (const name of ["list", "read", "find"] as const) {
      const { thing, seen } = await answering(write);
      await expect(thing[name]({})).rejects.toMatchObject({
        name: "OmadaHttpError",
        message: expect.stringMatching(message),
      });
      expect(seen).toHaveLength(3);
    }
  });

  it.each([
    ["200 without body", empty],
    ["204", noContent],
    ["no result", withoutResult],
  ])("%s ends a write with an error, and it is sent once", async (_, write) => {
    const { thing, seen } = await answering(write);
    await expect(thing.create({ body: {} })).rejects.toMatchObject({
      name: "OmadaHttpError",
      outcome: "unknown",
      message: expect.stringContaining("may have been carried out"),
    });
    expect(seen).toHaveLength(1);
  });

  it("an envelope without result is the success of an operation that declares none", async () => {
    const { thing } = await answering(withoutResult);
    await expect(thing.change({ body: {} })).resolves.toBeUndefined();
    for (const write of [empty, noContent]) {
      const cut = await answering(write);
      await expect(cut.thing.change({ body: {} })).rejects.toMatchObject({ outcome: "unknown" });
      expect(cut.seen).toHaveLength(1);
    }
  });

  it("a controller that recovers is asked again until the rows are there", async () => {
    const answers = [empty, withoutResult, json('{"errorCode":0,"result":{"totalRows":0,"data":[]}}')];
    const { thing } = await answering((response) => answers.shift()?.(response));
    await expect(thing.list({ page: 1, pageSize: 10 })).resolves.toEqual({ totalRows: 0, data: [] });
  });

  it("an empty file and an empty bare answer are errors, too", async () => {
    const { thing } = await answering((response) =>
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(),
    );
    await expect(thing.exportAll({})).rejects.toThrow(/empty/);
    await expect(thing.bare({})).rejects.toThrow(/empty/);
  });

  it("requests by path may be answered with nothing, unless it says that it is compressed", async () => {
    const { request } = await answering(noContent);
    await expect(request("DELETE", "/x")).resolves.toBeUndefined();
    const cut = await answering((response) =>
      response.writeHead(200, { "content-encoding": "gzip", "content-length": 0 }).end(),
    );
    await expect(cut.request("DELETE", "/x")).rejects.toMatchObject({ outcome: "unknown" });
  });
});

describe.concurrent("compressed answers that were cut", () => {
  const rows = Array.from({ length: 400 }, (_, id) => ({ id, name: `row ${(id * 7919) % 1000}` }));
  const whole = gzipSync(JSON.stringify({ errorCode: 0, result: { totalRows: 400, data: rows } }));
  const cuts = [0, 5, 12, 400, whole.length - 40];

  it.each([
    ["createNodeFetch", true],
    ["the built-in fetch", false],
  ])("reject with %s: reads are repeated, writes are not", async (_, own) => {
    for (const length of cuts) {
      const send = (response: ServerResponse) => {
        const headers = { "content-type": "application/json", "content-encoding": "gzip" };
        response.writeHead(200, headers).end(whole.subarray(0, length));
      };
      const { thing, seen } = await answering(send, own);
      await expect(thing.list({ page: 1, pageSize: 1000 }), `read, ${length}`).rejects.toThrow();
      expect(seen, `read, ${length}`).toHaveLength(3);
      for (const write of ["create", "change"] as const)
        await expect(thing[write]({ body: {} }), `${write}, ${length}`).rejects.toMatchObject({
          outcome: "unknown",
          message: expect.stringContaining("may have been carried out"),
        });
      expect(seen, `write, ${length}`).toHaveLength(5);
    }
  });
});

describe.concurrent("an errorCode of another type", () => {
  it.each(['"0"', "null", "true", "false", "0.5", '""', "[]", "{}", '"00"', '"-0"'])(
    "%s is no success",
    async (code) => {
      const { thing, request } = await answering(json(`{"errorCode":${code},"result":{"id":1}}`));
      for (const call of [() => thing.read({}), () => thing.create({ body: {} }), () => request("GET", "/x")])
        await expect(call()).rejects.toMatchObject({
          name: "OmadaHttpError",
          message: expect.stringContaining("errorCode"),
        });
    },
  );

  it("is an error of the controller when it is one as a text", async () => {
    const controller = await startController((_, response) => json('{"errorCode":"-33000"}')(response));
    const omada: TestTags = await connectTo(controller);
    await expect(omada.device.getTags({ siteId: "s" })).rejects.toMatchObject({ code: -33000 });
  });
});
