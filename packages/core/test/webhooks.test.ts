import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { receiveWebhook, type WebhookRequest, type WebhookResult } from "../src/webhooks.js";

const secret = "a secret of the webhook";
const message = {
  Site: "Head Office",
  Controller: "Omada",
  description: "a message",
  shardSecret: secret,
  text: ["AP 1 was adopted."],
  timestamp: 1_750_000_000_000,
};
const event = {
  site: "Head Office",
  controller: "Omada",
  description: "a message",
  text: ["AP 1 was adopted."],
  timestamp: 1_750_000_000_000,
};
const post = (body: unknown): Request =>
  new Request("https://receiver.test/hook", {
    method: "POST",
    body: typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
const receive = (request: WebhookRequest, maxBytes?: number) => receiveWebhook(request, { secret, maxBytes });

describe("a receiver of webhooks", () => {
  it.each<[string, () => WebhookRequest]>([
    ["a Request", () => post(message)],
    ["text", () => ({ headers: {}, body: JSON.stringify(message) })],
    ["bytes", () => ({ headers: {}, body: new TextEncoder().encode(JSON.stringify(message)) })],
    ["parsed JSON", () => ({ method: "POST", headers: new Headers(), body: message })],
  ])("reads %s", async (_, request) => {
    expect(await receive(request())).toEqual({ status: 204, event });
  });

  it("takes one of several secrets while they change", async () => {
    const secrets = ["the next secret", secret];
    expect((await receiveWebhook(post(message), { secret: secrets })).status).toBe(204);
    expect((await receiveWebhook(post(message), { secret: ["the next secret"] })).status).toBe(401);
  });

  it.each<[string, unknown, WebhookResult["status"]]>([
    ["another secret", { ...message, shardSecret: `${secret}x` }, 401],
    ["a part of the secret", { ...message, shardSecret: secret.slice(0, -1) }, 401],
    ["no secret", { ...message, shardSecret: undefined }, 401],
    ["an empty secret", { ...message, shardSecret: "" }, 401],
    ["a secret in a list", { ...message, shardSecret: [secret] }, 401],
    ["a secret in its prototype", `{"__proto__":${JSON.stringify({ shardSecret: secret })}}`, 401],
    ["the body for Google Chat", { text: "AP 1 was adopted." }, 401],
    ["a list", [message], 400],
    ["null", "null", 400],
    ["nothing", "", 400],
    ["half a message", JSON.stringify(message).slice(0, -9), 400],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), 400],
    ["deep nesting", "[".repeat(60_000), 400],
    ["too much", { ...message, description: "x".repeat(70_000) }, 413],
  ])("refuses %s", async (_, body, status) => {
    const result = await receive(post(body));
    expect(result).toEqual({ status, problem: expect.any(String) });
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  it("refuses other methods, and bodies that lie about their length", async () => {
    expect((await receive(new Request("https://receiver.test/hook"))).status).toBe(405);
    expect((await receive({ headers: { "content-length": "70000" }, body: "{}" })).status).toBe(413);
    expect(
      (await receive({ headers: { "content-length": "2" }, body: JSON.stringify(message) }, 20)).status,
    ).toBe(413);
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect((await receive({ headers: {}, body: endless })).status).toBe(413);
    expect(cancelled).toBe(true);
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    expect((await receive({ headers: {}, body: broken })).status).toBe(400);
  });

  it("takes what has another type than it should as not there", async () => {
    const odd = { shardSecret: secret, Site: 1, Controller: {}, text: [1, "one", null], timestamp: "soon" };
    const { event: read } = await receive(post(odd));
    expect(read).toEqual({
      site: undefined,
      controller: undefined,
      description: undefined,
      text: ["one"],
      timestamp: undefined,
    });
    expect((await receive(post({ shardSecret: secret, text: "one" }))).event?.text).toEqual(["one"]);
    expect(Object.getPrototypeOf({}).shardSecret).toBeUndefined();
  });

  it.each([
    ["", undefined],
    [[], undefined],
    [["", "x"], undefined],
    ["x", 0],
    ["x", Number.NaN],
  ])("needs sensible options: %j, %j", async (wrong, maxBytes) => {
    await expect(receiveWebhook(post(message), { secret: wrong, maxBytes })).rejects.toThrow(
      /^(secret|maxBytes) is/,
    );
  });

  it("serves node:http: a body that turns out too long ends with its connection", async () => {
    const events: unknown[] = [];
    const server = createServer(async (incoming, response) => {
      const { status, event: received } = await receiveWebhook(incoming, { secret });
      if (received) events.push(received);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    try {
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(message) });
      expect([answer.status, events]).toEqual([204, [event]]);
      // Chunked, so that its length is not known before.
      const outcome = await new Promise((resolve) => {
        const headers = { "transfer-encoding": "chunked" };
        const sending = httpRequest(url, { method: "POST", headers }, (refusal: IncomingMessage) => {
          refusal.resume();
          resolve(refusal.statusCode);
        });
        sending.on("error", () => resolve("closed"));
        sending.end("x".repeat(1_000_000));
      });
      expect([413, "closed"]).toContain(outcome);
      expect(events).toHaveLength(1);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
