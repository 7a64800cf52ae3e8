/** One answered call. */
export interface RequestRecord {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  query: Record<string, string>;
  /** Stable name of the operation, such as `site.getSiteList`; undefined for everything else. */
  operation: string | undefined;
  status: number;
  /** The code in the envelope; undefined when the answer had none. */
  errorCode: number | undefined;
}

/** The latest calls are kept, up to this many. */
const LOG_LIMIT = 10_000;

/** Adds a record, dropping the oldest one of a full log. */
export function record(log: RequestRecord[], entry: RequestRecord): void {
  if (log.length >= LOG_LIMIT) log.shift();
  log.push(entry);
}
