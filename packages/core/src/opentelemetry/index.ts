import {
  type Attributes,
  type Meter,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { ErrorEvent, OmadaHooks, RequestTrace, ResponseEvent } from "../transport/observe/hooks.js";
import { maskPath, word } from "../transport/observe/mask.js";

const NAME = "@omada-sdk/core";

/** Options of {@link openTelemetryHooks}. */
export interface OpenTelemetryOptions {
  /** The global one with the name "@omada-sdk/core" by default. */
  readonly tracer?: Tracer | undefined;
  /** The global one with the name "@omada-sdk/core" by default. */
  readonly meter?: Meter | undefined;
}

/** Boundaries in seconds, as the semantic conventions for HTTP ask for. */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/**
 * Requests whose end no hook reports are forgotten beyond so many: pages that were requested ahead and are not needed any
 * more end without an event.
 */
const MAX_OPEN = 1_000;

/** A request under way. */
interface Open {
  readonly span: Span;
  readonly attributes: Attributes;
  /** Milliseconds of `performance.now()`. */
  readonly began: number;
}

/**
 * Tells OpenTelemetry about every request of a client: a span for each that is sent, with the names of the semantic
 * conventions for HTTP clients, and metrics. Attributes hold neither secrets nor ids: of paths only the template is given,
 * of errors only their code.
 * @returns hooks for the `hooks` option of a client
 */
export function openTelemetryHooks(options: OpenTelemetryOptions = {}): OmadaHooks {
  const { tracer = trace.getTracer(NAME), meter = metrics.getMeter(NAME) } = options;
  const duration = meter.createHistogram("http.client.request.duration", {
    description: "Time from sending a request to its answer",
    unit: "s",
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  const queued = meter.createHistogram("omada_sdk.queue.duration", {
    description: "Time that a call waited for its turn before a request",
    unit: "s",
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  const retries = meter.createCounter("omada_sdk.retries", {
    description: "Requests that are sent again",
    unit: "{request}",
  });
  const failures = meter.createCounter("omada_sdk.failures", {
    description: "Calls that failed for good",
    unit: "{call}",
  });

  /** Clients that share hooks number their calls alike, so a key may stand for several requests. */
  const open = new Map<string, Open[]>();

  const end = (event: RequestTrace, outcome: Attributes) => {
    const key = keyOf(event);
    const requests = open.get(key);
    const request = requests?.shift();
    if (!request) return;
    if (requests?.length === 0) open.delete(key);
    const { span, attributes, began } = request;
    span.setAttributes(outcome);
    if (outcome["error.type"] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    duration.record((performance.now() - began) / 1000, { ...attributes, ...outcome });
  };

  return {
    onRequest(event) {
      const attributes = attributesOf(event);
      const { attempt, method, url } = event;
      const span = tracer.startSpan(`${method} ${attributes["url.template"]}`, {
        kind: SpanKind.CLIENT,
        attributes: {
          ...attributes,
          "url.full": `${new URL(url).origin}${attributes["url.template"]}`,
          ...(attempt > 1 ? { "http.request.resend_count": attempt - 1 } : {}),
        },
      });
      const key = keyOf(event);
      open.set(key, [...(open.get(key) ?? []), { span, attributes, began: performance.now() }]);
      const [oldest] = open.keys();
      if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest);
      queued.record(event.queuedMs / 1000, attributes);
    },
    onResponse: (event) => end(event, outcomeOf(event)),
    onRetry(event) {
      const reason = word(event.reason) ?? "_OTHER";
      end(event, { "error.type": reason }); // there was no answer
      retries.add(1, { ...attributesOf(event), "error.type": reason });
    },
    onError(event) {
      const outcome = { "error.type": errorType(event) };
      end(event, outcome);
      failures.add(1, { ...attributesOf(event), ...outcome });
    },
  };
}

function keyOf({ callId, attempt, method, url }: RequestTrace): string {
  return `${callId} ${attempt} ${method} ${url}`;
}

/** What a request is about, without ids. */
function attributesOf({ operation, method, path, url }: RequestTrace): Attributes {
  const { protocol, hostname, port } = new URL(url);
  return {
    "http.request.method": method,
    "server.address": hostname.replace(/^\[|\]$/g, ""),
    "server.port": Number(port || (protocol === "http:" ? 80 : 443)),
    "url.scheme": protocol.slice(0, -1),
    "url.template": maskPath(path, operation),
    ...(operation === undefined ? {} : { "omada_sdk.operation": operation }),
  };
}

function outcomeOf({ status, errorCode }: ResponseEvent): Attributes {
  const failed = errorCode === undefined ? status >= 400 : errorCode !== 0;
  return {
    "http.response.status_code": status,
    ...(errorCode === undefined ? {} : { "omada_sdk.error_code": errorCode }),
    ...(failed ? { "error.type": `${errorCode ?? status}` } : {}),
  };
}

/** A code, or the name of the error; its message may name sites and devices. */
function errorType({ error }: ErrorEvent): string {
  const { code, status, reason, name } = Object(error) as Record<string, unknown>;
  const facts = [code, status, reason, name].map((fact) =>
    typeof fact === "number" ? `${fact}` : word(fact),
  );
  return facts.find((fact) => fact !== undefined) ?? "_OTHER";
}
