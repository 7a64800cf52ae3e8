import { OmadaError } from "./error.js";
import { createProcessLock, type TokenLock } from "./process-lock.js";
import type { StoredToken, TokenStore } from "./token-store.js";

/** The part of Keyv that is used; anything with these three methods fits. */
export interface KeyvLike {
  get(key: string): unknown;
  /** Milliseconds to live; resolves to false when nothing was kept, as Keyv's does. */
  set(key: string, value: unknown, ttlMs?: number): unknown;
  delete(key: string): unknown;
}

/**
 * Keeps tokens in a Keyv, and so in Redis, a database or whatever Keyv has an adapter for.
 * @param keyv a Keyv instance, or anything like it; what it is given is plain JSON
 * @param lock keeps other processes from renewing at the same time; without it only this process is kept from it
 */
export function keyvTokenStore(keyv: KeyvLike, lock: TokenLock = createProcessLock()): TokenStore {
  return {
    lock,
    get: async (key) => (await keyv.get(key)) as StoredToken | undefined,
    async set(key, token, ttlMs) {
      if ((await keyv.set(key, token, ttlMs)) === false) throw new OmadaError("Keyv kept nothing.");
    },
    async delete(key) {
      await keyv.delete(key);
    },
  };
}
