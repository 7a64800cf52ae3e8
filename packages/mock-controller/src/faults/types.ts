/** What goes wrong with a call. */
export type Fault =
  /** Another HTTP status with a text of your own, such as 503. */
  | { kind: "status"; status: number; body?: string; headers?: Readonly<Record<string, string>> }
  /** An error code in the envelope. `status` is by default 200, as controllers send errors. */
  | { kind: "code"; code: number; status?: number }
  /** A web page where JSON was asked for, as after the end of a session or from a proxy. By default with 200. */
  | { kind: "html"; status?: number }
  /** The connection ends in the middle of the body: after so many bytes, by default after half of it. */
  | { kind: "truncate"; bytes?: number }
  /** The answer comes later, in milliseconds of the mock's clock. */
  | { kind: "delay"; ms: number }
  /** The answer comes in pieces: `bytes` (by default 1024) each, with `ms` of the mock's clock before each. */
  | { kind: "trickle"; ms: number; bytes?: number }
  /** The connection is closed without an answer. */
  | { kind: "close" }
  /** Every access token ends, as after a site was copied. By default the call is answered with -44113. */
  | { kind: "token-death"; code?: number }
  /** 429 with code -7132; `retryAfterSeconds` also sends Retry-After. */
  | { kind: "rate-limit"; retryAfterSeconds?: number; status?: number }
  /** The call is answered, then the server has another certificate and ends all connections. */
  | { kind: "certificate" };

/** Which calls a fault hits. Everything given has to fit; a rule without conditions hits every call. */
export interface FaultRule {
  /** Stable name, such as `site.getSiteList`, or all of a tag: `site.*`. */
  operation?: string;
  /** `GET`, `POST`, … */
  method?: string;
  /** The path, or a pattern that it matches. Token requests are reached by `/openapi/authorize/token`. */
  path?: string | RegExp;
  /** Only these of the fitting calls; the first one is 1. */
  nth?: number | readonly number[];
  /** At most so many calls are hit. By default no limit. */
  times?: number;
  /** Share of the fitting calls that is hit, from 0 to 1. The mock's seed decides which ones. */
  probability?: number;
  /**
   * Whether the controller does what it was asked before the fault hits: a write that is stored, though its answer is
   * lost. By default it does not, except where the fault lies in the delivery (`truncate`, `delay`, `trickle`,
   * `certificate`).
   */
  executes?: boolean;
  fault: Fault;
}

/** A rule that was added. */
export interface FaultHandle {
  /** How many calls it hit. */
  readonly hits: number;
  /** Takes the rule away. */
  remove: () => void;
}

/** The faults of a mock. */
export interface Faults {
  /**
   * Adds a rule. The first rule that hits a call decides.
   * @throws RangeError for a number that cannot be (a probability above 1, a time below 0, a status below 200), and for
   *   an operation, a method or a kind of fault that there is not; TypeError for headers that cannot be sent
   * @example controller.runtime.faults.add({ operation: "site.getSiteList", nth: 2, fault: { kind: "close" } });
   */
  add: (rule: FaultRule) => FaultHandle;
  /** Takes all rules away. */
  clear: () => void;
}
