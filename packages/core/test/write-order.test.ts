import { describe, expect, it } from "vitest";
import { createBatch, createClient } from "../src/index.js";
import { idle } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";
import { deviceGroup, type TestTags, withRaw } from "./support/groups.js";

type Tags = TestTags & Pick<ReturnType<typeof withRaw>, "raw">;

/** A controller that answers one write after the other, when the test says so. */
async function slowController() {
  const open: (() => void)[] = [];
  const begun: string[] = [];
  const { client, fetch } = fakeController(async ({ url, init }) => {
    const { actions } = (typeof init.body === "string" ? JSON.parse(init.body) : {}) as {
      actions?: unknown[];
    };
    begun.push(actions ? "batch" : `${init.method} ${new URL(url).pathname.split("/").slice(4).join("/")}`);
    await new Promise<void>((resolve) => open.push(resolve));
    const response = actions?.map(() => ({ errorCode: 0 }));
    return Response.json({ errorCode: 0, result: { response } });
  });
  const omada = withRaw(await createClient<TestTags>({ ...client, fetch, retry: false }, [deviceGroup]));
  const drain = async () => {
    for (let round = 0; round < 40; round++) {
      await idle();
      open.shift()?.();
    }
    return begun;
  };
  return { omada, begun, drain };
}

const move = (omada: Tags, site: string, to: string) =>
  omada.raw.device.POST("/openapi/v1/{omadacId}/sites/{siteId}/{to}", {
    params: { path: { siteId: site, to } },
    body: { to, padding: "x".repeat(50_000) },
  });

describe.concurrent("writes of a site begin in the order in which they were made", () => {
  it("with a batch of several sites among them, in all orders", async () => {
    const site = (siteId: string) => ({ siteId, body: {} });
    for (const order of [
      "a1 both a2 b1",
      "b1 a1 both b2",
      "both a1 b1 a2",
      "a1 a2 both b1",
      "b1 both a1 a2",
    ]) {
      const { omada, drain } = await slowController();
      for (const step of order.split(" ")) {
        if (step === "both") {
          const batch = createBatch(omada);
          batch.add(omada.device.deleteDevices, site("a"));
          batch.add(omada.device.deleteDevices, site("b"));
          void batch.send();
        } else {
          const [id = "", number = ""] = step;
          void omada.request("PATCH", "/openapi/v1/{omadacId}/sites/{id}/{number}", { path: { id, number } });
        }
      }
      const begun = (await drain()).map((one) =>
        one === "batch" ? "both" : one.replace(/^PATCH sites\/(.)\//, "$1"),
      );
      for (const of of ["a", "b"]) {
        const mine = (steps: string[]) => steps.filter((step) => step === "both" || step.startsWith(of));
        expect(mine(begun), order).toEqual(mine(order.split(" ")));
      }
    }
  });

  it("through raw and through methods alike, however long the bodies are", async () => {
    const { omada, drain } = await slowController();
    void move(omada, "s", "1");
    void omada.raw.device.DELETE("/openapi/v1/{omadacId}/sites/{siteId}/2", {
      params: { path: { siteId: "s" } },
    });
    void omada.device.deleteDevices({ siteId: "s" });
    void move(omada, "s", "3");
    void omada.request("PUT", "/openapi/v1/{omadacId}/sites/s/4");
    expect(await drain()).toEqual([
      "POST sites/s/1",
      "DELETE sites/s/2",
      "DELETE sites/s/devices",
      "POST sites/s/3",
      "PUT sites/s/4",
    ]);
  });

  it("and a call of raw that is not sent gives its place up", async () => {
    const { omada, drain } = await slowController();
    omada.raw.device.use({
      onRequest: ({ request }) => (request.url.endsWith("/short") ? Response.json({ short: 1 }) : undefined),
    });
    const first = omada.request("PUT", "/openapi/v1/{omadacId}/sites/s/1");
    const short = move(omada, "s", "short");
    const unfilled = omada.raw.device.POST("/openapi/v1/{omadacId}/sites/{siteId}/x", {}).catch((e) => e);
    const last = omada.request("PUT", "/openapi/v1/{omadacId}/sites/s/2");
    expect(await short).toMatchObject({ data: { short: 1 } });
    expect(await unfilled).toMatchObject({ name: "OmadaError" });
    expect(await drain()).toEqual(["PUT sites/s/1", "PUT sites/s/2"]);
    await Promise.all([first, last]);
  });
});

describe.concurrent("raw", () => {
  it.each(["GET", "POST"] as const)("throws an error of ours for a web page (%s)", async (method) => {
    const headers = { "content-type": "text/html" };
    const { client, fetch } = fakeController(() => new Response("<!doctype html>Login", { headers }));
    const omada = withRaw(await createClient<TestTags>({ ...client, fetch }, [deviceGroup]));
    await expect(omada.raw.device[method]("/openapi/v1/x", {})).rejects.toMatchObject({
      name: "OmadaHttpError",
      status: 200,
      path: "/openapi/v1/x",
      message: expect.stringContaining("not JSON"),
    });
    const text = await omada.raw.device[method]("/openapi/v1/x", { parseAs: "text" });
    expect(text.data).toContain("Login");
  });

  it("refuses a compressed answer of which nothing is left", async () => {
    const headers = { "content-encoding": "gzip", "content-type": "application/json" };
    const { client, fetch, seen } = fakeController(() => new Response("", { headers }));
    const omada = withRaw(
      await createClient<TestTags>({ ...client, fetch, retry: { baseMs: 0 } }, [deviceGroup]),
    );
    await expect(omada.raw.device.POST("/x", {})).rejects.toMatchObject({ outcome: "unknown" });
    expect(seen).toHaveLength(1);
    await expect(omada.raw.device.GET("/x", {})).rejects.toMatchObject({ name: "OmadaConnectionError" });
    expect(seen).toHaveLength(5);
  });
});
