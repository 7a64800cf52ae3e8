import type { FetchLike, OmadaAuth } from "@omada-sdk/auth";

/** Options of one call. */
export interface CallOptions {
  /** Ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds the whole call may take, token request included; 0 for no limit. Defaults to the client's. */
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
  /** Milliseconds a call may take; 30000 by default, 0 for no limit. */
  timeoutMs?: number | undefined;
  /** By default another major version throws and another minor version warns; this sets one reaction for both. */
  onVersionMismatch?: VersionPolicy | undefined;
  /** Where warnings go; the console by default. */
  logger?: Logger | undefined;
  /** Accept an http:// base URL: tokens then travel in the clear. */
  allowHttp?: boolean | undefined;
}
