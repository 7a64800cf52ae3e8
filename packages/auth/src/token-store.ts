/** A token as it is stored; plain JSON. */
export interface StoredToken {
  /** The access token, or the CSRF token of a web session. */
  readonly accessToken: string;
  /** Milliseconds since the epoch, by the clock of the process that got it. The controller's clock is never used. */
  readonly obtainedAt: number;
  /** Seconds it is valid for from then on. */
  readonly expiresIn: number;
  /** Gets the next token, once. Only the authorization-code grant stores it. */
  readonly refreshToken?: string | undefined;
  /** Session cookie, `name=value`, of a web session. */
  readonly cookie?: string | undefined;
}

/**
 * Where tokens are stored. Processes that use the same store share one token.
 *
 * Keys are made of letters, digits and hyphens and hold no secret. A program that can read the store can use the tokens.
 */
export interface TokenStore {
  /** Returns what `set` was given; undefined when there is nothing. */
  get(key: string): Promise<StoredToken | undefined>;
  /**
   * Stores a token. It must be stored durably when the promise resolves. A token of the authorization-code grant is
   * used only after that; any other is used even when this fails.
   * @param ttlMs milliseconds after which it may be deleted
   */
  set(key: string, token: StoredToken, ttlMs: number): Promise<void>;
  /** Deletes a token; nothing happens when there is none. */
  delete(key: string): Promise<void>;
  /**
   * Prevents other programs that use the store from requesting a new token at the same time. Without it this holds
   * within one grant only, and two processes may spend the same refresh token.
   */
  readonly lock?: TokenLock | undefined;
}

/** A store in memory; the default. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  return {
    lock: createProcessLock(),
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
  };
}

/**
 * Runs a task while no other task runs for the same key.
 * @param signal aborts the waiting
 * @returns what the task returns
 */
export type TokenLock = <T>(key: string, task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** A lock between the callers within one process. */
export function createProcessLock(): TokenLock {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task, signal) => {
    const before = tails.get(key);
    const run = (async () => {
      await before;
      signal.throwIfAborted();
      return task();
    })();
    tails.set(
      key,
      run.catch(() => undefined),
    );
    return run;
  };
}
