import { hasCode } from "./error.js";

/** What controllers answer when they look for the credentials in another place. */
const MISPLACED = [-1001, -1004, -44106, -44111, -44116];

/**
 * Makes a function that tries several ways of asking the same, in order, and begins with the one that worked last.
 * It throws the first refusal when there is no way left, and at once what another way would not mend.
 */
export function createWays() {
  let first = 0;
  return async <T>(ways: ReadonlyArray<() => Promise<T>>): Promise<T> => {
    let refusal: unknown;
    for (const step of ways.keys()) {
      const index = (first + step) % ways.length;
      try {
        const result = await (ways[index] as () => Promise<T>)();
        first = index;
        return result;
      } catch (error) {
        if (!hasCode(error, MISPLACED)) throw error;
        refusal ??= error;
      }
    }
    throw refusal;
  };
}
