/** The passing of time, as far as a client depends on it: for tests and simulations. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /**
   * Calls back once.
   * @param ms milliseconds from now
   * @returns takes the callback back
   */
  timer(callback: () => void, ms: number): () => void;
}

/** The clock of the platform. Setting the system's date does not touch it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  timer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
