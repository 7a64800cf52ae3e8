import type { AuthContext } from "./auth.js";
import { hasCode, isOmadaError, OmadaAuthError } from "./error.js";
import { type Flight, takeOff } from "./flight.js";
import { reasonOf } from "./post.js";
import { createProcessLock } from "./process-lock.js";
import type { TokenSource } from "./source.js";
import { digest } from "./store-key.js";
import { isStoredToken, type LiveToken, startStopwatch, watch } from "./token-life.js";
import { memoryTokenStore, type StoredToken, type TokenStore } from "./token-store.js";

/** Keeps the token for one controller. */
export interface Keeper {
  /** Headers with the last token until shortly before its end, then with a new one: one request for all who wait. */
  headers(context: AuthContext): Promise<Record<string, string>>;
  /** Gives up the last token, provided that it is the one in these headers. */
  refuse(used: Record<string, string> | undefined): void;
}

/** Milliseconds a refresh token lives: 14 days (Open API Access Guide 2.2.4). */
const REFRESH_LIFE = 14 * 86_400_000;

/**
 * @param scope what the token is for, beside the source's own key parts
 * @param shared the store that others may use too; undefined for one of its own
 */
export function createKeeper(
  source: TokenSource,
  scope: readonly string[],
  shared: TokenStore | undefined,
  renewBeforeSeconds: number,
): Keeper {
  const store = shared ?? memoryTokenStore();
  const lock = store.lock ?? createProcessLock();
  let live: LiveToken | undefined;
  let refused: string | undefined;
  /** Obtained, but not yet safe in the store. */
  let unsaved: LiveToken | undefined;
  let flight: Flight<StoredToken> | undefined;

  const usable = (limit: "renewAge" | "endAge") =>
    live && !source.isForced?.() && live.token.accessToken !== refused && live.age() < live[limit]
      ? live.token
      : undefined;

  /** Looks whether the store has a token that is not known here. */
  async function load(key: string): Promise<void> {
    const found: unknown = await store.get(key);
    // A known token keeps its stopwatch: the clock that dated it may have been set since, even before that date.
    if (isStoredToken(found) && found.accessToken !== live?.token.accessToken)
      live = watch(found, startStopwatch(Math.max(0, Date.now() - found.obtainedAt)), renewBeforeSeconds);
  }

  /** Stored before it is used: a refresh token must not be lost once its predecessor is spent. */
  async function save(key: string): Promise<void> {
    if (!unsaved) return;
    const { token, endAge } = unsaved;
    await store.set(key, token, token.refreshToken ? REFRESH_LIFE : endAge);
    live = unsaved;
    unsaved = undefined;
  }

  async function replace(key: string, context: AuthContext, signal: AbortSignal): Promise<StoredToken> {
    await save(key);
    await load(key);
    const found = usable("renewAge");
    if (found) return found;
    const previous = live?.token;
    // Started before the question: however slow the answer is, the token ends here first.
    const age = startStopwatch();
    try {
      const issued = await source.obtain(context, previous, signal);
      const token = { ...issued, obtainedAt: Date.now() - age() };
      unsaved = watch(token, age, renewBeforeSeconds);
      await save(key);
      return token;
    } catch (error) {
      if (!hasCode(error, [-44114])) throw error;
      // Without a lock between processes another one may have spent the refresh token first: its token is here now.
      await load(key);
      if (live?.token === previous) await store.delete(key);
      throw error;
    }
  }

  async function renew(context: AuthContext, signal: AbortSignal): Promise<StoredToken> {
    try {
      const key = `omada-${source.kind}-${shared ? await digest([...scope, source.account, ...source.secrets]) : ""}`;
      return await lock(key, () => replace(key, context, signal), signal);
    } catch (error) {
      const last = usable("endAge");
      if (live && last && !signal.aborted) {
        // In vain, but there is a good token; the next attempt waits for half of its rest.
        live.renewAge = Math.max(live.renewAge, (live.age() + live.endAge) / 2);
        return last;
      }
      if (signal.aborted || isOmadaError(error)) throw error;
      // Errors of a store may quote the value, as those of Redis clients quote the command.
      throw new OmadaAuthError(`The token store failed (${reasonOf(error)}).`);
    }
  }

  return {
    async headers({ signal, ...context }) {
      signal?.throwIfAborted();
      const token = usable("renewAge");
      if (token) return source.headers(token);
      flight ??= takeOff(
        (left) => renew(context, left),
        () => {
          flight = undefined;
        },
      );
      return source.headers(await flight.board(signal));
    },
    refuse(used) {
      const last = live?.token;
      if (last && (!used || textOf(used) === textOf(source.headers(last)))) refused = last.accessToken;
    },
  };
}

const textOf = (headers: Record<string, string>) => Object.values(headers).join();
