import type { FetchLike, OmadaAuth } from "@omada-sdk/auth";
import type { AnswerLimits } from "../answer/limits.js";
import type { RetryOptions } from "../retry/options.js";
import type { TlsOptions } from "../tls-options.js";
import type { Clock } from "../transport/clock.js";
import type { OmadaHooks } from "../transport/observe/hooks.js";
import type { PacingOptions } from "../transport/pacing/options.js";

/** Options of one call. */
export interface CallOptions {
  /** Ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds the call may take from its first turn on, token request and repetitions included; 0 for no limit.
   * Defaults to the client's.
   */
  timeoutMs?: number | undefined;
  /** Further request headers. Those of the grant win. */
  headers?: Record<string, string> | undefined;
}

/** Where warnings go. */
export interface Logger {
  warn(message: string): void;
}

/** What to do when the controller's version is not the one the client was generated for. */
export type VersionPolicy = "throw" | "warn" | "ignore";

/** How to reach a controller. */
export interface OmadaClientOptions {
  /** Scheme, host and port, such as `https://192.168.0.2:8043`; a trailing slash does not matter. */
  baseUrl: string;
  /** The grant, such as `clientCredentials({ clientId, clientSecret })` of @omada-sdk/auth. */
  auth: OmadaAuth;
  /** Id of the controller; required on cloud hosts, discovered elsewhere. */
  omadacId?: string | undefined;
  /** Sends requests; `globalThis.fetch` by default. `createNodeFetch` of @omada-sdk/core/node accepts own certificates. */
  fetch?: FetchLike | undefined;
  /**
   * Instead of `fetch`, on Node: which certificates to accept, such as `{ fingerprint256 }`, `{ ca }` or
   * `{ insecure: true }`. Holds for this client only.
   */
  tls?: TlsOptions | undefined;
  /** Ends connecting; calls have signals of their own. */
  signal?: AbortSignal | undefined;
  /** Milliseconds a call may take; 30000 by default, 0 for no limit. */
  timeoutMs?: number | undefined;
  /**
   * By default a controller that another client is made for throws (another major version, cloud instead of local or the
   * reverse, an older minor version with a client of its own), and another minor version warns; this sets one reaction
   * for all.
   */
  onVersionMismatch?: VersionPolicy | undefined;
  /** Where warnings go; the console by default. */
  logger?: Logger | undefined;
  /** How failed requests are tried again; false never does. A refused token is replaced all the same. */
  retry?: RetryOptions | false | undefined;
  /** How much is asked of the controller at a time, by default according to its kind; false sets no limits. */
  pacing?: PacingOptions | false | undefined;
  /** How much is read of an answer at most; what is longer fails, and is not requested again. */
  limits?: AnswerLimits | undefined;
  /** Callbacks that see every request, answer, repetition and failure. */
  hooks?: OmadaHooks | readonly OmadaHooks[] | undefined;
  /** Replaces the platform's timers, for tests and simulations. */
  clock?: Clock | undefined;
  /** Accept an http:// base URL: tokens then travel in the clear. */
  allowHttp?: boolean | undefined;
}
