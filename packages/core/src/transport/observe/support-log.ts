import type { OmadaHooks, RequestTrace } from "./hooks.js";
import { maskPath, word } from "./mask.js";

/** Options of {@link createSupportLog}. */
export interface SupportLogOptions {
  /** Takes one line of JSON, without a line break. */
  write(line: string): void;
  /** Milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
}

/**
 * Writes what a client does as JSON lines that can be sent to a support team: operations, path templates, methods,
 * statuses, errorCodes and times. Hosts, ids, names, headers, bodies and the texts of errors are left out, so the log
 * holds neither tokens nor anything about the network. Of the path of a request by path only common words of the API
 * are written.
 * @returns hooks for the `hooks` option of a client
 */
export function createSupportLog({ write, now = Date.now }: SupportLogOptions): OmadaHooks {
  const log = (event: string, facts: object) =>
    write(JSON.stringify({ time: new Date(now()).toISOString(), event, ...facts }));
  return {
    onConnect: ({ origin, ...facts }) => log("connect", { host: hostKind(origin), ...facts }),
    onRequest: (event) => log("request", { ...about(event), queuedMs: Math.round(event.queuedMs) }),
    onResponse: (event) =>
      log("response", {
        ...about(event),
        status: event.status,
        errorCode: event.errorCode,
        contentType: mediaTypeOf(event.headers),
        durationMs: Math.round(event.durationMs),
      }),
    onRetry: (event) =>
      log("retry", { ...about(event), reason: word(event.reason), delayMs: Math.round(event.delayMs) }),
    onError: (event) =>
      log("error", {
        ...about(event),
        ...errorFacts(event.error),
        gaveUp: event.gaveUp,
        durationMs: Math.round(event.durationMs),
      }),
  };
}

function about({ callId, operation, method, path, attempt }: RequestTrace): object {
  return { call: callId, attempt, operation, method, path: maskPath(path, operation) };
}

/** The kind of host and the port, which do not identify a controller. */
function hostKind(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  const kind = /(^|\.)tplinkcloud\.com$/i.test(hostname)
    ? "cloud"
    : /^[\d.]+$|:/.test(hostname)
      ? "ip"
      : "name";
  return `${protocol}//${kind}${port && `:${port}`}`;
}

function mediaTypeOf(headers: Readonly<Record<string, string>>): string | undefined {
  return headers["content-type"]?.split(";", 1)[0];
}

/** Name and codes of an error, without its text. */
function errorFacts(error: unknown): object {
  const { name, code, codeName, status, reason, timeoutMs } = Object(error) as Record<string, unknown>;
  return {
    error: word(name),
    code: typeof code === "number" ? code : word(code),
    codeName: word(codeName),
    status: typeof status === "number" ? status : undefined,
    reason: word(reason),
    timeoutMs: typeof timeoutMs === "number" ? timeoutMs : undefined,
  };
}
