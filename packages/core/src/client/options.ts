import type { OmadaAuth } from "@omada-sdk/auth";
import type { TransportOptions } from "../transport/exchange/options.js";
import type { PacingOptions } from "../transport/pacing/options.js";

/** What to do when the controller's version is not the one the client was generated for. */
export type VersionPolicy = "throw" | "warn" | "ignore";

/** How to reach a controller. */
export interface OmadaClientOptions extends TransportOptions {
  /** Scheme, host and port, such as `https://192.168.0.2:8043`; a trailing slash does not matter. */
  baseUrl: string;
  /** The grant, such as `clientCredentials({ clientId, clientSecret })` of @omada-sdk/auth. */
  auth: OmadaAuth;
  /** Id of the controller; required on cloud hosts, discovered elsewhere. */
  omadacId?: string | undefined;
  /** Ends connecting; calls have their own signals. */
  signal?: AbortSignal | undefined;
  /**
   * By default a controller that another client is made for throws (another major version, cloud instead of local or the
   * reverse, an older minor version with its own client), and another minor version warns; this sets one reaction
   * for all.
   */
  onVersionMismatch?: VersionPolicy | undefined;
  /** How many requests a client sends at a time, by default according to the kind of controller; false sets no limits. */
  pacing?: PacingOptions | false | undefined;
}
