import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { createClient, type OmadaDownload } from "../src/index.js";
import { startController } from "./support/controller.js";
import { fakeController } from "./support/fake-controller.js";
import { connectTo, deviceGroup, type TestTags, templateGroup } from "./support/groups.js";

async function answering(write: (response: ServerResponse) => void) {
  const controller = await startController((_, response) => write(response));
  return connectTo(controller);
}

const text =
  (body: string, type?: string, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, type === undefined ? {} : { "content-type": type });
    response.end(body);
  };

describe.concurrent("answers", () => {
  it.each([
    ["no content type", text('{"errorCode":0,"result":[1]}'), [1]],
    ["text/plain", text('{"errorCode":0,"result":[1]}', "text/plain"), [1]],
    ["text/html around an envelope", text('{"errorCode":0,"result":[1]}', "text/html"), [1]],
    [
      "octet-stream around an envelope",
      text('{"errorCode":0,"result":[1]}', "application/octet-stream"),
      [1],
    ],
    ["byte order mark", text('\ufeff{"errorCode":0,"result":[1]}', "application/json"), [1]],
    ["no result", text('{"errorCode":0,"msg":"Success."}', "application/json"), undefined],
  ])("%s is decoded", async (_, write, expected) => {
    const omada = await answering(write);
    await expect(omada.device.getTags({ siteId: "s" })).resolves.toEqual(expected);
  });

  it("a bare answer is returned whole where the documents say so, unless it is an envelope", async () => {
    const bare = await answering(text('{"id":"x"}', "application/json"));
    await expect(bare.file.bare({})).resolves.toEqual({ id: "x" });
    await expect(bare.device.getTags({ siteId: "s" })).rejects.toMatchObject({ name: "OmadaHttpError" });
    const wrapped = await answering(text('{"errorCode":0,"result":{"id":"x"}}', "application/json"));
    await expect(wrapped.file.bare({})).resolves.toEqual({ id: "x" });
  });

  it.each([
    ["a web page", text("<!DOCTYPE html><p>Login", "text/html;charset=UTF-8"), /web page/],
    ["a web page without type", text("  <html>"), /web page/],
    ["broken JSON", text('{"errorCode":0', "application/json"), /not JSON/],
    ["a 404 without body", text("", undefined, 404), /HTTP 404/],
    ["success in a 500", text('{"errorCode":0}', "application/json", 500), /says success/],
    [
      "a redirect",
      (r: ServerResponse) => r.writeHead(302, { location: "https://example.com/" }).end(),
      /redirected/,
    ],
    [
      "an error of the framework",
      text('{"timestamp":1,"status":400,"error":"Bad Request","path":"/x"}', "application/json", 400),
      /HTTP 400 \(Bad Request\)/,
    ],
  ])("%s is an OmadaHttpError", async (_, write, message) => {
    const omada = await answering(write);
    await expect(omada.device.getTags({ siteId: "s" })).rejects.toMatchObject({
      name: "OmadaHttpError",
      operation: "device.getTags",
      message: expect.stringMatching(message),
    });
  });

  it("a path that takes other methods only is distinguished from an unknown one", async () => {
    const body = '{"timestamp":1,"status":405,"error":"Method Not Allowed","path":"/x"}';
    const omada = await answering(text(body, "application/json", 405));
    await expect(omada.device.getTags({ siteId: "s" })).rejects.toMatchObject({
      name: "OmadaHttpError",
      status: 405,
      message: expect.stringMatching(/HTTP 405 \(Method Not Allowed\)/),
      hint: expect.stringMatching(
        /^The path exists, but not with this method\. This controller does not have/,
      ),
    });
    const unknown = await answering(text("", undefined, 404));
    await expect(unknown.device.getTags({ siteId: "s" })).rejects.toMatchObject({
      hint: expect.not.stringContaining("method"),
    });
  });

  it("a file arrives as a download, with its name", async () => {
    const omada = await answering((response) => {
      response.setHeader("content-type", "application/vnd.ms-excel");
      response.setHeader("content-disposition", "attachment; filename*=UTF-8''../l%C3%B6g.xls");
      response.write("PK");
      response.end("rest");
    });
    const file = (await omada.file.exportLogs({})) as OmadaDownload;
    expect(file).toMatchObject({ contentType: "application/vnd.ms-excel", filename: "lög.xls" });
    await expect(file.text()).resolves.toBe("PKrest");
  });

  it("a file without content type stays binary on export operations", async () => {
    const bytes = Buffer.from([0x50, 0x4b, 0xff, 0x00, 0x80]);
    const omada = await answering((response) => void response.end(bytes));
    const blob = await ((await omada.file.exportLogs({})) as OmadaDownload).blob();
    expect(Buffer.from(await blob.arrayBuffer())).toEqual(bytes);
  });

  it("a JSON file that is no envelope stays a file, an error stays an error", async () => {
    const config = await answering(text('{"sites":[]}', "application/octet-stream"));
    await expect(((await config.file.exportLogs({})) as OmadaDownload).text()).resolves.toBe('{"sites":[]}');
    const failing = await answering(text('{"errorCode":-33000}', "application/octet-stream"));
    await expect(failing.file.exportLogs({})).rejects.toMatchObject({ code: -33000 });
  });

  it.each(['{"errorCode":null}', '{"errorCode":"0","msg":"x"}', '{"errorCode":-33000,"ms'])(
    "%s is no file",
    async (said) => {
      const failing = await answering(text(said, "application/octet-stream"));
      await expect(failing.file.exportLogs({})).rejects.toMatchObject({
        name: "OmadaHttpError",
        status: 200,
      });
    },
  );

  it("a long file that begins like an object is not kept in memory, a long envelope is read to its end", async () => {
    const body = (size: number, start: string) => {
      let read = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode(read === 0 ? start : "x".repeat(32_768)));
          read += 32_768;
          if (read >= size) {
            controller.enqueue(new TextEncoder().encode('"}'));
            controller.close();
          }
        },
      });
      return { stream, read: () => read };
    };
    const exporting = async (stream: ReadableStream) => {
      const headers = { "content-type": "application/octet-stream" };
      const { fetch, client } = fakeController(() => new Response(stream, { headers }));
      const omada = await createClient<TestTags>({ ...client, fetch }, [deviceGroup, templateGroup]);
      return omada.file.exportLogs({});
    };
    const size = 64 * 32_768;
    const long = body(size, '{"log":"');
    const file = (await exporting(long.stream)) as OmadaDownload;
    expect(long.read()).toBeLessThan(size / 8);
    const text = await file.text();
    expect([text.slice(0, 10), text.length]).toEqual(['{"log":"xx', size - 32_768 + 10]);
    const envelope = body(size, '{"errorCode":0,"result":"');
    await expect(exporting(envelope.stream)).resolves.toHaveLength(size - 32_768);
  });

  it("an attachment is a file even when it is text", async () => {
    const omada = await answering((response) => {
      response.writeHead(200, {
        "content-type": "text/plain",
        "content-disposition": 'attachment; filename="a.log"',
      });
      response.end("lines");
    });
    const file = await omada.request<OmadaDownload>("GET", "/x");
    expect(file.filename).toBe("a.log");
    expect(Buffer.from(await new Response(file.stream()).arrayBuffer()).toString()).toBe("lines");
  });

  it("a download that is cut off says so", async () => {
    const omada = await answering((response) => {
      response.writeHead(200, { "content-type": "text/csv", "content-length": "100" });
      response.write("a,b\n", () => response.destroy());
    });
    const file = (await omada.file.exportLogs({})) as OmadaDownload;
    await expect(file.text()).rejects.toMatchObject({
      name: "OmadaConnectionError",
      message: expect.stringMatching(/broke before the answer was complete/),
    });
  });

  it("a download can be cancelled and aborted half way", async () => {
    const omada = await answering((response) => {
      response.setHeader("content-type", "text/csv");
      response.write("a,b\n");
    });
    const cancelled = (await omada.file.exportLogs({})) as OmadaDownload;
    await expect(cancelled.cancel()).resolves.toBeUndefined();
    const controller = new AbortController();
    const aborted = (await omada.file.exportLogs({}, { signal: controller.signal })) as OmadaDownload;
    const whole = aborted.text();
    controller.abort(new Error("enough"));
    await expect(whole).rejects.toThrow("enough");
  });
});
