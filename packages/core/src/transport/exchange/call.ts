import type { Needs } from "../../answer/incomplete.js";
import type { RequestOutcome } from "../../errors/outcome.js";
import { withoutQuery } from "../../errors/redact.js";
import { type RequestInfo, requestLabel } from "../../errors/request-info.js";
import { type SecretBearer, secretsIn, secretsOf } from "../../errors/secrets.js";
import { OmadaTimeoutError } from "../../errors/timeout-error.js";
import { siteOf } from "../../pacing/site-of.js";
import type { Turn } from "../pacing/pacer.js";
import type { GiveUp } from "../retry.js";

/** When the things worth observing about a call happened; only kept up when somebody observes. */
interface CallTimes {
  id: number;
  began: number;
  queued: number;
  queuedMs: number;
  sent: number;
}

/** One call on its way through the transport, however many requests it takes. */
export class Call implements RequestInfo, Turn {
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Sending it twice may do something twice. */
  readonly write: boolean;
  /** It keeps its sites from its first turn to its end; see {@link Turn}. */
  holds = false;
  /** Requests sent so far. */
  attempt = 0;
  /** Headers of the grant on each of them that differed. */
  readonly credentials = new Set<Readonly<Record<string, string>>>();
  /** What the caller sends, which may hold secrets too. */
  carries: SecretBearer | undefined;
  /** What a successful answer has to have. */
  needs: Needs;
  /** What is known about the last request when no answer comes. */
  outcome: RequestOutcome = "not-sent";
  /** When its time is over, on the client's clock. */
  endsAt = Number.POSITIVE_INFINITY;
  /** Why it was not repeated although it might have been. */
  gaveUp: GiveUp | undefined;
  #sites: readonly string[] | undefined;
  readonly #wireUrl: string;
  #times: CallTimes | undefined;

  /**
   * @param operation member and method; undefined outside generated methods
   * @param path template
   * @param wireUrl with query
   * @param sites what it is about, when the URL does not tell
   */
  constructor(
    operation: string | undefined,
    method: string,
    path: string,
    wireUrl: string,
    write: boolean,
    sites?: readonly string[],
  ) {
    this.operation = operation;
    this.method = method;
    this.path = path;
    this.write = write;
    this.#wireUrl = wireUrl;
    this.#sites = sites;
  }

  get url(): string {
    return withoutQuery(this.#wireUrl);
  }
  /** Keys of the sites it is about. */
  get sites(): readonly string[] {
    if (!this.#sites) {
      const site = siteOf(this.#wireUrl);
      this.#sites = site === undefined ? [] : [site];
    }
    return this.#sites;
  }
  /** Values that may not be quoted. */
  get secrets(): string[] {
    return [...[...this.credentials].flatMap(secretsIn), ...(this.carries ? secretsOf(this.carries) : [])];
  }
  overdue(ms: number): OmadaTimeoutError {
    return new OmadaTimeoutError(requestLabel(this), ms, {
      problem: "did not get its turn",
      hint: " It was not sent: other calls are still under way or wait before it. pacing.maxQueueMs sets how long it may wait.",
      outcome: "not-sent",
    });
  }
  get times(): CallTimes {
    this.#times ??= { id: 0, began: 0, queued: 0, queuedMs: 0, sent: 0 };
    return this.#times;
  }
}
