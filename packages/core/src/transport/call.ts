import { withoutQuery } from "../errors/redact.js";
import type { RequestInfo } from "../errors/request-info.js";
import { siteOf } from "../pacing/site-of.js";

/** When the things worth observing about a call happened; only kept up when somebody observes. */
interface CallTimes {
  id: number;
  began: number;
  queued: number;
  queuedMs: number;
  sent: number;
}

/** One call on its way through the transport, however many requests it takes. */
export class Call implements RequestInfo {
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Sending it twice may do something twice. */
  readonly write: boolean;
  /** Requests sent so far. */
  attempt = 0;
  readonly #wireUrl: string;
  #times: CallTimes | undefined;

  /**
   * @param operation member and method; undefined outside generated methods
   * @param path template
   * @param wireUrl with query
   */
  constructor(operation: string | undefined, method: string, path: string, wireUrl: string, write: boolean) {
    this.operation = operation;
    this.method = method;
    this.path = path;
    this.write = write;
    this.#wireUrl = wireUrl;
  }

  get url(): string {
    return withoutQuery(this.#wireUrl);
  }
  get site(): string {
    return siteOf(this.#wireUrl);
  }
  get times(): CallTimes {
    this.#times ??= { id: 0, began: 0, queued: 0, queuedMs: 0, sent: 0 };
    return this.#times;
  }
}
