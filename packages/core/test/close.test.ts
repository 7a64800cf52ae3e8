import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { createNodeFetch } from "../src/node/index.js";
import { envelope, startController } from "./support/controller.js";
import { fakeController } from "./support/fake-controller.js";
import { connectTo } from "./support/groups.js";

const path = "/openapi/v1/{omadacId}/x";

describe("close()", () => {
  it("resolves as often as it is called, and calls after it fail at once", async () => {
    const controller = await startController((_, response) => envelope(response, "ok"));
    const { fingerprint256 } = controller.certificate;
    const own = await connectTo(controller, { fetch: undefined, tls: { fingerprint256 } });
    const shared = await connectTo(controller);
    for (const omada of [own, shared]) {
      await omada.request("GET", path);
      await Promise.all([omada.close(), omada.close()]);
      await omada.close();
      const before = controller.seen.length;
      const closed = { name: "OmadaError", message: "The client was closed." };
      await expect(omada.request("GET", path)).rejects.toMatchObject(closed);
      await expect(omada.device.deleteDevices({ siteId: "s" })).rejects.toMatchObject(closed);
      await expect(omada.raw.device.GET(path, {})).rejects.toMatchObject(closed);
      await expect(omada.raw.device.POST(path, {})).rejects.toMatchObject(closed);
      await expect(
        omada.paginate(omada.device.getDeviceList, { siteId: "s" }).toArray(),
      ).rejects.toMatchObject(closed);
      expect(controller.seen).toHaveLength(before);
    }
  });

  it("waits for calls under way, those in the queue among them", async () => {
    const open: (() => void)[] = [];
    const { client, fetch, seen } = fakeController(async () => {
      await new Promise<void>((resolve) => open.push(resolve));
      return undefined;
    });
    const omada = await createClient({ ...client, fetch }, []);
    const calls = [1, 2].map(() => omada.request("POST", path));
    await expect.poll(() => seen.length).toBe(1);
    let closed = false;
    const closing = omada.close().then(() => {
      closed = true;
    });
    open.shift()?.();
    await expect.poll(() => seen.length).toBe(2);
    expect(closed).toBe(false);
    open.shift()?.();
    await expect(Promise.all(calls)).resolves.toEqual(["ok", "ok"]);
    await closing;
  });

  it("of createNodeFetch, too, resolves twice, and its requests fail at once and are not repeated", async () => {
    const fetch = createNodeFetch();
    await fetch.close();
    await fetch.close();
    const { client } = fakeController(() => undefined);
    let asked = 0;
    const counting = (url: string, init: RequestInit) => {
      asked++;
      return fetch(url, init);
    };
    await expect(createClient({ ...client, fetch: counting }, [])).rejects.toThrow("The fetch was closed.");
    expect(asked).toBe(1);
  });
});
