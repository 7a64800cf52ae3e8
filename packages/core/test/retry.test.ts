import { describe, expect, it } from "vitest";
import { createClient, type ErrorEvent, type OmadaHooks, type RetryEvent } from "../src/index.js";
import { startController } from "./support/controller.js";
import { FakeClock } from "./support/fake-clock.js";
import { fakeController } from "./support/fake-controller.js";
import { after, code, type Fault, halfBody, hangUp, proxyPage, slowBody, status } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

const read = "GET";
const write = "PATCH";

async function call(method: typeof read | typeof write, faults: Fault[], options = {}) {
  const controller = await startController(after(...faults));
  const retries: string[] = [];
  const hooks: OmadaHooks = { onRetry: ({ reason }) => retries.push(reason) };
  const omada = await connectTo(controller, { hooks, ...options });
  const [outcome] = await Promise.allSettled([
    omada.request(method, "/openapi/v1/{omadacId}/x", method === write ? { body: { a: 1 } } : {}),
  ]);
  return { outcome, retries, sent: controller.seen.length, minted: controller.minted.length };
}

const busy: [string, Fault, string][] = [
  ["HTTP 429", status(429), "HTTP 429"],
  ["HTTP 429 with an envelope", code(-1, 429), "HTTP 429"],
  ["-7132", code(-7132), "-7132"],
  ["-30028", code(-30028), "-30028"],
  ["-33004", code(-33004), "-33004"],
  ["-33011 in a 503", code(-33011, 503), "-33011"],
];
const doubtful: [string, Fault, string | RegExp][] = [
  ["HTTP 502 with a page", proxyPage(502), "HTTP 502"],
  ["HTTP 503 without body", status(503), "HTTP 503"],
  ["HTTP 504", status(504, "{}", { "content-type": "application/json" }), "HTTP 504"],
  ["a connection that is closed", hangUp, /UND_ERR_SOCKET|ECONNRESET/],
  ["half a body", halfBody, /UND_ERR|ECONNRESET/],
  ["broken JSON", status(200, '{"errorCode":', { "content-type": "application/json" }), "incomplete"],
];
const final: [string, Fault][] = [
  ["HTTP 500", status(500)],
  ["HTTP 404", status(404)],
  ["-1", code(-1)],
  ["-1 in a 502", code(-1, 502)],
  ["a web page", proxyPage(200)],
  ["a redirect", status(302, "", { location: "https://example.com/" })],
];

describe.concurrent("sending again", () => {
  it.each([...busy, ...doubtful])("a read after %s", async (_, fault, reason) => {
    const { outcome, retries, sent } = await call(read, [fault, fault]);
    expect(outcome).toEqual({ status: "fulfilled", value: read });
    expect(sent).toBe(3);
    expect(retries).toEqual(
      [1, 2].map(() => (typeof reason === "string" ? reason : expect.stringMatching(reason))),
    );
  });

  it.each(busy)("a write after %s, which says that nothing was done", async (_, fault) => {
    expect(await call(write, [fault])).toMatchObject({ outcome: { value: write }, sent: 2 });
  });

  it.each(doubtful)("no write after %s, which may have been carried out", async (_, fault) => {
    expect(await call(write, [fault])).toMatchObject({
      outcome: { status: "rejected" },
      sent: 1,
      retries: [],
    });
  });

  it.each(final)("nothing after %s", async (_, fault) => {
    expect(await call(read, [fault])).toMatchObject({
      outcome: { status: "rejected" },
      sent: 1,
      retries: [],
    });
  });

  it("ends after the fourth time, with the last failure", async () => {
    const { outcome, sent } = await call(read, [
      status(503),
      status(503),
      status(503),
      code(-7132),
      status(200),
    ]);
    expect(outcome).toMatchObject({ status: "rejected", reason: { name: "OmadaApiError", code: -7132 } });
    expect(sent).toBe(4);
  });

  it("can be switched off, and a refused token is replaced all the same", async () => {
    expect(await call(read, [status(503)], { retry: false })).toMatchObject({ sent: 1 });
    const healed = await call(write, [code(-44113)], { retry: false });
    expect(healed).toMatchObject({ outcome: { value: write }, sent: 2, minted: 2, retries: ["token"] });
  });

  it("lists whose page goes into the body are reads, exports and uploads are not", async () => {
    const controller = await startController(after(hangUp));
    const omada = await connectTo(controller);
    await expect(omada.client.getGridAllClients({ siteId: "s", body: {} })).resolves.toBe("POST");
    const other = await startController(after(hangUp));
    await expect((await connectTo(other)).file.exportLogs({})).rejects.toMatchObject({
      name: "OmadaConnectionError",
    });
    expect(other.seen).toHaveLength(1);
  });

  it("works for openapi-fetch clients", async () => {
    const controller = await startController(after(proxyPage(502), code(-33004)));
    const omada = await connectTo(controller);
    const { data } = await omada.raw.device.GET("/openapi/v1/{omadacId}/x", {});
    expect(data).toMatchObject({ result: "GET" });
    const refused = await startController(after(proxyPage(502)));
    const { response } = await (await connectTo(refused)).raw.device.POST("/openapi/v1/{omadacId}/x", {
      body: {},
    });
    expect(response.status).toBe(502);
  });

  it("an answer that stops half way ends with the time limit", async () => {
    const { outcome } = await call(read, [slowBody], { timeoutMs: 500 });
    expect(outcome).toMatchObject({ reason: { name: "OmadaTimeoutError" } });
  });
});

describe.concurrent("waiting", () => {
  const connect = async (answers: Array<() => Response>, options = {}, controller = {}) => {
    const clock = new FakeClock();
    const retries: RetryEvent[] = [];
    const events: ErrorEvent[] = [];
    const { client, fetch, seen } = fakeController(() => answers.shift()?.(), controller);
    const hooks: OmadaHooks = {
      onRetry: (event) => retries.push(event),
      onError: (event) => events.push(event),
    };
    const omada = await createClient({ ...client, fetch, clock, hooks, ...options }, []);
    const ask = (signal?: AbortSignal) => omada.request("GET", "/openapi/v1/{omadacId}/x", { signal });
    return { clock, retries, ask, seen, events };
  };
  const unavailable = (headers: Record<string, string> = {}) => new Response(null, { status: 503, headers });
  const many = (count: number, headers?: Record<string, string>) =>
    Array.from({ length: count }, () => () => unavailable(headers));

  it("doubles the limit of each wait up to a cap, and waits a random part of it", async () => {
    const retry = { attempts: 6, baseMs: 100, capMs: 500, random: () => 0.5 };
    const { clock, retries, ask } = await connect(many(5), { retry });
    await clock.run(ask());
    expect(retries.map(({ delayMs }) => delayMs)).toEqual([50, 100, 200, 250, 250]);
    expect(clock.now()).toBe(850);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, Record<string, string>]>([
    ["in seconds", { "retry-after": "7" }],
    [
      "as a date, by the clock of the controller",
      { "retry-after": "Mon, 01 Jan 2001 00:00:07 GMT", date: "Mon, 01 Jan 2001 00:00:00 GMT" },
    ],
  ])("honours Retry-After %s", async (_, headers) => {
    const { clock, retries, ask } = await connect(many(1, headers), { retry: { capMs: 1 } });
    await clock.run(ask());
    expect(retries).toMatchObject([{ reason: "HTTP 503", delayMs: 7000 }]);
  });

  it("gives up at once when the controller asks for more time than the call has", async () => {
    const { clock, ask, seen } = await connect(many(1, { "retry-after": "31" }));
    await expect(clock.run(ask())).rejects.toMatchObject({ name: "OmadaHttpError", status: 503 });
    expect(seen).toHaveLength(1);
    expect(clock.now()).toBe(0);
  });

  it("gives up at once when the controller asks for more than five minutes, whatever time the call has", async () => {
    const { clock, ask, seen, events } = await connect(many(1, { "retry-after": "9999999" }), {
      timeoutMs: 0,
    });
    await expect(clock.run(ask())).rejects.toMatchObject({ name: "OmadaHttpError", status: 503 });
    expect(seen).toHaveLength(1);
    expect(clock.now()).toBe(0);
    expect(events).toMatchObject([{ gaveUp: "time" }]);
  });

  it("honours Retry-After of the token endpoint", async () => {
    const answers = [new Response(null, { status: 429, headers: { "retry-after": "5" } })];
    const { clock, retries, ask } = await connect([], {}, { token: () => answers.shift() });
    await clock.run(ask());
    expect(retries).toMatchObject([{ reason: "HTTP 429", delayMs: 5000 }]);
  });

  it("ignores a Retry-After that cannot be read", async () => {
    const { clock, retries, ask } = await connect(many(1, { "retry-after": "soon" }), {
      retry: { baseMs: 0 },
    });
    await clock.run(ask());
    expect(retries).toMatchObject([{ delayMs: 0 }]);
  });

  it("ends with the caller's signal and leaves no timer", async () => {
    const { clock, ask, retries } = await connect(many(9));
    const abort = new AbortController();
    const call = ask(abort.signal);
    const settled = expect(call).rejects.toThrow("enough");
    await expect.poll(() => retries.length).toBe(1);
    abort.abort(new Error("enough"));
    await settled;
    expect(clock.pending).toBe(0);
  });

  it("a controller that is down gets only so many requests", async () => {
    const { clock, ask, seen, events } = await connect(many(999), { retry: { budget: 5 }, pacing: false });
    const calls = Array.from({ length: 20 }, () => ask());
    await clock.run(Promise.allSettled(calls));
    expect(seen).toHaveLength(25);
    await expect(clock.run(ask())).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(26);
    expect(events.at(-1)).toMatchObject({ gaveUp: "budget" });
  });

  it("answers earn repetitions back", async () => {
    const answers = [() => unavailable(), ...Array(5).fill(() => undefined), () => unavailable()];
    const { clock, ask, seen } = await connect(answers, { retry: { budget: 1 } });
    for (let call = 0; call < 6; call++) await clock.run(ask());
    expect(seen).toHaveLength(8);
  });

  it.each([
    [{ attempts: 0 }, /attempts/],
    [{ baseMs: -1 }, /baseMs/],
    [{ capMs: Number.NaN }, /capMs/],
    [{ budget: -1 }, /budget/],
  ])("refuses %j", async (retry, message) => {
    await expect(connect([], { retry })).rejects.toThrow(message);
  });
});
