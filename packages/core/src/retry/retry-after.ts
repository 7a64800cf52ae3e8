/**
 * Milliseconds a Retry-After header asks for; undefined when there is none that can be read. A date is compared with
 * the Date header of the same answer, so that it does not matter what time it is here.
 */
export function readRetryAfter(headers: Pick<Headers, "get">): number | undefined {
  const text = headers.get("retry-after")?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const then = Date.parse(text);
  const now = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(then)) return undefined;
  return Math.max(0, then - (Number.isNaN(now) ? Date.now() : now));
}
