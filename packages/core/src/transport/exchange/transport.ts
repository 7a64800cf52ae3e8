import { type FetchLike, OmadaError } from "@omada-sdk/auth";
import { originOf } from "../../request/origin.js";
import { type Limits, readLimits } from "../../response/body.js";
import type { Observer } from "../observe/observer.js";
import type { Pacer } from "../pacing/pacer.js";
import { createRetrier, type Retrier, readRetryOptions } from "../retry.js";
import { type Clock, systemClock } from "../timing.js";
import type { Logger, TlsOptions, TransportOptions } from "./options.js";

/** Joined at run time: a bundler that can read the name would add the Node transport to bundles for browsers. */
const NODE_ENTRY = ["@omada-sdk/core", "node"].join("/");

/** What all calls of a client are sent with. */
export interface Transport {
  readonly fetch: FetchLike;
  /** Closes the connections of `fetch` at its end, when they belong to the client alone. */
  readonly lifetime: Lifetime;
  /** How many bytes of an answer are read. */
  readonly limits: Limits;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Milliseconds a call may take unless its options say otherwise. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Undefined when nothing is retried. */
  readonly retrier: Retrier | undefined;
  /** Undefined when no call has to wait for a turn. */
  readonly pacer: Pacer | undefined;
  /** Undefined when there are no hooks. */
  readonly observer: Observer | undefined;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Prepares sending requests to a host; nothing is sent yet.
 * @throws OmadaError for a wrong base URL or a number out of range
 */
export async function openTransport(baseUrl: string, options: TransportOptions): Promise<Transport> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, allowHttp, retry, hooks, clock = systemClock } = options;
  const origin = await originOf(baseUrl, allowHttp);
  const retrier = retry === false ? undefined : createRetrier(readRetryOptions(retry));
  const limits = readLimits(options.limits);
  const { fetch, close } = await chooseFetch(options);
  return {
    origin,
    timeoutMs,
    clock,
    fetch,
    lifetime: createLifetime(close),
    limits,
    retrier,
    pacer: undefined,
    observer: hooks && (await import("../observe/observer.js")).createObserver(hooks, clock),
  };
}

async function chooseFetch({
  fetch,
  tls,
  logger,
}: TransportOptions): Promise<{ fetch: FetchLike; close: () => Promise<void> }> {
  if (fetch && tls)
    throw new OmadaError("fetch and tls exclude each other: tls is what createNodeFetch takes.");
  if (tls) {
    const tlsFetch = await openTlsFetch(tls, logger);
    return { fetch: tlsFetch, close: () => tlsFetch.close() };
  }
  // A fetch that the caller passed stays open: the caller may use it elsewhere.
  return { fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)), close: async () => undefined };
}

/** Counts the calls of a client until it is closed. */
export interface Lifetime {
  /** @throws OmadaError when the client was closed */
  check(): void;
  /** Notes that a call begins. */
  begin(): void;
  /** Notes that a call is over. */
  end(): void;
  /** Refuses further calls, waits for those under way and closes the connections; calling it again changes nothing. */
  close(): Promise<void>;
}

/** @param closeConnections called once, when no call is under way any more */
function createLifetime(closeConnections: () => Promise<void>): Lifetime {
  let running = 0;
  let closing: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;
  const closeWhenIdle = async () => {
    if (running > 0)
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    await closeConnections();
  };
  return {
    check() {
      if (closing) throw new OmadaError("The client was closed.");
    },
    begin() {
      running++;
    },
    end() {
      if (--running === 0) onIdle?.();
    },
    close() {
      closing ??= closeWhenIdle();
      return closing;
    },
  };
}

/** A fetch that has connections to close. */
interface ClosableFetch extends FetchLike {
  /** Waits for running requests, then closes all connections. */
  close(): Promise<void>;
}

/**
 * Makes the fetch for the `tls` option.
 * @param logger where warnings go; the console by default
 * @throws OmadaError on platforms other than Node, saying what to do there; and for options that contradict each other
 */
async function openTlsFetch(tls: TlsOptions, logger: Logger | undefined): Promise<ClosableFetch> {
  const platform = platformName();
  if (platform !== "node") throw new OmadaError(`tls only works on Node. ${ADVICE[platform]}`);
  let entry: { createNodeFetch(options: TlsOptions, logger: Logger | undefined): ClosableFetch };
  try {
    entry = await import(/* @vite-ignore */ NODE_ENTRY);
  } catch {
    throw new OmadaError(
      `tls needs ${NODE_ENTRY}, which could not be loaded. In a bundle, pass fetch: createNodeFetch(tls) instead.`,
    );
  }
  return entry.createNodeFetch(tls, logger);
}

type Platform = "node" | "bun" | "deno" | "other";

const ADVICE: Readonly<Record<Exclude<Platform, "node">, string>> = {
  bun: "On Bun pass fetch: (url, init) => fetch(url, { ...init, tls: { ca } }).",
  deno: "On Deno pass a fetch with the client of Deno.createHttpClient({ caCerts }).",
  other: "Here the platform decides which certificates it trusts.",
};

function platformName(): Platform {
  const realm = globalThis as { Bun?: unknown; Deno?: unknown; process?: { versions?: { node?: string } } };
  if (realm.Bun) return "bun";
  if (realm.Deno) return "deno";
  return realm.process?.versions?.node ? "node" : "other";
}
