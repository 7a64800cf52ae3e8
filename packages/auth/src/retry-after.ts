/**
 * Milliseconds a Retry-After header asks for; undefined when there is none worth waiting for. A date is compared with the
 * Date header of the same answer, so that it does not matter what time it is here.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after") as string;
  const now = Date.parse(headers.get("date") as string) || Date.now();
  const ms = Number(text) * 1000 || Date.parse(text) - now;
  return ms > 0 ? ms : undefined;
}
