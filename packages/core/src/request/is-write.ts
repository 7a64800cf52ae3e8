const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Tells whether sending a request twice may do something twice.
 * @param method HTTP method
 * @param paged a list whose page goes into the body: a POST that reads
 */
export function isWrite(method: string, paged: boolean): boolean {
  return !paged && !READING.has(method.toUpperCase());
}
