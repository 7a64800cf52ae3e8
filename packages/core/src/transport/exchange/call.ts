import {
  OmadaTimeoutError,
  type RequestInfo,
  type RequestOutcome,
  requestLabel,
} from "../../errors/errors.js";
import { withoutQuery } from "../../errors/printable.js";
import type { SecretBearer } from "../../errors/secrets.js";
import type { Needs } from "../../request/target.js";
import type { AnsweredCall } from "../../response/reading.js";
import type { CallTimes, ObservedCall } from "../observe/observer.js";
import { siteOf, type Turn } from "../pacing/pacer.js";
import type { GiveUp } from "../retry.js";

/** One call while it is sent, with all its requests. */
export class Call implements RequestInfo, Turn, AnsweredCall, ObservedCall {
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Sending it twice may change something twice. */
  readonly write: boolean;
  /** It holds its sites from its first turn to its end; see {@link Turn}. */
  holds = false;
  /** Requests sent so far. */
  attempt = 0;
  /** Headers of the grant on each of them that differed. */
  readonly credentials = new Set<Readonly<Record<string, string>>>();
  /** The last request, which may hold secrets of the caller. */
  sent: SecretBearer | undefined;
  /** What a successful response must have. */
  needs: Needs;
  /** Whether the last request may have been carried out when no answer comes. */
  outcome: RequestOutcome = "not-sent";
  /** When its time is over, on the client's clock. */
  endsAt = Number.POSITIVE_INFINITY;
  /** Why it was not retried although it might have been. */
  gaveUp: GiveUp | undefined;
  #sites: readonly string[] | undefined;
  readonly #wireUrl: string;
  #times: CallTimes | undefined;

  /**
   * @param operation member and method; undefined outside generated methods
   * @param path template
   * @param wireUrl with query
   * @param sites keys of the sites it is about, when the URL does not say
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
