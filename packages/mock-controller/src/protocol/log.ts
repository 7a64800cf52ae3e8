import type { Answer } from "./answer.js";

/** One answered call. */
export interface RequestRecord {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** The JSON that was sent; undefined for no body, one that is no JSON, or one above 16 kB. */
  body?: unknown;
  /** Stable name of the operation, such as `site.getSiteList`; undefined for everything else. */
  operation: string | undefined;
  status: number;
  /** The code in the envelope; undefined when the answer had none. */
  errorCode: number | undefined;
  /** Which kind of fault was injected, if one was. */
  fault?: string;
  /** Whether it was an action of a batch. Actions stand before their batch, which is answered after them. */
  batch?: true;
}

/** The latest calls are kept, up to this many. */
const MAX_RECORDS = 10_000;
/** How many go at once, as taking the first one out of a long array costs more than answering a call. */
const DROPPED_AT_ONCE = 1000;
/** Largest body that is kept, in bytes. */
const MAX_LOGGED_BYTES = 16_384;

/** The calls answered so far, oldest first: an array with questions that tests ask. */
export class RequestLog extends Array<RequestRecord> {
  /** `map` and `filter` give plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
  /** The calls of an operation by its stable name, such as `site.getSiteList`. */
  of(operation: string): RequestRecord[] {
    return this.filter((entry) => entry.operation === operation);
  }
  /** The latest call, or the latest one of an operation. */
  last(operation?: string): RequestRecord | undefined {
    return operation === undefined ? this.at(-1) : this.findLast((entry) => entry.operation === operation);
  }
  /** Removes all calls. */
  clear(): void {
    this.length = 0;
  }
}

/** Adds a record, dropping the oldest ones of a full log. */
export function addRecord(log: RequestLog, entry: RequestRecord): void {
  if (log.length >= MAX_RECORDS) log.splice(0, log.length - MAX_RECORDS + DROPPED_AT_ONCE);
  log.push(entry);
}

/** What the log keeps of a call and its answer. */
export function recordOf(
  { body: sent, ...call }: Pick<RequestRecord, "method" | "path" | "query"> & { body: Uint8Array },
  { operation, status, errorCode, fault }: Answer,
): RequestRecord {
  const body = loggedBody(sent);
  return {
    ...call,
    ...(body === undefined ? {} : { body }),
    ...{ operation, status, errorCode },
    ...(fault === undefined ? {} : { fault }),
  };
}

function loggedBody(body: Uint8Array): unknown {
  if (body.length === 0 || body.length > MAX_LOGGED_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
