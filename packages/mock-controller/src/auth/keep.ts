/** Tokens or sessions remembered; the oldest ones are forgotten first. */
const KEPT = 10_000;

/** Remembers a token or a session. */
export function keep<T>(known: Map<string, T>, key: string, entry: T): void {
  known.set(key, entry);
  const oldest = known.keys().next().value;
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
}
