import { OmadaError } from "./error.js";
import type { StoredToken, TokenStore } from "./token-store.js";
import { createProcessLock, type TokenLock } from "./token-store.js";

/** The part of Keyv that is used; anything with these three methods fits. */
export interface KeyvLike {
  get(key: string): unknown;
  /** Resolves to false when nothing was stored, as Keyv's does. */
  set(key: string, value: unknown, ttlMs?: number): unknown;
  delete(key: string): unknown;
}

/**
 * Stores tokens in a Keyv, and so in Redis, a database or any other storage that Keyv has an adapter for.
 * @param keyv a Keyv instance, or an object with the same methods; its values are plain JSON
 * @param lock prevents other processes from renewing at the same time; the default lock only works within this process
 */
export function keyvTokenStore(keyv: KeyvLike, lock: TokenLock = createProcessLock()): TokenStore {
  return {
    lock,
    get: async (key) => (await keyv.get(key)) as StoredToken | undefined,
    async set(key, token, ttlMs) {
      if ((await keyv.set(key, token, ttlMs)) === false) throw new OmadaError("Keyv stored nothing.");
    },
    async delete(key) {
      await keyv.delete(key);
    },
  };
}
