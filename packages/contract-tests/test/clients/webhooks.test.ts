import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/global-setting";
import { receiveWebhook, type WebhookEvent } from "@omada-sdk/core/webhooks";
import { createMockController } from "@omada-sdk/mock-controller";
import { Hono } from "hono";
import { expect, it } from "vitest";

const START = 1_750_000_000_000;
const secret = "a secret of the webhook";

/** Where messages arrive, and how a controller gets them there. */
interface Receiver {
  readonly url: string;
  readonly send: typeof fetch;
  readonly close?: () => Promise<unknown>;
}

async function overNodeHttp(take: (event: WebhookEvent) => void): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const { status, event } = await receiveWebhook(request, { secret });
    response.writeHead(status).end();
    if (event) take(event);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, send: fetch, close };
}

async function withHono(take: (event: WebhookEvent) => void): Promise<Receiver> {
  const app = new Hono();
  app.post("/hook", async (context) => {
    const { status, event } = await receiveWebhook(context.req.raw, { secret });
    if (event) take(event);
    return new Response(null, { status });
  });
  return { url: "http://receiver.test/hook", send: async (input, init) => app.request(`${input}`, init) };
}

it.each([
  ["node:http", overNodeHttp],
  ["Hono", withHono],
])("%s receives the events of a controller, and refuses those with another secret", async (_, open) => {
  const events: WebhookEvent[] = [];
  const { url, send, close } = await open((event) => events.push(event));
  try {
    const mock = await createMockController({ profile: "6.2", now: () => START, webhookFetch: send });
    const omada = await createOmadaClient({
      baseUrl: "https://mock.invalid",
      auth: clientCredentials(mock.credentials),
      fetch: mock.fetch,
    });
    const create = (name: string, shardedSecret: string) =>
      omada.webhookSetting.createWebhookForGlobal({
        body: { name, urlList: [`${url}?${name}`], retryPolicy: 0, template: 0, shardedSecret },
      });
    await create("ours", secret);
    await create("other", "another secret");
    const [site] = mock.state.sites.values();
    await mock.raiseEvent({ siteId: `${site?.siteId}`, content: "AP 1 was adopted." });
    await mock.raiseEvent({ content: "The controller was backed up." });
    expect(events).toMatchObject([
      { site: site?.name, text: ["AP 1 was adopted."], timestamp: START },
      { site: undefined, text: ["The controller was backed up."], timestamp: START },
    ]);
    const answers = mock.state.dispatches.map(({ url: to, attempts }) => [
      new URL(to).search,
      attempts[0]?.messageCode,
    ]);
    expect(answers).toEqual([
      ["?ours", 204],
      ["?other", 401],
      ["?ours", 204],
      ["?other", 401],
    ]);
  } finally {
    await close?.();
  }
});
