import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  type ContextManager,
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it } from "vitest";
import type { OmadaHooks, RequestEvent } from "../src/index.js";
import { openTelemetryHooks } from "../src/opentelemetry/index.js";
import { OMADAC_ID, startController } from "./support/controller.js";
import { after, code, hangUp, proxyPage } from "./support/faults.js";
import { connectTo } from "./support/groups.js";

const SITE = "0123456789abcdef01234567";
const MAC = "AA-BB-CC-DD-EE-FF";

class OnDemandReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** The SDK of OpenTelemetry with exporters in memory. */
function telemetry() {
  const exporter = new InMemorySpanExporter();
  const reader = new OnDemandReader();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const meters = new MeterProvider({ readers: [reader] });
  const tracer = provider.getTracer("test");
  const hooks = openTelemetryHooks({ tracer, meter: meters.getMeter("test") });
  return {
    hooks,
    tracer,
    spans: () => exporter.getFinishedSpans(),
    async metrics() {
      const { resourceMetrics } = await reader.collect();
      return resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
    },
  };
}

/** A read that is refused twice and cut off once before it succeeds, and a write that fails. */
async function calls(hooks: OmadaHooks) {
  const controller = await startController(
    after(proxyPage(503), code(-44113), hangUp, code(0), code(-33000)),
  );
  const omada = await connectTo(controller, { hooks, logger: { warn: () => undefined } });
  await omada.device.getDevice({ siteId: SITE, deviceMac: MAC }).catch(() => undefined);
  await omada.device.moveDevice({ idPath: SITE, body: { name: "Lobby" } }).catch(() => undefined);
  await omada.request("GET", `/openapi/v1/{omadacId}/sites/${SITE}/devices?name=Ann`).catch(() => undefined);
  return controller;
}

describe("OpenTelemetry", () => {
  it("gets a span for every request, with the names of the semantic conventions", async () => {
    const { hooks, spans } = telemetry();
    const { origin } = await calls(hooks);
    const { hostname, port, protocol } = new URL(origin);
    const about = {
      "server.address": hostname,
      "server.port": Number(port),
      "url.scheme": protocol.slice(0, -1),
    };
    expect(spans().every(({ ended }) => ended)).toBe(true);
    const template = `${spans().find(({ attributes }) => attributes["omada_sdk.operation"])?.attributes["url.template"]}`;
    expect(template).toContain("{deviceMac}");
    const read = spans().filter(({ attributes }) => attributes["omada_sdk.operation"] === "device.getDevice");
    const common = {
      ...about,
      "http.request.method": "GET",
      "omada_sdk.operation": "device.getDevice",
      "url.template": template,
      "url.full": `${origin}${template}`,
    };
    expect(read.map(({ name }) => name)).toEqual(Array(read.length).fill(`GET ${template}`));
    expect(read.slice(0, 3).map(({ attributes }) => attributes)).toEqual([
      { ...common, "http.response.status_code": 503, "error.type": "503" },
      {
        ...common,
        ...{ "http.request.resend_count": 1, "http.response.status_code": 200 },
        ...{ "omada_sdk.error_code": -44113, "error.type": "-44113" },
      },
      {
        ...common,
        "http.request.resend_count": 2,
        "error.type": expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/),
      },
    ]);
    expect(read[0]?.status).toEqual({ code: SpanStatusCode.ERROR });
    const write = spans().find(({ attributes }) => attributes["omada_sdk.operation"] === "device.moveDevice");
    expect(write?.attributes["error.type"]).toBe("-33000");
  });

  it("gets durations, waits, retries and failures as metrics", async () => {
    const { hooks, spans, metrics } = telemetry();
    await calls(hooks);
    const found = new Map((await metrics()).map((metric) => [metric.descriptor.name, metric]));
    expect([...found.keys()].sort()).toEqual([
      "http.client.request.duration",
      "omada_sdk.failures",
      "omada_sdk.queue.duration",
      "omada_sdk.retries",
    ]);
    const points = (name: string) =>
      (found.get(name)?.dataPoints ?? []) as unknown as {
        attributes: object;
        value: number & { count: number };
      }[];
    const total = (name: string) => points(name).reduce((sum, { value }) => sum + (value.count ?? value), 0);
    expect(total("http.client.request.duration")).toBe(spans().length);
    expect(total("omada_sdk.queue.duration")).toBe(spans().length);
    expect(total("omada_sdk.retries")).toBe(3);
    expect(points("omada_sdk.failures")).toContainEqual(
      expect.objectContaining({
        value: 1,
        attributes: expect.objectContaining({
          "omada_sdk.operation": "device.moveDevice",
          "error.type": "-33000",
        }),
      }),
    );
    expect(found.get("http.client.request.duration")?.descriptor.unit).toBe("s");
  });

  it("gets no secret and no id", async () => {
    const { hooks, spans, metrics } = telemetry();
    await calls(hooks);
    const reported = JSON.stringify([
      spans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
      (await metrics()).map(({ dataPoints }) => dataPoints.map(({ attributes }) => attributes)),
    ]);
    for (const secret of [SITE, MAC, OMADAC_ID, "Lobby", "Ann", "AT-", "client-secret"])
      expect(reported).not.toContain(secret);
    expect(reported).toContain("/openapi/v1/{omadacId}/sites/{?}/devices");
  });

  describe("with a context", () => {
    const store = new AsyncLocalStorage<Context>();
    const manager: ContextManager = {
      active: () => store.getStore() ?? ROOT_CONTEXT,
      with: (given, run, self, ...args) => store.run(given, () => run.call(self as never, ...args)),
      bind: (_, target) => target,
      enable: () => manager,
      disable: () => manager,
    };
    afterEach(() => context.disable());

    it("puts requests below the span of the caller, also those that waited for their turn", async () => {
      context.setGlobalContextManager(manager);
      const { hooks, tracer, spans } = telemetry();
      const controller = await startController(after());
      const omada = await connectTo(controller, { hooks, pacing: { concurrency: 1 } });
      const callers = ["one", "two", "three"].map((name) => tracer.startSpan(name));
      await Promise.all(
        callers.map((span) =>
          context.with(trace.setSpan(context.active(), span), () =>
            omada.device.getDevice({ siteId: SITE, deviceMac: MAC }),
          ),
        ),
      );
      const parents = spans()
        .filter(({ attributes }) => attributes["omada_sdk.operation"] === "device.getDevice")
        .map(({ parentSpanContext }) => parentSpanContext?.spanId);
      expect(parents.sort()).toEqual(callers.map((span) => span.spanContext().spanId).sort());
    });
  });

  it("forgets requests that end without an event, and takes requests of several clients apart", () => {
    const { hooks, spans } = telemetry();
    const event = (callId: number): RequestEvent => ({
      ...{ callId, operation: "site.getSiteList", method: "GET", path: "/openapi/v1/{omadacId}/sites" },
      ...{ url: "https://192.0.2.1/openapi/v1/x/sites", attempt: 1, headers: {}, queuedMs: 0 },
    });
    const answer = { status: 200, errorCode: 0, headers: {}, durationMs: 1 };
    hooks.onRequest?.(event(1));
    hooks.onRequest?.(event(1));
    hooks.onResponse?.({ ...event(1), ...answer });
    hooks.onResponse?.({ ...event(1), ...answer });
    hooks.onResponse?.({ ...event(1), ...answer });
    expect(spans()).toHaveLength(2);
    for (let callId = 1; callId <= 1_001; callId++) hooks.onRequest?.(event(callId));
    hooks.onResponse?.({ ...event(1), ...answer });
    expect(spans()).toHaveLength(2);
    hooks.onResponse?.({ ...event(2), ...answer });
    expect(spans()).toHaveLength(3);
  });
});
