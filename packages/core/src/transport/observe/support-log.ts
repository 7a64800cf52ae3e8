import type { OmadaHooks, RequestTrace } from "./hooks.js";

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
  // Generated templates hold only words of the API; paths written by hand may hold anything.
  return { call: callId, attempt, operation, method, path: operation === undefined ? maskPath(path) : path };
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

/** The value if it is a code or a name; undefined for a text. */
function word(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w.:-]+( \d{3})?$/.test(value) && value.length <= 64
    ? value
    : undefined;
}

const PARAMETER = /^\{[\w-]+\}$/;

/**
 * A path that was written by hand, with every segment replaced that might be an id, a name or an address: all but the
 * words of the API and the parameters of a template.
 */
function maskPath(path: string): string {
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((segment) => (segment === "" || API_WORDS.has(segment) || PARAMETER.test(segment) ? segment : "{?}"))
    .join("/");
}

/**
 * The most frequent words in the paths of the API: versions, kinds of objects and actions, which say nothing about a
 * network. The list is written by hand; a test searches the snapshots for each word.
 */
export const API_WORDS: ReadonlySet<string> = new Set(
  `api info openapi authorize token v1 v2 v3 msp customers sites sitetemplates devices switches gateways aps olts
  clients client users roles operators setting settings service profiles profile vpn networks lan-networks lan-profiles
  wlans ssids wireless-network ports multi-ports stacks acls rules routing nat portal hotspot voucher-groups vouchers
  config configs dashboard status stat statistics overview topology logs events alerts cmd upgrade add edit delete batch
  list detail export import files system controller cloud maintenance webhook reboot backup restore radius ldap vlan
  dhcp dns wan lan internet iot voip pon sms sim qos mesh security health`.split(/\s+/),
);
