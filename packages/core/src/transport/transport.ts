import type { FetchLike } from "@omada-sdk/auth";
import type { Limits } from "../answer/limits.js";
import type { Clock } from "./clock.js";
import type { Lifetime } from "./lifetime.js";
import type { Observer } from "./observe/observer.js";
import type { Pacer } from "./pacing/pacer.js";
import type { Retrier } from "./retry.js";

/** How requests leave. */
export interface Transport {
  readonly fetch: FetchLike;
  /** Closes the connections of `fetch` at its end, when they belong to the client alone. */
  readonly lifetime: Lifetime;
  /** How much is read of an answer. */
  readonly limits: Limits;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Milliseconds a call may take unless it says otherwise. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Undefined when nothing is sent again. */
  readonly retrier: Retrier | undefined;
  /** Undefined when nobody has to wait for a turn. */
  readonly pacer: Pacer | undefined;
  /** Undefined when nobody listens. */
  readonly observer: Observer | undefined;
}
