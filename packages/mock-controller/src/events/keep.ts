/** The latest entries of a log are kept, up to this many. */
const KEPT = 1000;

/** Adds an entry to a log, dropping the oldest one of a full log. */
export function keep<T>(log: T[], entry: T): void {
  if (log.length >= KEPT) log.shift();
  log.push(entry);
}
