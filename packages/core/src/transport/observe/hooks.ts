import type { GiveUp } from "../retry.js";

/** Which request an event is about. Nothing in an event holds a secret: URLs have no query, headers are redacted. */
export interface RequestTrace {
  /** Numbers the calls of a client from 1; a call that is sent several times keeps its number. */
  readonly callId: number;
  /** Member and method, such as "device.getDeviceList"; undefined for requests by path and of a grant. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** URL without query. */
  readonly url: string;
  /** Numbers the requests sent for the call, from 1. */
  readonly attempt: number;
}

/** A request is about to be sent. */
export interface RequestEvent extends RequestTrace {
  /** By lower-case name; values of credentials are "***". */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds the call has waited for its turn so far. */
  readonly queuedMs: number;
}

/** An answer was read; of a file only the start. */
export interface ResponseEvent extends RequestTrace {
  readonly status: number;
  /** errorCode of the envelope; undefined when there is none. */
  readonly errorCode: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the request was sent. */
  readonly durationMs: number;
}

/** A request will be sent again. `attempt` is the one that failed. */
export interface RetryEvent extends RequestTrace {
  /** Such as "ECONNREFUSED", "HTTP 503" or "-7132"; "token" when a refused token is replaced. */
  readonly reason: string;
  /** Milliseconds until then. */
  readonly delayMs: number;
}

/** A call failed for good. */
export interface ErrorEvent extends RequestTrace {
  /** The error the caller gets. Its message may name sites and devices and quote the controller. */
  readonly error: unknown;
  /**
   * Why the call was not retried although its last failure allows a retry: sent often enough, no time left for the
   * wait, or the client's budget used up. Undefined for other failures.
   */
  readonly gaveUp: GiveUp | undefined;
  /** Milliseconds since the call began, waiting included. */
  readonly durationMs: number;
}

/** The controller was found and the client is ready. */
export interface ConnectEvent {
  /** Scheme, host and port. */
  readonly origin: string;
  /** "5.15.24.19"; undefined on cloud hosts. */
  readonly controllerVersion: string | undefined;
  /** `type` of `/api/info`: 1 software controller, 10 OC200, 11 OC300. */
  readonly controllerType: number | undefined;
  /** Snapshot the client was generated from. */
  readonly snapshot: string | undefined;
}

/**
 * Callbacks that see everything a client sends. The client calls them synchronously, so they must be quick. It ignores
 * what they throw or reject with, and does not wait for a promise they return.
 * They also see the token requests of the grant, without their bodies.
 */
export interface OmadaHooks {
  onConnect?(event: ConnectEvent): void;
  onRequest?(event: RequestEvent): void;
  onResponse?(event: ResponseEvent): void;
  onRetry?(event: RetryEvent): void;
  onError?(event: ErrorEvent): void;
}
