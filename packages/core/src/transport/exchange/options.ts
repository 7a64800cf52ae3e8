import type { FetchLike } from "@omada-sdk/auth";
import type { AnswerLimits } from "../../response/body.js";
import type { OmadaHooks } from "../observe/hooks.js";
import type { RetryOptions } from "../retry.js";
import type { Clock } from "../timing.js";

/** Where warnings go. */
export interface Logger {
  warn(message: string): void;
}

/** Which certificates are accepted. By default those the system trusts, for the host name of the base URL. */
export interface TlsOptions {
  /**
   * Certificates to trust instead of the system's, PEM. Of several self-signed ones with the same subject only one is
   * found: pin those of several controllers instead, each with its own fetch.
   */
  ca?: string | string[] | undefined;
  /** With `ca`: accept a trusted certificate although it is for another host name, such as "localhost". */
  allowHostMismatch?: boolean | undefined;
  /** Accept exactly the certificate with this SHA-256 fingerprint, trusted or not; colons and case do not matter. */
  fingerprint256?: string | undefined;
  /** Accept any certificate: an attacker between you and the controller can then read the token. */
  insecure?: boolean | undefined;
}

/** How to send requests to a host. */
export interface TransportOptions {
  /**
   * Sends requests; `globalThis.fetch` by default. `createNodeFetch` of @omada-sdk/core/node accepts self-signed
   * certificates.
   */
  fetch?: FetchLike | undefined;
  /**
   * Instead of `fetch`, on Node: which certificates to accept, such as `{ fingerprint256 }`, `{ ca }` or
   * `{ insecure: true }`. Holds for this client only.
   */
  tls?: TlsOptions | undefined;
  /** Milliseconds a call may take; 30000 by default, 0 for no limit. */
  timeoutMs?: number | undefined;
  /** Where warnings go; the console by default. */
  logger?: Logger | undefined;
  /** How failed requests are retried; false never does. A refused token is replaced all the same. */
  retry?: RetryOptions | false | undefined;
  /** How many bytes of an answer are read at most; a longer one fails, and is not requested again. */
  limits?: AnswerLimits | undefined;
  /** Callbacks that see every request, answer, retry and failure. */
  hooks?: OmadaHooks | readonly OmadaHooks[] | undefined;
  /** Replaces the platform's timers, for tests and simulations. */
  clock?: Clock | undefined;
  /** Accept an http:// base URL: tokens are then sent unencrypted. */
  allowHttp?: boolean | undefined;
}
