/** Part of a repetition that an answer earns back. */
const EARNED = 0.2;

/** Repetitions a client may still make. */
export interface RetryBudget {
  /** Takes one; false when there is none left. */
  take(): boolean;
  /** Tells that the controller gave a usable answer. */
  earn(): void;
}

/** @param size how many there are at first, and at most */
export function createBudget(size: number): RetryBudget {
  let left = size;
  return {
    take() {
      if (left < 1) return false;
      left--;
      return true;
    },
    earn() {
      if (left < size) left = Math.min(size, left + EARNED);
    },
  };
}
