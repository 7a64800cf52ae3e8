import { getEventListeners } from "node:events";
import { authorizationCode, type OmadaAuth } from "@omada-sdk/auth";
import { describe, expect, it } from "vitest";
import { createClient, type OmadaClientOptions } from "../src/index.js";
import { createRawClient } from "../src/raw.js";
import { startController } from "./support/controller.js";
import { fakeController } from "./support/fake-controller.js";
import { connectTo, deviceGroup, templateGroup, withRaw } from "./support/groups.js";

const path = "/openapi/v1/{omadacId}/sites/{siteId}/x";
const init = { params: { path: { siteId: "s" } } };

/** The openapi-fetch client of a controller that answers with `answer`. */
async function rawOf(answer: () => Response | undefined, options: Partial<OmadaClientOptions> = {}) {
  const { client, fetch, seen } = fakeController(answer);
  const omada = withRaw(await createClient({ ...client, fetch, ...options }, [deviceGroup, templateGroup]));
  return { raw: omada.raw.device, other: omada.raw.deviceTemplate, seen };
}

const csv = (headers = {}) => new Response("a,b", { headers: { "content-type": "text/csv", ...headers } });

describe.concurrent("openapi-fetch clients", () => {
  it("take clients that createOmadaClient made, and nothing that only looks like one", async () => {
    const { client, fetch } = fakeController(() => undefined);
    const omada = await createClient({ ...client, fetch }, [deviceGroup]);
    expect(() => createRawClient({ ...omada }, deviceGroup)).toThrow(
      /createOmadaClient of the same installation/,
    );
  });

  it.each([
    ["text/html;charset=UTF-8", `<!DOCTYPE html>${" ".repeat(5000)}Login`],
    ["", "  <html>Login"],
  ])("replace a session when the login page comes with HTTP 200 as %j", async (type, page) => {
    const reasons: unknown[] = [];
    let sessions = 0;
    const auth: OmadaAuth = {
      kind: "web-session",
      identity: "session",
      authorize: async () => ({ "csrf-token": `session-${++sessions}` }),
      invalidate: (reason) => void reasons.push(reason),
      isStale: ({ html }) => (html ? "refused" : false),
    };
    const pages = [
      new Response(new TextEncoder().encode(page), { headers: type ? { "content-type": type } : {} }),
    ];
    const { raw, seen } = await rawOf(() => pages.shift(), { auth });
    const { data } = await raw.GET(path, init);
    expect(data).toEqual({ errorCode: 0, result: "ok" });
    expect(reasons).toEqual([{ status: 200, errorCode: undefined, html: true }]);
    expect(seen.map(({ init: { headers } }) => headers)).toMatchObject([
      { "csrf-token": "session-1" },
      { "csrf-token": "session-2" },
    ]);
  });

  it("take their listener off the signal when a file was read, given up, or has nothing in it", async () => {
    const { signal } = new AbortController();
    const answers = [csv(), csv(), csv({ "content-length": "0" }), new Response(null, { status: 204 })];
    const { raw } = await rawOf(() => answers.shift());
    // openapi-fetch makes a Request, whose signal follows this one without a listener that could be seen.
    const listened: AbortSignal[] = [];
    const listeners = () => listened.flatMap((one) => getEventListeners(one, "abort"));
    const watched = { ...init, signal, parseAs: "stream" as const };
    raw.use({ onRequest: ({ request }) => void listened.push(request.signal) });
    const { data, response } = await raw.GET(path, { ...init, signal, parseAs: "text" });
    expect([data, response.headers.get("content-type")]).toEqual(["a,b", "text/csv"]);
    expect(listeners()).toEqual([]);
    const given = await raw.GET(path, watched);
    expect(listeners()).not.toEqual([]);
    await (given.data as ReadableStream).cancel();
    expect(listeners()).toEqual([]);
    await raw.GET(path, watched);
    const { response: none } = await raw.GET(path, watched);
    expect(none.status).toBe(204);
    expect(listeners()).toEqual([]);
  });

  it("end a file half way with the reason of the signal", async () => {
    const controller = await startController((_, response) => {
      response.writeHead(200, { "content-type": "text/csv" });
      response.write("a,b");
    });
    const { raw } = await connectTo(controller);
    const abort = new AbortController();
    const { data } = await raw.device.GET(path, { ...init, signal: abort.signal, parseAs: "stream" });
    const text = new Response(data as unknown as ReadableStream).text();
    abort.abort(new Error("enough"));
    await expect(text).rejects.toThrow("enough");
  });

  it("refuse what only a user may do, unless the client acts as one", async () => {
    const { other, seen } = await rawOf(() => undefined);
    const users = "/openapi/v1/{omadacId}/users";
    await expect(other.GET(users, {})).rejects.toMatchObject({
      name: "OmadaAuthError",
      code: -44118,
      message: expect.stringMatching(/^file\.userList was not sent/),
    });
    expect(seen).toEqual([]);
    expect((await other.POST(users, { body: {} })).data).toMatchObject({ result: "ok" });
    const auth = authorizationCode({ clientId: "c", clientSecret: "s" });
    const asUser = await rawOf(() => undefined, { auth: { ...auth, authorize: async () => ({}) } });
    expect((await asUser.other.GET(users, {})).data).toMatchObject({ result: "ok" });
  });
});
