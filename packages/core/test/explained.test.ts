import { clientCredentials } from "@omada-sdk/auth";
import { describe, expect, it } from "vitest";
import { createClient, type ErrorEvent } from "../src/index.js";
import { OMADAC_ID } from "./support/controller.js";
import { FakeClock, idle } from "./support/fake-clock.js";

const OTHER = "f".repeat(32);
const refused = () => Response.json({ errorCode: -7131, msg: "Controller ID not exist." });
const about = (omadacId: string) =>
  Response.json({ errorCode: 0, result: { controllerVer: "6.2.0.17", omadacId, type: 1 } });

/** A controller whose id is not known any more; `info` answers the second time it is asked who it is. */
async function lost(info: (signal: AbortSignal) => Promise<Response>, tokenRefused: boolean) {
  const clock = new FakeClock();
  let asked = 0;
  const fetch = async (url: string, init: RequestInit) => {
    if (url.endsWith("/api/info")) return asked++ === 0 ? about(OMADAC_ID) : info(init.signal as AbortSignal);
    if (!url.includes("/authorize/token") || tokenRefused) return refused();
    return Response.json({ errorCode: 0, result: { accessToken: "AT-1", expiresIn: 7200 } });
  };
  const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
  const omada = await createClient({ baseUrl: "https://h:8043", auth, fetch, clock }, []);
  const ask = (options = {}) => omada.request("GET", "/openapi/v1/{omadacId}/x", options);
  return { clock, ask };
}

const never = (signal: AbortSignal) =>
  new Promise<Response>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describe("-7131", () => {
  it.each([
    ["a call", false, "OmadaApiError"],
    ["the token request", true, "OmadaAuthError"],
  ])("of %s is explained by what the controller says by now", async (_, tokenRefused, name) => {
    const { ask } = await lost(async () => about(OTHER), tokenRefused);
    await expect(ask()).rejects.toMatchObject({
      name,
      code: -7131,
      hint: expect.stringContaining(`has become "${OTHER}"`),
    });
  });

  it("of a cloud host's token request names what may be wrong there", async () => {
    const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
    const baseUrl = "https://use1-omada-northbound.tplinkcloud.com";
    const fetch = async () => refused();
    const omada = await createClient({ baseUrl, omadacId: OMADAC_ID, auth, fetch }, []);
    await expect(omada.request("GET", "/openapi/v1/{omadacId}/x")).rejects.toMatchObject({
      name: "OmadaAuthError",
      hint: expect.stringMatching(/another cloud region.*Essentials/),
    });
  });

  it("waits for the explanation no longer than the caller does", async () => {
    const { ask, clock } = await lost(never, false);
    const abort = new AbortController();
    const aborted = ask({ signal: abort.signal });
    await idle();
    abort.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");

    const begun = clock.now();
    await expect(clock.run(ask({ timeoutMs: 200 }))).rejects.toMatchObject({ code: -7131 });
    expect(clock.now() - begun).toBeLessThanOrEqual(200);
  });
});

describe("a connection that breaks", () => {
  it("in the middle of the answer is distinguished from one that did not come about", async () => {
    const body = () =>
      new ReadableStream({
        start: (stream) => stream.error(Object.assign(new Error("x"), { code: "ECONNRESET" })),
      });
    const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
    const fetch = async (url: string) => {
      if (url.endsWith("/api/info")) return about(OMADAC_ID);
      if (url.includes("/token"))
        return Response.json({ errorCode: 0, result: { accessToken: "AT-1", expiresIn: 7200 } });
      return new Response(body(), { headers: { "content-type": "application/json" } });
    };
    const omada = await createClient({ baseUrl: "https://h:8043", auth, fetch, retry: false }, []);
    await expect(omada.request("GET", "/openapi/v1/{omadacId}/x")).rejects.toMatchObject({
      name: "OmadaConnectionError",
      message: "The connection to https://h:8043 broke before the answer was complete (ECONNRESET).",
    });
  });
});

it("pages that are not wanted any more are no failures", async () => {
  const events: ErrorEvent[] = [];
  const fetch = async (url: string, { signal }: RequestInit) => {
    if (url.endsWith("/api/info")) return about(OMADAC_ID);
    if (url.includes("/token"))
      return Response.json({ errorCode: 0, result: { accessToken: "AT-1", expiresIn: 7200 } });
    const page = Number(new URL(url).searchParams.get("page"));
    if (page > 1) return never(signal as AbortSignal);
    const data = Array.from({ length: 100 }, (_, id) => ({ id }));
    return Response.json({ errorCode: 0, result: { totalRows: 1000, currentPage: page, data } });
  };
  const group = {
    snapshot: { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
    group: "device",
    tags: ["device"],
    table: "#device\ngetDeviceList G/v1/{}/devices q;*id",
  } as const;
  const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
  const hooks = { onError: (event: ErrorEvent) => void events.push(event) };
  type Tags = {
    device: { getDeviceList(args: { page: number; pageSize: number }): Promise<{ data: object[] }> };
  };
  const omada = await createClient<Tags>({ baseUrl: "https://h:8043", auth, fetch, hooks }, [group]);
  const pages = omada.paginate(omada.device.getDeviceList, {}, { pageSize: 100 });
  let rows = 0;
  for await (const _ of pages) if (++rows === 50) break;
  await idle();
  expect(events).toEqual([]);
});
