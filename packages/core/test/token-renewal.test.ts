import { clientCredentials } from "@omada-sdk/auth";
import { describe, expect, it } from "vitest";
import { createClient, type OmadaDownload } from "../src/index.js";
import { envelope, type Handler, startController } from "./support/controller.js";
import { idle } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";
import { code } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

/** Refuses the token on its nth use, and every later request with it, in one of the ways controllers do. */
function expiring(atUse: number, refuse: (response: Parameters<Handler>[1]) => void): Handler {
  const dead = new Set<string | undefined>();
  let uses = 0;
  return (request, response) => {
    const { authorization } = request.headers;
    if (++uses === atUse) dead.add(authorization);
    if (dead.has(authorization)) return refuse(response);
    if (request.path.endsWith("/export"))
      return void response.setHeader("content-type", "text/csv").end("a,b");
    const page = Number(new URLSearchParams(request.query).get("page"));
    const data = [{ id: 2 * page }, { id: 2 * page + 1 }];
    envelope(response, page ? { totalRows: 6, currentPage: page, data } : request.body.length > 0);
  };
}

const refusals: [string, (response: Parameters<Handler>[1]) => void][] = [
  ["-44112", code(-44112)],
  ["-44113", code(-44113)],
  ["HTTP 401 with -44116", code(-44116, 401)],
  ["-44116", code(-44116)],
  ["HTTP 401 without body", (response) => void response.writeHead(401).end()],
  [
    "HTTP 401 with a page",
    (response) => void response.writeHead(401, { "content-type": "text/html" }).end("<p>"),
  ],
];

describe.concurrent.each(refusals)("a token that ends with %s", (_, refuse) => {
  it.each([1, 2, 3, 4, 5, 6, 7])("at request %i is replaced, and no call fails", async (atUse) => {
    const controller = await startController(expiring(atUse, refuse));
    const omada = await connectTo(controller);
    await expect(omada.device.getTags({ siteId: "s" })).resolves.toBe(false);
    await expect(omada.device.moveDevice({ idPath: "s", body: { a: 1 } })).resolves.toBe(true);
    await expect(omada.file.upload({ body: { file: new Blob(["x"]) } })).resolves.toBe(true);
    await expect(((await omada.file.exportLogs({})) as OmadaDownload).text()).resolves.toBe("a,b");
    for (const page of [1, 2])
      await expect(omada.device.getDeviceList({ siteId: "s", page, pageSize: 2 })).resolves.toMatchObject({
        currentPage: page,
      });
    const { data } = await omada.raw.device.POST("/openapi/v1/{omadacId}/x", { body: { b: 2 } });
    expect(data).toMatchObject({ result: true });
    expect(controller.minted).toHaveLength(2);
    expect(controller.seen).toHaveLength(8);
  });
});

describe.concurrent("renewal", () => {
  it("of one token serves 50 callers at once", async () => {
    const controller = await startController((request, response) =>
      envelope(response, "ok", request.headers.authorization === "AccessToken=AT-1" ? -44112 : 0),
    );
    const omada = await connectTo(controller, { pacing: false });
    const calls = Array.from({ length: 50 }, () => omada.device.getTags({ siteId: "s" }));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["ok"]));
    expect(controller.minted).toHaveLength(2);
  });

  it("is not ended by one of those who wait for it", async () => {
    let grant = () => {};
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    const fake = fakeController(() => undefined);
    const fetch = async (url: string, init: RequestInit) => {
      if (url.includes("/authorize/token")) await granted;
      return fake.fetch(url, init);
    };
    const omada = await createClient({ ...fake.client, fetch }, []);
    const abort = new AbortController();
    const ask = (signal?: AbortSignal) => omada.request("GET", "/openapi/v1/{omadacId}/x", { signal });
    const [first, second] = [ask(abort.signal), ask()];
    await idle();
    abort.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    grant();
    await expect(second).resolves.toBe("ok");
    expect(fake.minted()).toBe(1);
  });

  it("survives a token endpoint that is down for a moment, also for writes", async () => {
    const troubles = [new Response(null, { status: 503 }), new Response(null, { status: 429 }), undefined];
    const fake = fakeController(() => undefined, { token: () => troubles.shift() });
    const omada = await createClient({ ...fake.client, fetch: fake.fetch, retry: { baseMs: 0 } }, []);
    await expect(omada.request("PATCH", "/openapi/v1/{omadacId}/x", { body: {} })).resolves.toBe("ok");
    expect(fake.seen).toHaveLength(1);
  });

  it("reports what the controller says when it gives no token", async () => {
    const fake = fakeController(() => undefined, {
      token: () => Response.json({ errorCode: -44106, msg: "No." }),
    });
    const omada = await createClient({ ...fake.client, fetch: fake.fetch }, []);
    await expect(omada.request("GET", "/openapi/v1/{omadacId}/x")).rejects.toMatchObject({
      name: "OmadaAuthError",
      code: -44106,
    });
  });

  it("is left alone for a grant that sent nothing, and asks the grant what its answers mean", async () => {
    const fake = fakeController(() => new Response("<html>", { headers: { "content-type": "text/html" } }));
    const connect = (isStale?: "refused" | "suspect") => {
      let version = 1;
      const auth = {
        ...clientCredentials({ clientId: "c", clientSecret: "s" }),
        authorize: async () => (isStale ? { cookie: `${version}` } : {}),
        invalidate: () => void version++,
        isStale: isStale && (({ html }: { html?: boolean }) => html === true && isStale),
      };
      return createClient({ ...fake.client, auth: auth as never, fetch: fake.fetch }, []);
    };
    const send = async (omada: Awaited<ReturnType<typeof connect>>, method: "GET" | "PUT") => {
      fake.seen.length = 0;
      await expect(omada.request(method, "/openapi/v1/{omadacId}/x")).rejects.toThrow("web page");
      return fake.seen.length;
    };
    expect(await send(await connect(), "GET")).toBe(1);
    expect(await send(await connect("refused"), "PUT")).toBe(2);
    expect(await send(await connect("suspect"), "GET")).toBe(2);
    expect(await send(await connect("suspect"), "PUT")).toBe(1);
  });
});
