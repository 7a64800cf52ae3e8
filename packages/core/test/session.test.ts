import { describe, expect, it, vi } from "vitest";
import { envelope, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

const isFirstToken = (authorization: string | undefined) => authorization === "AccessToken=AT-1";

describe.concurrent("a refused token", () => {
  it.each([-44112, -44113])("%i is replaced once and the request sent again, body included", async (code) => {
    const controller = await startController((request, response) =>
      isFirstToken(request.headers.authorization)
        ? envelope(response, undefined, code)
        : envelope(response, "ok"),
    );
    const omada = await connectTo(controller);
    await expect(omada.device.moveDevice({ idPath: "s", body: { a: 1 } })).resolves.toBe("ok");
    expect(controller.minted).toHaveLength(2);
    expect(controller.seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  it("also heals uploads, HTTP 401 and openapi-fetch clients", async () => {
    const controller = await startController((request, response) => {
      if (!isFirstToken(request.headers.authorization)) return envelope(response, request.body.length > 0);
      response.statusCode = 401;
      envelope(response, undefined, -44116);
    });
    const first = await connectTo(controller);
    await expect(first.file.upload({ body: { file: new Blob(["x"]) } })).resolves.toBe(true);
    expect(controller.seen[1]?.body).toContain("\r\nx\r\n");
    const controller2 = await startController((request, response) =>
      envelope(response, request.body, isFirstToken(request.headers.authorization) ? -44113 : 0),
    );
    const second = await connectTo(controller2);
    const { data } = await second.raw.device.POST("/openapi/v1/{omadacId}/x", { body: { b: 2 } });
    expect(data).toEqual({ errorCode: 0, msg: "Success.", result: '{"b":2}' });
  });

  it("is not replaced a second time", async () => {
    const controller = await startController((_, response) => envelope(response, undefined, -44113));
    const omada = await connectTo(controller);
    await expect(omada.device.getTags({ siteId: "s" })).rejects.toMatchObject({ code: -44113 });
    expect(controller.seen).toHaveLength(2);
    expect(controller.minted).toHaveLength(2);
  });

  it("is replaced by one token request for many calls", async () => {
    const controller = await startController((request, response) =>
      envelope(response, "ok", isFirstToken(request.headers.authorization) ? -44112 : 0),
    );
    const omada = await connectTo(controller);
    const calls = Array.from({ length: 20 }, () => omada.device.getTags({ siteId: "s" }));
    await expect(Promise.all(calls)).resolves.toHaveLength(20);
    expect(controller.minted).toHaveLength(2);
  });
});

describe.concurrent("ending a call", () => {
  const silent = () => startController(() => undefined);

  it("times out with an error of its own, and leaves nothing on the caller's signal", async () => {
    const omada = await connectTo(await silent());
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await expect(omada.device.getTags({ siteId: "s" }, { timeoutMs: 30, signal })).rejects.toMatchObject({
      name: "OmadaTimeoutError",
      timeoutMs: 30,
      message: expect.stringContaining("device.getTags"),
    });
    expect(listeners).toBe(0);
  });

  it("puts one listener on a signal however many calls share it, and aborts them all", async () => {
    const controller = await silent();
    const omada = await connectTo(controller);
    const abort = new AbortController();
    const add = vi.spyOn(abort.signal, "addEventListener");
    const options = { signal: abort.signal };
    const calls = Array.from({ length: 30 }, () => omada.device.getTags({ siteId: "s" }, options));
    const settled = Promise.allSettled(calls);
    abort.abort(new Error("all of them"));
    const reasons = (await settled).map((one) => one.status === "rejected" && one.reason.message);
    expect(new Set(reasons)).toEqual(new Set(["all of them"]));
    expect(add).toHaveBeenCalledTimes(1);
  });

  it("rejects with the caller's reason, before and during the request", async () => {
    const controller = await silent();
    const omada = await connectTo(controller);
    const reason = new Error("changed my mind");
    const early = omada.device.getTags({ siteId: "s" }, { signal: AbortSignal.abort(reason) });
    await expect(early).rejects.toBe(reason);
    expect(controller.minted).toEqual([]);
    const abort = new AbortController();
    const call = omada.device.getTags({ siteId: "s" }, { signal: abort.signal });
    await expect.poll(() => controller.seen.length).toBe(1);
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it.each([-1, Number.NaN])("refuses %d as timeout", async (timeoutMs) => {
    const omada = await connectTo(await silent());
    await expect(omada.device.getTags({ siteId: "s" }, { timeoutMs })).rejects.toThrow("timeoutMs");
  });

  it("an unreachable controller is a connection error without cause details that could leak", async () => {
    const controller = await startController((_, response) => void response.destroy());
    const omada = await connectTo(controller);
    await expect(omada.device.getTags({ siteId: "s" })).rejects.toMatchObject({
      name: "OmadaConnectionError",
      origin: controller.origin,
    });
  });
});
