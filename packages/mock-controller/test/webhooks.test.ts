import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { type Envelope, type Session, session } from "./support.js";

const START = 1_750_000_000_000;

interface Received {
  url: string;
  body: Record<string, unknown>;
}

/** A session whose webhooks go to a receiver that answers with the given statuses, then with 200. */
async function receiving(statuses: number[] = []): Promise<{ s: Session; received: Received[] }> {
  const received: Received[] = [];
  const webhookFetch: typeof fetch = async (input, init) => {
    received.push({ url: String(input), body: JSON.parse(`${init?.body}`) });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { s: await session({ profile: "6.2", now: () => START, webhookFetch }), received };
}

const mspPath = (s: Session): string => `/openapi/v1/msp/${s.mock.credentials.omadacId}/webhook/settings`;

const create = (s: Session, rest = {}, path = "/webhook/settings"): Promise<Envelope> =>
  s.envelope("POST", path, {
    ...{
      name: "Chat",
      urlList: ["http://receiver.test/hook"],
      retryPolicy: 0,
      template: 0,
      shardedSecret: "abc",
    },
    ...rest,
  });

async function webhookId(s: Session, path = "/webhook/settings"): Promise<unknown> {
  const { result } = await s.envelope("GET", path);
  return (result as { name: string; webhookId: string }[]).find((row) => row.name === "Chat")?.webhookId;
}

describe("webhooks", () => {
  it("send events in the template of Omada", async () => {
    const { s, received } = await receiving();
    await s.mock.raiseEvent({ content: "No receiver yet" });
    await create(s);
    await s.mock.raiseEvent({ siteId: s.siteId, content: "AP 1 was adopted." });
    expect(received).toEqual([
      {
        url: "http://receiver.test/hook",
        body: {
          Site: "Head Office",
          description: expect.any(String),
          shardSecret: "abc",
          text: ["AP 1 was adopted."],
          Controller: expect.any(String),
          timestamp: START,
        },
      },
    ]);
  });

  it.each([
    [0, [500], 1, 0],
    [1, [500, 500, 500, 500, 500, 500], 5, 3_600_000],
    [1, [500, 503], 3, 3_600_000],
    [2, [500, 500, 500, 500, 500, 500], 5, 86_400_000],
  ])("try again by policy %i: %j gives %i tries", async (retryPolicy, statuses, tries, within) => {
    const { s, received } = await receiving([...statuses]);
    await create(s, { retryPolicy });
    await s.mock.raiseEvent({ content: "Once" });
    expect(received).toHaveLength(1);
    await s.mock.clock.advance(within);
    expect(received).toHaveLength(tries);
    await s.mock.clock.advance(10 * 86_400_000);
    expect(received).toHaveLength(tries);
  });

  it("log what they sent", async () => {
    const { s } = await receiving([500]);
    await create(s, { retryPolicy: 1 });
    await s.mock.raiseEvent({ content: "Logged" });
    await s.mock.clock.advance(3_600_000);
    const id = await webhookId(s);
    const path = `/webhook/settings/dispatch-logs?page=1&pageSize=10&filters.webhookId=${id}`;
    const { result } = await s.envelope(
      "GET",
      `${path}&filters.timeStart=${START}&filters.timeEnd=${START + 1}`,
    );
    expect(result).toMatchObject({
      totalRows: 1,
      data: [{ dispatchDetail: { attemptNumber: 2 }, dispatchMessage: { dispatchTime: START } }],
    });
  });

  it("send a test, and nothing after they are deleted", async () => {
    const { s, received } = await receiving();
    await create(s);
    const id = await webhookId(s);
    const test = { name: "Chat", template: 1, urlList: ["http://receiver.test/test"] };
    expect(await s.envelope("POST", `/webhook/settings/${id}`, test)).toMatchObject({ errorCode: 0 });
    expect(received).toEqual([{ url: "http://receiver.test/test", body: { text: expect.any(String) } }]);
    await s.envelope("DELETE", `/webhook/settings/${id}`);
    await s.mock.raiseEvent({ content: "No receiver any more" });
    expect(received).toHaveLength(1);
  });

  it("of an MSP work like the controller's", async () => {
    const { s, received } = await receiving([500]);
    const path = mspPath(s);
    expect(await create(s, { retryPolicy: 1 }, path)).toMatchObject({ errorCode: 0 });
    const id = await webhookId(s, path);
    await s.mock.raiseEvent({ content: "Told twice" });
    await s.mock.clock.advance(3_600_000);
    expect(received.map(({ body }) => body.text)).toEqual([["Told twice"], ["Told twice"]]);
    const times = `filters.timeStart=${START}&filters.timeEnd=${START + 1}`;
    const logs = await s.envelope(
      "GET",
      `${path}/dispatch-logs?page=1&pageSize=10&filters.webhookId=${id}&${times}`,
    );
    expect(logs.result).toMatchObject({ totalRows: 1, data: [{ dispatchDetail: { attemptNumber: 2 } }] });
    const test = { name: "Chat", template: 0, urlList: ["http://receiver.test/test"] };
    expect(await s.envelope("POST", `${path}/${id}`, test)).toMatchObject({ errorCode: 0 });
    expect(received.at(-1)?.url).toBe("http://receiver.test/test");
    await s.envelope("DELETE", `${path}/${id}`);
    await s.mock.raiseEvent({ content: "No receiver any more" });
    expect(received).toHaveLength(3);
  });

  it("have names of their own, addresses that differ, and know when they sent something", async () => {
    const { s } = await receiving();
    const twice = ["http://receiver.test/a", "http://receiver.test/a"];
    const answers = [await create(s), await create(s), await create(s, { name: "Other", urlList: twice })];
    expect(answers.map(({ errorCode }) => errorCode)).toEqual([0, -44201, -44203]);
    await s.mock.raiseEvent({ content: "Now" });
    const rows = (await s.envelope("GET", "/webhook/settings")).result as Record<string, unknown>[];
    expect(rows.find(({ name }) => name === "Chat")).toMatchObject({ urlNum: 1, lastTime: START });
  });

  it("have one address to three, also when they are changed or tested", async () => {
    const { s, received } = await receiving();
    const urls = (count: number) =>
      Array.from({ length: count }, (_, index) => `http://receiver.test/${index}`);
    const wrote = (count: number) => create(s, { name: `${count}`, urlList: urls(count) });
    expect(await Promise.all([0, 1, 3, 4].map(async (count) => (await wrote(count)).errorCode))).toEqual([
      -44203, 0, 0, -44203,
    ]);
    await create(s);
    const path = `/webhook/settings/${await webhookId(s)}`;
    const setting = { name: "Chat", retryPolicy: 0, template: 0, urlList: urls(4) };
    expect(await s.envelope("PATCH", path, setting)).toMatchObject({ errorCode: -44203 });
    expect(await s.envelope("PATCH", path, { ...setting, urlList: urls(2) })).toMatchObject({ errorCode: 0 });
    expect(await s.envelope("POST", path, setting)).toMatchObject({ errorCode: -44203 });
    expect(received).toEqual([]);
  });

  it("give up on a receiver that never answers", async () => {
    let open = 0;
    const webhookFetch: typeof fetch = (_, init) => {
      open++;
      init?.signal?.addEventListener("abort", () => open--);
      return new Promise(() => undefined);
    };
    const s = await session({ profile: "6.2", now: () => START, webhookFetch, webhookTimeoutMs: 1 });
    await create(s, { retryPolicy: 1 });
    await s.mock.raiseEvent({ content: "Into the void" });
    await s.mock.clock.advance(3_600_000);
    expect(s.mock.state.dispatches.map(({ delivered, attempts }) => [delivered, attempts.length])).toEqual([
      [false, 5],
    ]);
    expect(s.mock.state.dispatches[0]?.attempts.every(({ messageCode }) => messageCode === 0)).toBe(true);
    expect(open).toBe(0);
  });

  it("give up on a server that takes a message and is silent", async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const s = await session({ profile: "6.2", now: () => START, webhookTimeoutMs: 50 });
    await create(s, { urlList: [`http://127.0.0.1:${port}/hook`] });
    await s.mock.raiseEvent({ content: "Silence" });
    // Ends only when the mock has ended the connection.
    await new Promise((resolve) => server.close(resolve));
    expect(s.mock.state.dispatches[0]?.attempts).toEqual([{ attemptTime: START, messageCode: 0 }]);
  });

  it.each([0, 1.5, Number.NaN])("refuse to wait %d ms", async (webhookTimeoutMs) => {
    await expect(session({ profile: "6.2", webhookTimeoutMs })).rejects.toThrow("webhookTimeoutMs is");
  });

  it("reach this machine only, unless allowed otherwise", async () => {
    const bodies: string[] = [];
    const server = createServer((message, response) => {
      message.setEncoding("utf8").on("data", (piece) => bodies.push(piece));
      message.on("end", () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const s = await session({ profile: "6.2", now: () => START });
    await create(s, { urlList: [`http://127.0.0.1:${port}/hook`, "http://192.0.2.1/hook"] });
    await s.mock.raiseEvent({ content: "Here" });
    await new Promise((resolve) => server.close(resolve));
    expect(bodies.join("")).toContain("Here");
    expect(s.mock.state.dispatches.map(({ url, delivered }) => [new URL(url).hostname, delivered])).toEqual([
      ["127.0.0.1", true],
      ["192.0.2.1", false],
    ]);
  });
});
