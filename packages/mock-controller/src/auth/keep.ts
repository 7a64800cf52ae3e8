/** Entries remembered of a kind, such as tokens; the oldest ones are forgotten first. */
const KEPT = 10_000;

/** Remembers a token, a session or the like. */
export function keep<T>(known: Map<string, T>, key: string, entry: T): void {
  known.set(key, entry);
  const oldest = known.keys().next().value;
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
}
