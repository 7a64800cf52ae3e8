import type { StoredToken } from "./token-store.js";

/** Returns the milliseconds since it was started. */
export type Stopwatch = () => number;

/**
 * Starts a stopwatch. The steady clock goes on when the system clock is set back; the system clock goes on while a
 * computer sleeps. The larger time counts: with a wrong clock a token is renewed too early, but never used too long.
 * @param elapsedMs milliseconds to begin with
 */
export function startStopwatch(elapsedMs = 0): Stopwatch {
  const steady = performance.now() - elapsedMs;
  const wall = Date.now() - elapsedMs;
  return () => Math.max(performance.now() - steady, Date.now() - wall);
}

/** A token in use. */
export interface LiveToken {
  token: StoredToken;
  readonly age: Stopwatch;
  /** Age in milliseconds from which on it is not used any more. */
  readonly endAge: number;
  /** Age in milliseconds at which it is replaced. */
  renewAge: number;
}

/**
 * Sets when a token is renewed and when it ends.
 * @param renewBeforeSeconds how long before its end it is replaced; at most half its validity. A random
 *   part of up to half as much is added, so that processes which started together do not renew together.
 */
export function startTerm(token: StoredToken, age: Stopwatch, renewBeforeSeconds: number): LiveToken {
  const endAge = token.expiresIn * 1000;
  const early = Math.min(renewBeforeSeconds * 1000, endAge / 2) * (1 + Math.random() / 2);
  return { token, age, endAge, renewAge: endAge - early };
}

/** Checks a token of a store, which other programs may write to; undefined when it is not one. */
export function readStored(value: unknown): StoredToken | undefined {
  const { accessToken, obtainedAt, expiresIn } = Object(value);
  return accessToken && obtainedAt + expiresIn > 0 ? (value as StoredToken) : undefined;
}
