import { createProcessLock, type TokenLock } from "./process-lock.js";

/** A token as it is kept; plain JSON. */
export interface StoredToken {
  /** The access token, or the CSRF token of a web session. */
  readonly accessToken: string;
  /** Milliseconds since the epoch, by the clock of the process that got it. The controller's clock is never used. */
  readonly obtainedAt: number;
  /** Seconds it is valid for from then on. */
  readonly expiresIn: number;
  /** Gets the next token, once. Only the authorization-code grant keeps it. */
  readonly refreshToken?: string | undefined;
  /** Session cookie, `name=value`, of a web session. */
  readonly cookie?: string | undefined;
}

/**
 * Where tokens are kept. A store that several processes use makes them share one token.
 *
 * Keys are made of letters, digits and hyphens and give nothing away. Whoever can read the store can use the tokens.
 */
export interface TokenStore {
  /** Returns what `set` was given; undefined when there is nothing. */
  get(key: string): Promise<StoredToken | undefined>;
  /**
   * Keeps a token. It has to be safe when the promise resolves. A token of the authorization-code grant is used only
   * after that; any other is used even when this fails.
   * @param ttlMs milliseconds after which nobody needs it any more
   */
  set(key: string, token: StoredToken, ttlMs: number): Promise<void>;
  /** Forgets a token; nothing happens when there is none. */
  delete(key: string): Promise<void>;
  /**
   * Keeps everybody else who uses the store from getting a new token at the same time. Without it this holds within
   * one grant only, and two processes may spend the same refresh token.
   */
  readonly lock?: TokenLock | undefined;
}

/** A store that lasts as long as the process; the default. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  return {
    lock: createProcessLock(),
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    delete: async (key) => void tokens.delete(key),
  };
}
