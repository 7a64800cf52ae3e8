import type { StoredToken } from "./token-store.js";

/** Tells how many milliseconds ago something was. */
export type Stopwatch = () => number;

/**
 * Starts to count. The steady clock goes on when the system's is set back; the system's goes on while a computer
 * sleeps. The later of the two counts: a wrong clock costs a token too many, never one that is used too long.
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
  /** Age in milliseconds at which it is used no more. */
  readonly endAge: number;
  /** Age in milliseconds at which it is replaced. */
  renewAge: number;
}

/**
 * Sets the term of a token.
 * @param renewBeforeSeconds how long before its end it is replaced; at most half its validity is used. Up to half as
 *   much again is added by chance, so that processes which started together do not renew together.
 */
export function watch(token: StoredToken, age: Stopwatch, renewBeforeSeconds: number): LiveToken {
  const endAge = token.expiresIn * 1000;
  const early = Math.min(renewBeforeSeconds * 1000, endAge / 2) * (1 + Math.random() / 2);
  return { token, age, endAge, renewAge: endAge - early };
}

/** Checks what came out of a store, which others may write to. */
export function readStored(value: unknown): StoredToken | undefined {
  const { accessToken, obtainedAt, expiresIn } = Object(value);
  return accessToken && obtainedAt + expiresIn > 0 ? (value as StoredToken) : undefined;
}
